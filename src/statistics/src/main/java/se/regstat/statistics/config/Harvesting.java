package se.regstat.statistics.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What harvesters are told, beside who publishes.
 *
 * @param language of the records: Swedish or English; texts are told in the other one too
 * @param perLayer whether each layer is a dataset of its own; else each vintage and each indicator is, with all its divisions
 * @param demo whether invented data is told of too
 * @param initiatives what the datasets are published for
 * @param inspire only where INSPIRE is claimed
 * @param highValue the categories of high-value datasets that they are said to belong to; none by default
 * @param ownServices whether the workspace gets services of its own in GeoServer, which say who publishes
 * @param producers what organisations are that made data, by the names that divisions and indicators have for them
 */
public record Harvesting(
        Locale language,
        boolean perLayer,
        boolean demo,
        List<Initiative> initiatives,
        Optional<Inspire> inspire,
        List<HighValue> highValue,
        boolean ownServices,
        Map<String, Organisation.Type> producers) {

    public Harvesting {
        initiatives = List.copyOf(initiatives);
        highValue = List.copyOf(highValue);
        producers = Map.copyOf(producers);
    }

    /** Of the list {@code Initiativ} of the national metadata profile. */
    public enum Initiative {
        OPPNADATA("oppnadata"),
        GEODATASAMVERKAN("geodatasamverkan"),
        INSPIRE("inspire");

        private final String id;

        Initiative(String id) {
            this.id = id;
        }

        /** In that list, as in {@code oppnadata}. */
        public String id() {
            return id;
        }
    }

    /** Whether datasets and services conform to INSPIRE's regulations, as far as their publisher says. */
    public enum Inspire {
        NOT_EVALUATED,
        CONFORMANT,
        NOT_CONFORMANT;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Categories of high-value datasets (Commission Implementing Regulation (EU) 2023/138). */
    public enum HighValue {
        GEOSPATIAL("http://data.europa.eu/bna/c_ac64a52d"),
        STATISTICS("http://data.europa.eu/bna/c_e1da4e07");

        private final String uri;

        HighValue(String uri) {
            this.uri = uri;
        }

        /** In the European vocabulary of such categories. */
        public String uri() {
            return uri;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Harvesting read(YamlMapping yaml) {
        yaml.only("language", "datasets", "demo", "initiatives", "inspire", "high_value", "services", "producers");
        return new Harvesting(
                Locale.forLanguageTag(yaml.oneOf("language", "sv", "en")),
                yaml.oneOf("datasets", "whole", "layers").equals("layers"),
                yaml.flag("demo", false),
                yaml.constants("initiatives", Initiative.values(), Initiative::id),
                yaml.constant("inspire", Inspire.values(), Inspire::id),
                yaml.constants("high_value", HighValue.values(), HighValue::id),
                yaml.oneOf("services", "shared", "own").equals("own"),
                producers(yaml.mapping("producers")));
    }

    private static Map<String, Organisation.Type> producers(YamlMapping yaml) {
        Map<String, Organisation.Type> producers = new HashMap<>();
        for (String name : yaml.keys()) {
            yaml.constant(name, Organisation.Type.values(), Organisation.Type::id)
                    .ifPresent(type -> producers.put(name, type));
        }
        return producers;
    }
}
