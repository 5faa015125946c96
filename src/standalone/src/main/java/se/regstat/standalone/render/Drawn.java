package se.regstat.standalone.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.geotools.api.feature.simple.SimpleFeature;
import se.regstat.standalone.style.Rule;
import se.regstat.standalone.style.Style;

/** Whether a style draws a feature, by the rules that {@link MapRenderer} goes by: their scales, filters and ElseFilters. */
public final class Drawn {

    private Drawn() {}

    /** Tests features of a map at a scale. A rule without symbolizers draws nothing. */
    public static Predicate<SimpleFeature> by(Style style, double scaleDenominator) {
        return style.featureTypeStyles().stream()
                .map(f -> by(f.at(scaleDenominator)))
                .reduce(feature -> false, Predicate::or);
    }

    private static Predicate<SimpleFeature> by(List<Rule> rules) {
        Predicate<SimpleFeature> taken = feature -> false;
        List<Predicate<SimpleFeature>> drawing = new ArrayList<>();
        boolean drawsOthers = false;
        for (Rule rule : rules) {
            boolean draws = !rule.symbolizers().isEmpty();
            if (rule.otherwise()) {
                drawsOthers |= draws;
                continue;
            }
            Predicate<SimpleFeature> matcher = Matcher.of(rule.filter());
            taken = taken.or(matcher);
            if (draws) drawing.add(matcher);
        }
        Predicate<SimpleFeature> drawn = drawing.stream().reduce(feature -> false, Predicate::or);
        return drawsOthers ? drawn.or(taken.negate()) : drawn;
    }
}
