package se.regstat.geoserver.layers;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.geoserver.catalog.AttributeTypeInfo;
import org.geoserver.catalog.AttributionInfo;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.Keyword;
import org.geoserver.catalog.KeywordInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.ProjectionPolicy;
import org.geoserver.catalog.StyleInfo;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.util.logging.Logging;
import org.locationtech.jts.geom.Envelope;
import se.regstat.geoserver.ledger.Ledger;
import se.regstat.geoserver.ledger.Properties;
import se.regstat.geoserver.ledger.Property;
import se.regstat.geoserver.text.Texts;
import se.regstat.geotools.reprojection.Sweref99Tm;
import se.regstat.statistics.division.LocalText;

/** Brings layers and their feature types into the workspace, and takes them away again. */
public final class Layers {

    private static final Logger LOGGER = Logging.getLogger(Layers.class);

    static final List<String> SRS = List.of("3006", "3857", "4326", "4258", "3035");

    /** The vocabulary of topics, as WMS names the standard that they are of. */
    public static final String TOPICS = "ISO 19115:2003";

    private static final String ATTRIBUTES = "attributes";
    private static final String CODE = "code";

    private final Catalog catalog;
    private final Ledger ledger;
    private final Workspace workspace;
    private final Groups groups;
    private final Map<Envelope, ReferencedEnvelope> geographic = new HashMap<>();

    /** @param groups which layers leave before they go */
    public Layers(Catalog catalog, Ledger ledger, Workspace workspace, Groups groups) {
        this.catalog = catalog;
        this.ledger = ledger;
        this.workspace = workspace;
        this.groups = groups;
    }

    /** @return whether it is in the catalog */
    public boolean publish(PlannedLayer planned) {
        String name = planned.name();
        FeatureTypeInfo type = workspace.type(name);
        boolean made = type == null && !ledger.knows("type " + name);
        boolean there = workspace.publish(
                "type " + name,
                type,
                catalog.getFactory()::createFeatureType,
                info -> {
                    info.setName(name);
                    info.setNativeName(name);
                    info.setNamespace(workspace.namespace());
                    info.setStore(workspace.store());
                    info.setSRS("EPSG:3006");
                    info.setNativeCRS(planned.hasGeometry() ? Sweref99Tm.crs() : null);
                    info.setProjectionPolicy(ProjectionPolicy.FORCE_DECLARED);
                },
                info -> propertiesOf(info, planned),
                catalog::add,
                catalog::save,
                catalog::getFeatureType);
        if (!there) return false;
        try {
            return workspace.publish(
                    "layer " + name,
                    workspace.layer(name),
                    catalog.getFactory()::createLayer,
                    layer -> layer.setResource(workspace.type(name)),
                    layer -> propertiesOf(layer, planned),
                    catalog::add,
                    catalog::save,
                    catalog::getLayer);
        } catch (RuntimeException e) {
            if (made) {
                catalog.remove(workspace.type(name));
                ledger.forget("type " + name);
            }
            throw e;
        }
    }

    private List<Property> propertiesOf(FeatureTypeInfo info, PlannedLayer planned) {
        Texts.Description description = planned.description();
        ReferencedEnvelope bounds = new ReferencedEnvelope(planned.bounds(), Sweref99Tm.crs());
        ReferencedEnvelope geographic = geographic(bounds);
        Property title = Properties.text("title", info::getTitle, description.title(), info::setTitle);
        Property text = Properties.text("abstract", info::getAbstract, description.text(), info::setAbstract);
        String key = "type " + info.getName();
        List<KeywordInfo> keywords = keywords(description, planned.references().topics());
        List<Property> properties = new ArrayList<>(List.of(
                Properties.enabled(info::isEnabled, info::setEnabled),
                title,
                text,
                Properties.both(
                        ledger,
                        key,
                        title,
                        info::getInternationalTitle,
                        description.title(),
                        info::setInternationalTitle),
                Properties.both(
                        ledger,
                        key,
                        text,
                        info::getInternationalAbstract,
                        description.text(),
                        info::setInternationalAbstract),
                new Property("keywords", () -> told(info.getKeywords()), told(keywords), () -> {
                    info.getKeywords().clear();
                    info.getKeywords().addAll(keywords);
                }),
                new Property(
                        "srs",
                        () -> info.isOverridingServiceSRS() ? String.join(", ", info.getResponseSRS()) : "",
                        String.join(", ", SRS),
                        () -> {
                            info.setOverridingServiceSRS(true);
                            info.getResponseSRS().clear();
                            info.getResponseSRS().addAll(SRS);
                        }),
                Properties.bounds("native bounds", info::getNativeBoundingBox, bounds, info::setNativeBoundingBox),
                Properties.bounds(
                        "geographic bounds", info::getLatLonBoundingBox, geographic, info::setLatLonBoundingBox),
                new Property(
                        ATTRIBUTES,
                        () -> info.getAttributes().stream()
                                .map(AttributeTypeInfo::getName)
                                .collect(joining(", ")),
                        "",
                        info.getAttributes()::clear),
                TimeDimension.property(info, planned.hasYears())));
        properties.addAll(ReferenceProperties.of(info, planned.references(), catalog.getFactory()));
        return properties;
    }

    /** Each in both languages: of one without, GeoServer says nothing to who asks for a language. */
    private static List<KeywordInfo> keywords(Texts.Description description, List<String> topics) {
        List<KeywordInfo> keywords = new ArrayList<>();
        for (LocalText keyword : description.keywords()) {
            keywords.add(keyword("sv", keyword.sv()));
            keywords.add(keyword("en", keyword.en()));
        }
        for (String topic : topics) {
            Keyword keyword = new Keyword(topic);
            keyword.setVocabulary(TOPICS);
            keywords.add(keyword);
        }
        return keywords;
    }

    private static KeywordInfo keyword(String language, String value) {
        Keyword keyword = new Keyword(value);
        keyword.setLanguage(language);
        return keyword;
    }

    private static String told(List<KeywordInfo> keywords) {
        return keywords.stream()
                .map(keyword -> keyword.getValue()
                        + (keyword.getLanguage() == null ? "" : "@" + keyword.getLanguage())
                        + (keyword.getVocabulary() == null ? "" : " of " + keyword.getVocabulary()))
                .sorted()
                .collect(joining(", "));
    }

    /** Hundreds of layers have the same few bounds. */
    private ReferencedEnvelope geographic(ReferencedEnvelope bounds) {
        return geographic.computeIfAbsent(new Envelope(bounds), e -> Properties.geographic(bounds));
    }

    private List<Property> propertiesOf(LayerInfo layer, PlannedLayer planned) {
        Texts.Description description = planned.description();
        List<String> styles = planned.styles();
        List<Property> properties = new ArrayList<>();
        properties.add(new Property(
                "attribution",
                () -> attribution(layer.getAttribution()),
                description
                        .source()
                        .map(s -> s.name() + s.url().map(u -> " " + u).orElse(""))
                        .orElse(""),
                () -> layer.setAttribution(
                        description.source().map(this::attribution).orElse(null))));
        properties.addAll(ReferenceProperties.of(layer, planned.references()));
        if (styles.isEmpty()) return properties;
        properties.add(new Property(
                "default style",
                () -> layer.getDefaultStyle() == null
                        ? ""
                        : layer.getDefaultStyle().getName(),
                styles.get(0),
                () -> layer.setDefaultStyle(workspace.style(styles.get(0)))));
        List<String> others = styles.subList(1, styles.size());
        properties.add(new Property(
                "styles",
                () -> layer.getStyles().stream()
                        .map(StyleInfo::getName)
                        .sorted()
                        .collect(joining(", ")),
                others.stream().sorted().collect(joining(", ")),
                () -> {
                    layer.getStyles().clear();
                    others.forEach(s -> layer.getStyles().add(workspace.style(s)));
                }));
        return properties;
    }

    /**
     * Takes away a layer whose data is gone. If it was edited, or a group of somebody else's needs it, it is disabled, so
     * that it can come back as it was.
     */
    public boolean retire(String name) {
        LayerInfo layer = workspace.layer(name);
        FeatureTypeInfo type = workspace.type(name);
        groups.leave(name);
        if (editedLayer(name, layer) || editedType(name, type)) {
            if (type != null) disable(catalog, ledger, type);
            return false;
        }
        try {
            if (layer != null) catalog.remove(layer);
        } catch (IllegalArgumentException e) {
            LOGGER.log(
                    Level.WARNING,
                    "Regstat disables layer {0}, whose data is gone, but cannot remove it: {1}",
                    new Object[] {name, e.getMessage()});
            if (type != null) disable(catalog, ledger, type);
            return false;
        }
        ledger.forget("layer " + name);
        if (type != null) catalog.remove(type);
        ledger.forget("type " + name);
        return false;
    }

    private boolean editedLayer(String name, LayerInfo layer) {
        return layer != null && ledger.edited("layer " + name, propertiesOf(layer, PlannedLayer.GONE));
    }

    private boolean editedType(String name, FeatureTypeInfo type) {
        return type != null && ledger.edited("type " + name, propertiesOf(type, PlannedLayer.GONE));
    }

    /** By its type: GeoServer saves the layer's own switch with that, not with the layer. */
    public static void disable(Catalog catalog, Ledger ledger, FeatureTypeInfo type) {
        if (!type.isEnabled()) return;
        type.setEnabled(false);
        ledger.record("type " + type.getName(), Properties.ENABLED, "false");
        if (type.getAttributes().isEmpty()) nameAttribute(catalog, ledger, type);
        catalog.save(type);
    }

    /** REST tells the attributes of a feature type; those of the data it would look for in vain, and fail. */
    private static void nameAttribute(Catalog catalog, Ledger ledger, FeatureTypeInfo type) {
        AttributeTypeInfo code = catalog.getFactory().createAttribute();
        code.setName(CODE);
        code.setBinding(String.class);
        code.setFeatureType(type);
        type.getAttributes().add(code);
        ledger.record("type " + type.getName(), ATTRIBUTES, CODE);
    }

    private AttributionInfo attribution(Texts.Source source) {
        AttributionInfo attribution = catalog.getFactory().createAttribution();
        attribution.setTitle(source.name());
        source.url().ifPresent(attribution::setHref);
        return attribution;
    }

    private static String attribution(AttributionInfo info) {
        if (info == null) return "";
        return Stream.of(info.getTitle(), info.getHref())
                .filter(s -> s != null && !s.isEmpty())
                .collect(joining(" "));
    }
}
