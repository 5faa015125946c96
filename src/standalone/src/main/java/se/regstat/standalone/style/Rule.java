package se.regstat.standalone.style;

import java.util.List;
import org.geotools.api.filter.Filter;

/**
 * Which features are drawn how.
 *
 * @param filter {@link Filter#INCLUDE} where the document has none
 * @param otherwise an ElseFilter: for features that no other rule of the FeatureTypeStyle draws at this scale
 * @param minScale scale denominator, inclusive
 * @param maxScale scale denominator, exclusive; infinite where the document has none
 */
public record Rule(
        String name,
        String title,
        Filter filter,
        boolean otherwise,
        double minScale,
        double maxScale,
        List<Symbolizer> symbolizers) {

    public Rule {
        symbolizers = List.copyOf(symbolizers);
    }

    public boolean appliesAt(double scaleDenominator) {
        return scaleDenominator >= minScale && scaleDenominator < maxScale;
    }
}
