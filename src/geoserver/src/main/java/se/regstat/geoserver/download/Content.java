package se.regstat.geoserver.download;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.Layer;
import se.regstat.geotools.Table;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.observation.AreaNames;
import se.regstat.statistics.store.GeoPackageFile;

/** What a file has in it: a dataset, with the rows of those of its layers that are told. */
record Content(Dataset dataset, Map<Layer, Table> layers, AreaNames names, Locale language) {

    Instant changed() {
        return dataset.modified();
    }

    /** A layer as its file tells of it. */
    GeoPackageFile.Description description(Layer layer) {
        return description(dataset, layer, language);
    }

    private static GeoPackageFile.Description description(Dataset dataset, Layer layer, Locale language) {
        return new GeoPackageFile.Description(
                layer.name(),
                layer.description().title().in(language),
                together(layer.description().text(), language) + "\n\n" + together(dataset.lineage(), language));
    }

    /** Both languages, the records' one first. */
    private static String together(LocalText text, Locale language) {
        List<String> both =
                language.getLanguage().equals("en") ? List.of(text.en(), text.sv()) : List.of(text.sv(), text.en());
        return both.stream().filter(one -> !one.isBlank()).distinct().collect(Collectors.joining("\n"));
    }

    /** All that the file follows from, beside the snapshot and the configuration. */
    String told() {
        return told(dataset, layers.keySet(), language);
    }

    /** The same of a file with these layers. */
    static String told(Dataset dataset, Collection<Layer> layers, Locale language) {
        return layers.stream()
                .map(layer -> Objects.toString(description(dataset, layer, language)))
                .collect(Collectors.joining("\n"));
    }

    /** The attributes of a table but the geometry, by name, in their order. */
    static Map<String, Integer> attributes(Table table) {
        SimpleFeatureType type = table.type();
        return type.getAttributeDescriptors().stream()
                .filter(attribute -> !(attribute instanceof GeometryDescriptor))
                .map(AttributeDescriptor::getLocalName)
                .collect(Collectors.toMap(
                        Function.identity(), type::indexOf, (a, b) -> a, java.util.LinkedHashMap::new));
    }
}
