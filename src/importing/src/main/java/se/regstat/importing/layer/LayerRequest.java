package se.regstat.importing.layer;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import se.regstat.importing.format.ImportException;
import se.regstat.statistics.indicator.NearestIds;

/**
 * Which features are wanted of a layer.
 *
 * @param layer its address
 * @param sort attribute that pages are ordered by, for services that are told
 * @param attribute by which features are chosen; empty for all
 * @param values of that attribute
 * @param attributes that the layer must have
 * @param expected how many features there should be; empty if that is not known
 * @param advice what to do where the service has something else
 */
public record LayerRequest(
        URI layer,
        Optional<String> sort,
        Optional<String> attribute,
        List<String> values,
        List<String> attributes,
        OptionalInt expected,
        String advice) {

    ImportException differs(String how) {
        return new ImportException(layer + " " + how + "; nothing was stored: " + advice);
    }

    void requireAttributes(List<String> there) {
        for (String wanted : attributes) {
            if (there.contains(wanted)) continue;
            throw differs("has no attribute '" + wanted + "'" + NearestIds.question(wanted, there) + " (it has "
                    + String.join(", ", there.stream().sorted().toList()) + ")");
        }
    }

    void requireExpected(long count) {
        if (expected.isPresent() && expected.getAsInt() != count) {
            throw differs("has " + count + " features, and " + expected.getAsInt() + " are expected");
        }
        if (count == 0) {
            throw differs("has no features"
                    + attribute
                            .map(name -> " where " + name + " is one of " + values)
                            .orElse(""));
        }
    }
}
