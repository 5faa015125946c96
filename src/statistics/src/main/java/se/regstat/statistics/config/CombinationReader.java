package se.regstat.statistics.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.regstat.statistics.indicator.Combination;

/** Reads how an index, a class or criteria are made of other indicators. */
final class CombinationReader {

    private static final Pattern CONDITION =
            Pattern.compile("\\s*([a-z][a-z0-9_]*)\\s*(>=|<=)\\s*(-?\\d+(?:\\.\\d+)?)\\s*");

    private CombinationReader() {}

    /** @return empty where nothing says how: an index or a class that is published */
    static Optional<Combination> read(String kind, YamlMapping yaml) {
        return switch (kind) {
            case "index" -> present(yaml, "components") ? Optional.of(index(yaml)) : Optional.empty();
            case "class" -> present(yaml, "of") ? Optional.of(classes(yaml)) : Optional.empty();
            default -> Optional.of(criteria(yaml));
        };
    }

    private static boolean present(YamlMapping yaml, String key) {
        return yaml.keys().contains(key);
    }

    private static Combination index(YamlMapping yaml) {
        List<Combination.Component> components;
        if (yaml.isMapping("components")) {
            YamlMapping weights = yaml.mapping("components");
            components = weights.keys().stream()
                    .map(id -> new Combination.Component(
                            id,
                            weights.decimal(id)
                                    .orElseThrow(() -> weights.error(id, "is missing; give its weight, as 1"))))
                    .toList();
        } else {
            components = yaml.list("components").stream()
                    .map(id -> new Combination.Component(id, 1))
                    .toList();
        }
        return yaml.checked("components", () -> new Combination.Index(components, yaml.text("standardised")));
    }

    private static Combination classes(YamlMapping yaml) {
        String index = yaml.text("of").orElseThrow();
        String reference = yaml.text("reference")
                .orElseThrow(() -> yaml.error("reference", "is missing; name the division, as in reference: regso"));
        List<Double> limits = yaml.decimals("limits");
        return yaml.checked("limits", () -> new Combination.Classes(index, reference, limits, yaml.number("anchored")));
    }

    private static Combination criteria(YamlMapping yaml) {
        List<Combination.Criterion> conditions = yaml.list("conditions").stream()
                .map(text -> condition(text, yaml))
                .toList();
        return yaml.checked("conditions", () -> new Combination.Criteria(conditions));
    }

    private static Combination.Criterion condition(String text, YamlMapping yaml) {
        Matcher read = CONDITION.matcher(text);
        if (!read.matches()) {
            throw yaml.error("conditions", "'" + text + "' should be an indicator and a limit, as in  share >= 12.5");
        }
        return new Combination.Criterion(
                read.group(1), Double.parseDouble(read.group(3)), read.group(2).equals(">="));
    }
}
