package se.regstat.standalone.style;

import java.util.List;

/** Rules drawn together; a style's later ones are drawn over its earlier ones. */
public record FeatureTypeStyle(List<Rule> rules) {

    public FeatureTypeStyle {
        rules = List.copyOf(rules);
    }

    /** The rules for a map at a scale. */
    public List<Rule> at(double scaleDenominator) {
        return rules.stream().filter(r -> r.appliesAt(scaleDenominator)).toList();
    }
}
