package se.regstat.geoserver.metadata.iso;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.FeatureType;
import org.geotools.api.feature.type.PropertyDescriptor;
import org.locationtech.jts.geom.Geometry;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.Layer;
import se.regstat.geoserver.text.AttributeTexts;
import se.regstat.geotools.IndicatorLayers;
import se.regstat.geotools.document.XmlDocument;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.text.Languages;

/** What the attributes of a dataset's layers are, as a feature catalogue in ISO 19110: names, types, units, definitions, codes. */
public final class FeatureCatalogue {

    private static final XmlDocument FEATURES = new XmlDocument(FeatureCatalogue.class, "features.ftl");

    private final Catalogue catalogue;
    private final Function<String, Optional<? extends FeatureType>> schemas;
    private final AttributeTexts texts;

    /** An attribute of a layer. */
    public record Attribute(
            String name,
            String type,
            boolean mandatory,
            LocalText definition,
            LocalText unit,
            List<AttributeTexts.Code> codes) {}

    /** @param schemas of layers, by name without workspace; empty for those that the asker may not read */
    public FeatureCatalogue(Catalogue catalogue, Function<String, Optional<? extends FeatureType>> schemas) {
        this.catalogue = catalogue;
        this.schemas = schemas;
        this.texts = new AttributeTexts(catalogue.configuration());
    }

    /** Of all layers of a dataset that the asker may read. */
    public String of(Dataset dataset) {
        List<Map<String, Object>> types = new ArrayList<>();
        for (Layer layer : dataset.layers()) {
            schemas.apply(layer.name())
                    .ifPresent(schema -> types.add(Map.of(
                            "name", layer.name(),
                            "title", layer.description().title(),
                            "attributes", attributes(dataset, layer, schema))));
        }
        Map<String, Object> values = new HashMap<>();
        values.put("swedish", catalogue.harvesting().language().equals(Languages.SWEDISH));
        values.put("organisation", catalogue.publishing().organisation());
        values.put("id", id(dataset, catalogue).toString());
        values.put("title", dataset.title());
        values.put("scope", dataset.text());
        values.put("day", catalogue.described(dataset).toString().substring(0, "2026-01-01".length()));
        values.put("types", types);
        return FEATURES.fill(values);
    }

    private List<Attribute> attributes(Dataset dataset, Layer layer, FeatureType schema) {
        List<Attribute> attributes = new ArrayList<>();
        for (PropertyDescriptor property : schema.getDescriptors()) {
            if (!(property instanceof AttributeDescriptor attribute)) continue;
            String name = attribute.getLocalName();
            Optional<AttributeTexts.Attribute> told = texts.of(rows(dataset, layer), name, layer.series());
            attributes.add(new Attribute(
                    name,
                    type(attribute.getType().getBinding()),
                    !attribute.isNillable(),
                    told.map(AttributeTexts.Attribute::definition).orElse(LocalText.of(name)),
                    told.map(AttributeTexts.Attribute::unit).orElse(LocalText.of("")),
                    told.map(AttributeTexts.Attribute::codes).orElse(List.of())));
        }
        return attributes;
    }

    private static AttributeTexts.Rows rows(Dataset dataset, Layer layer) {
        return switch (dataset.kind()) {
            case CHANGES -> AttributeTexts.Rows.CHANGES;
            case REGISTER ->
                layer.name().equals(IndicatorLayers.REGISTER)
                        ? AttributeTexts.Rows.INDICATORS
                        : AttributeTexts.Rows.DIVISIONS;
            default -> AttributeTexts.Rows.AREAS;
        };
    }

    /** As ISO 19103 calls it. */
    private static String type(Class<?> binding) {
        if (Geometry.class.isAssignableFrom(binding)) return "GM_MultiSurface";
        if (java.util.Date.class.isAssignableFrom(binding)) return "DateTime";
        if (binding == Double.class) return "Real";
        if (binding == String.class) return "CharacterString";
        return binding.getSimpleName();
    }

    /** Of the feature catalogue of a dataset, the same for ever. */
    static UUID id(Dataset dataset, Catalogue catalogue) {
        return catalogue.identities().of("features", dataset.kind().id() + ":" + dataset.name());
    }

    static String address(Dataset dataset, Addresses addresses) {
        return addresses.document("featurecatalogue.xml", "dataset", dataset.name());
    }
}
