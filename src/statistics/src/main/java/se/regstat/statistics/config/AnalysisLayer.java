package se.regstat.statistics.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Theme;

/**
 * A layer that {@code analysis.yml} asks for: what an operation answers for the areas of a division, through the years.
 *
 * @param indicator what the layer shows, as the file describes it; there are no values of it in a store
 * @param operation its id, as in addresses
 * @param settings its parameters, by name as it is written in the file
 */
public record AnalysisLayer(Indicator indicator, String operation, Map<String, List<String>> settings) {

    /** Operations that answer with numbers of classes, between which there is nothing. */
    private static final Set<String> CLASSES = Set.of("alike");

    public AnalysisLayer {
        settings = new LinkedHashMap<>(settings);
    }

    /**
     * Reads one.
     *
     * @param described the mapping from ids to layers
     */
    static AnalysisLayer read(
            String id, YamlMapping described, Map<String, Theme> themes, Map<String, Indicator> indicators) {
        YamlMapping yaml = described.mapping(id);
        if (indicators.containsKey(id)) {
            throw described.error(id, "is the id of an indicator in indicators.yml; give the layer another");
        }
        List<String> operations = yaml.keys().stream()
                .filter(yaml::isMapping)
                .filter(key -> !IndicatorReader.DESCRIBING.contains(key))
                .toList();
        if (operations.size() != 1) {
            throw yaml.error(
                    "neighbours",
                    (operations.isEmpty() ? "is missing" : "is one of several operations")
                            + "; name one, with its parameters, as in"
                            + " neighbours: {indicators: share_born_abroad, k: 12800}");
        }
        String operation = operations.get(0);
        yaml.only(Stream.concat(IndicatorReader.DESCRIBING.stream(), Stream.of(operation))
                .toArray(String[]::new));
        Indicator indicator = IndicatorReader.layer(id, described, themes, CLASSES.contains(operation));
        YamlMapping parameters = yaml.mapping(operation);
        Map<String, List<String>> settings = new LinkedHashMap<>();
        for (String key : parameters.keys()) settings.put(key, parameters.list(key));
        return new AnalysisLayer(indicator, operation, settings);
    }
}
