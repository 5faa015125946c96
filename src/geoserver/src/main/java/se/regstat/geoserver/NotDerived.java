package se.regstat.geoserver;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;
import se.regstat.geotools.IndicatorLayers;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.Derived;
import se.regstat.statistics.reaggregation.Derivations;

/** What administrators are told of derived.yml: entries that become no layers, and what layers of restricted indicators let readers work out. */
record NotDerived(Configuration configuration, IndicatorLayers indicators) {

    private static final Logger LOGGER = Logging.getLogger(NotDerived.class);

    /** Tells what noise alone protects. @return true */
    boolean tellOfRestricted() {
        for (String line : indicators.protectedByNoiseAlone()) {
            LOGGER.log(Level.WARNING, "Regstat, restricted indicators: {0}", line);
        }
        return true;
    }

    /** Tells of each once, with the reason. @return whether there are none */
    boolean tell() {
        Map<List<String>, String> reasons = new LinkedHashMap<>();
        for (Derived derived : configuration.derived()) {
            for (String indicator : derived.indicators()) {
                List<String> entry = List.of(derived.division(), indicator);
                if (!configuration.division(derived.division()).publish()) {
                    reasons.put(entry, "divisions.yml has publish: false for the division; take it away");
                } else if (!configuration.indicator(indicator).publishDerived(derived.division())) {
                    reasons.put(entry, "indicators.yml has publish: false for the indicator; take it away");
                }
            }
        }
        for (Derivations.LeftOut one : indicators.leftOut()) {
            reasons.put(List.of(one.division(), one.indicator()), one.reason());
        }
        Path file = configuration.directory().resolve("derived.yml");
        reasons.forEach((entry, reason) -> LOGGER.log(
                Level.WARNING,
                "Regstat makes no layer of what {0} asks for, division {1}, indicator {2}: {3}",
                new Object[] {file, entry.get(0), entry.get(1), reason}));
        return reasons.isEmpty();
    }
}
