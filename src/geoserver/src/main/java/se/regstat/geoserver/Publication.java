package se.regstat.geoserver;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.geoserver.catalog.AttributionInfo;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.DataStoreInfo;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.Keyword;
import org.geoserver.catalog.KeywordInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.MetadataLinkInfo;
import org.geoserver.catalog.NamespaceInfo;
import org.geoserver.catalog.ProjectionPolicy;
import org.geoserver.catalog.PublishedInfo;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.platform.resource.Resource;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.api.util.InternationalString;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.geotools.util.GrowableInternationalString;
import org.geotools.util.Version;
import org.geotools.util.logging.Logging;
import org.locationtech.jts.geom.Envelope;
import se.regstat.geotools.RegstatDataStoreFactory;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.store.StoreUrl;

/**
 * One run over the catalog, after which
 *
 * <ul>
 *   <li>there is a workspace with a data store, a layer per vintage, the table of divisions, and a group of the newest;
 *   <li>layers whose vintage is gone are gone too, or disabled if an administrator worked on them or uses them elsewhere;
 *   <li>whatever an administrator changed or removed is as they left it;
 *   <li>nothing was saved that already was as it should be.
 * </ul>
 *
 * What cannot be published is logged and left out whole; the rest is published all the same.
 */
final class Publication {

    private static final Logger LOGGER = Logging.getLogger(Publication.class);

    static final String WORKSPACE = "regstat";
    static final String NAMESPACE = "urn:regstat";
    static final String GROUP = "divisions_current";
    static final String REGISTER = "divisions";
    static final List<String> SRS = List.of("3006", "3857", "4326", "4258", "3035");

    private static final Locale SWEDISH = Locale.forLanguageTag("sv");

    private final Catalog catalog;
    private final Ledger ledger;
    private final Configuration configuration;
    private final StoreUrl url;
    private final Snapshot snapshot;
    private final Texts texts;
    private final CoordinateReferenceSystem sweref99Tm;
    private final List<String> published = new ArrayList<>();
    private WorkspaceInfo workspace;
    private NamespaceInfo namespace;
    private DataStoreInfo store;

    Publication(Catalog catalog, Ledger ledger, Configuration configuration, StoreUrl url, Snapshot snapshot) {
        this.catalog = catalog;
        this.ledger = ledger;
        this.configuration = configuration;
        this.url = url;
        this.snapshot = snapshot;
        this.texts = new Texts(configuration, snapshot.demo());
        try {
            this.sweref99Tm = CRS.decode("EPSG:3006", true);
        } catch (FactoryException e) {
            throw new IllegalStateException("EPSG:3006 is not known here: " + e.getMessage(), e);
        }
    }

    void run() {
        publishWorkspace();
        Set<String> styles = StyleSheet.BUNDLED.stream()
                .filter(name -> attempt("style " + name, () -> publishStyle(StyleSheet.bundled(name))))
                .collect(toSet());
        List<VintageId> vintages = new ArrayList<>();
        for (VintageAreas areas : snapshot.vintages()) {
            VintageId id = areas.vintage().id();
            if (areas.areas().isEmpty()
                    || !configuration.division(id.division()).publish()) continue;
            published.add(id.layerName());
            if (attempt("layer " + id.layerName(), () -> publishVintage(areas, styles))) vintages.add(id);
        }
        if (!vintages.isEmpty()) {
            published.add(REGISTER);
            attempt("layer " + REGISTER, this::publishRegister);
        }
        attempt("group " + GROUP, () -> publishGroup(Hierarchy.newest(vintages, configuration)));
        for (String key : ledger.keys()) {
            if (key.startsWith("layer ") && !published.contains(key.substring("layer ".length()))) {
                attempt(key, () -> retireLayer(key.substring("layer ".length())));
            }
            if (key.startsWith("style ") && !StyleSheet.BUNDLED.contains(key.substring("style ".length()))) {
                attempt(key, () -> retireStyle(key.substring("style ".length())));
            }
        }
    }

    /** @return whether it is there now */
    private static boolean attempt(String what, Supplier<Boolean> publishing) {
        try {
            return publishing.get();
        } catch (RuntimeException e) {
            LOGGER.log(Level.SEVERE, "Regstat could not publish " + what + ": " + e.getMessage(), e);
            return false;
        }
    }

    // ---- what the layers stand on

    private void publishWorkspace() {
        workspace = catalog.getWorkspaceByName(WORKSPACE);
        store = workspace == null ? null : catalog.getDataStoreByName(workspace, WORKSPACE);
        if (store == null) forgetObjects();
        if (workspace == null) {
            WorkspaceInfo made = catalog.getFactory().createWorkspace();
            made.setName(WORKSPACE);
            catalog.add(made);
            workspace = catalog.getWorkspaceByName(WORKSPACE);
        }
        namespace = catalog.getNamespaceByPrefix(WORKSPACE);
        if (namespace == null) {
            NamespaceInfo made = catalog.getFactory().createNamespace();
            made.setPrefix(WORKSPACE);
            made.setURI(NAMESPACE);
            catalog.add(made);
            namespace = catalog.getNamespaceByPrefix(WORKSPACE);
        }
        publish(
                "store " + WORKSPACE,
                store,
                catalog.getFactory()::createDataStore,
                made -> {
                    made.setName(WORKSPACE);
                    made.setWorkspace(workspace);
                    made.setType(RegstatDataStoreFactory.DISPLAY_NAME);
                },
                this::propertiesOf,
                catalog::add,
                catalog::save);
        store = catalog.getDataStoreByName(workspace, WORKSPACE);
    }

    /** In a catalog without our store nothing is ours, whatever was written before: it is a new one, or was cleared. */
    private void forgetObjects() {
        for (String key : ledger.keys()) {
            if (!key.startsWith("document ")) ledger.forget(key);
        }
    }

    private List<Property> propertiesOf(DataStoreInfo info) {
        return List.of(
                new Property(
                        "description",
                        info::getDescription,
                        texts.storeDescription().sv(),
                        () -> info.setDescription(texts.storeDescription().sv())),
                enabled(info::isEnabled, info::setEnabled),
                parameter(info, RegstatDataStoreFactory.DBTYPE.key, RegstatDataStoreFactory.DBTYPE_VALUE),
                parameter(info, RegstatDataStoreFactory.STORE.key, url.toString()),
                parameter(
                        info,
                        RegstatDataStoreFactory.CONFIG.key,
                        configuration.directory().toString()),
                parameter(info, RegstatDataStoreFactory.NAMESPACE.key, namespace.getURI()));
    }

    private static Property parameter(DataStoreInfo info, String key, String value) {
        return new Property(
                "parameter " + key,
                () -> {
                    Object current = info.getConnectionParameters().get(key);
                    return current == null ? "" : current.toString();
                },
                value,
                () -> info.getConnectionParameters().put(key, value));
    }

    // ---- styles

    private boolean publishStyle(StyleSheet sheet) {
        String key = "style " + sheet.name();
        StyleInfo existing = catalog.getStyleByName(workspace, sheet.name());
        if (existing == null && ledger.knows(key)) return removedByHand(key);
        if (existing != null && !ledger.knows(key)) return true;
        StyleInfo style = existing != null ? existing : catalog.getFactory().createStyle();
        if (existing == null) {
            style.setName(sheet.name());
            style.setWorkspace(workspace);
            style.setFilename(sheet.filename());
            style.setFormat("sld");
            style.setFormatVersion(new Version(sheet.version()));
        }
        writeDocument(style, sheet);
        if (existing == null) {
            catalog.add(style);
            ledger.record(key, "filename", sheet.filename());
        }
        return true;
    }

    private void writeDocument(StyleInfo style, StyleSheet sheet) {
        String key = "document " + sheet.filename();
        Property document = document(style, sheet.bytes());
        if (document.value().isEmpty()) ledger.forget(key);
        ledger.update(key, List.of(document));
    }

    private Property document(StyleInfo style, byte[] wanted) {
        return new Property(
                "sha256",
                () -> {
                    Resource file = catalog.getResourceLoader()
                            .get("workspaces/" + WORKSPACE + "/styles/" + style.getFilename());
                    if (file.getType() != Resource.Type.RESOURCE) return "";
                    try (InputStream in = file.in()) {
                        return StyleSheet.digest(in.readAllBytes());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                StyleSheet.digest(wanted),
                () -> {
                    try {
                        catalog.getResourcePool().writeStyle(style, new ByteArrayInputStream(wanted));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    /** Takes away a style that the plugin no longer brings; one that was edited or is in use stays. */
    private boolean retireStyle(String name) {
        String key = "style " + name;
        StyleInfo style = catalog.getStyleByName(workspace, name);
        if (style != null) {
            String documentKey = "document " + style.getFilename();
            if (ledger.edited(documentKey, List.of(document(style, new byte[0])))) {
                ledger.forget(key);
                return true;
            }
            try {
                catalog.remove(style);
                catalog.getResourcePool().deleteStyle(style, true);
                ledger.forget(documentKey);
            } catch (IllegalArgumentException e) {
                LOGGER.log(
                        Level.INFO, "Regstat leaves style {0}, which is in use: {1}", new Object[] {name, e.getMessage()
                        });
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        ledger.forget(key);
        return false;
    }

    // ---- layers

    private boolean publishVintage(VintageAreas areas, Set<String> there) {
        List<String> styles = StyleSheet.of(areas.vintage().id().division()).stream()
                .filter(there::contains)
                .toList();
        return publishLayer(areas.vintage().id().layerName(), texts.vintage(areas), sweref99Tm, areas.bounds(), styles);
    }

    /**
     * The table has no geometry; but GeoServer's WFS capabilities fail as a whole where a feature type has no reference
     * system or no bounds, so it gets those of the vintages it lists.
     */
    private boolean publishRegister() {
        Envelope all = new Envelope();
        snapshot.vintages().forEach(v -> all.expandToInclude(v.bounds()));
        return publishLayer(REGISTER, texts.register(), null, all, List.of());
    }

    private boolean publishLayer(
            String name,
            Texts.Description description,
            CoordinateReferenceSystem nativeCrs,
            Envelope bounds,
            List<String> styles) {
        FeatureTypeInfo type = catalog.getFeatureTypeByDataStore(store, name);
        boolean made = type == null && !ledger.knows("type " + name);
        boolean there = publish(
                "type " + name,
                type,
                catalog.getFactory()::createFeatureType,
                info -> {
                    info.setName(name);
                    info.setNativeName(name);
                    info.setNamespace(namespace);
                    info.setStore(store);
                    info.setSRS("EPSG:3006");
                    info.setNativeCRS(nativeCrs);
                    info.setProjectionPolicy(ProjectionPolicy.FORCE_DECLARED);
                },
                info -> propertiesOf(info, description, bounds),
                catalog::add,
                catalog::save);
        if (!there) return false;
        try {
            return publish(
                    "layer " + name,
                    catalog.getLayerByName(WORKSPACE + ":" + name),
                    catalog.getFactory()::createLayer,
                    layer -> layer.setResource(catalog.getFeatureTypeByDataStore(store, name)),
                    layer -> propertiesOf(layer, description, styles),
                    catalog::add,
                    catalog::save);
        } catch (RuntimeException e) {
            if (made) {
                catalog.remove(catalog.getFeatureTypeByDataStore(store, name));
                ledger.forget("type " + name);
            }
            throw e;
        }
    }

    private List<Property> propertiesOf(FeatureTypeInfo info, Texts.Description description, Envelope extent) {
        ReferencedEnvelope bounds = new ReferencedEnvelope(extent, sweref99Tm);
        ReferencedEnvelope geographic = geographic(bounds);
        List<String> links = configuration.publishing().metadataUrl().stream()
                .map(template -> template.replace("{layer}", info.getName()))
                .toList();
        return List.of(
                enabled(info::isEnabled, info::setEnabled),
                text("title", info::getTitle, description.title(), info::setTitle),
                text("abstract", info::getAbstract, description.text(), info::setAbstract),
                both("title sv, en", info::getInternationalTitle, description.title(), info::setInternationalTitle),
                both(
                        "abstract sv, en",
                        info::getInternationalAbstract,
                        description.text(),
                        info::setInternationalAbstract),
                new Property(
                        "keywords",
                        () -> info.getKeywords().stream()
                                .map(KeywordInfo::getValue)
                                .sorted()
                                .collect(joining(", ")),
                        description.keywords().stream().sorted().collect(joining(", ")),
                        () -> {
                            info.getKeywords().clear();
                            description.keywords().forEach(k -> info.getKeywords()
                                    .add(new Keyword(k)));
                        }),
                new Property(
                        "metadata links",
                        () -> info.getMetadataLinks().stream()
                                .map(MetadataLinkInfo::getContent)
                                .collect(joining(" ")),
                        String.join(" ", links),
                        () -> {
                            info.getMetadataLinks().clear();
                            links.forEach(link -> info.getMetadataLinks().add(metadataLink(link)));
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
                bounds("native bounds", info::getNativeBoundingBox, bounds, info::setNativeBoundingBox),
                bounds("geographic bounds", info::getLatLonBoundingBox, geographic, info::setLatLonBoundingBox));
    }

    private List<Property> propertiesOf(LayerInfo layer, Texts.Description description, List<String> styles) {
        List<Property> properties = new ArrayList<>();
        properties.add(enabled(layer::isEnabled, layer::setEnabled));
        properties.add(new Property(
                "attribution",
                () -> attribution(layer.getAttribution()),
                description
                        .source()
                        .map(s -> s.name() + s.url().map(u -> " " + u).orElse(""))
                        .orElse(""),
                () -> layer.setAttribution(
                        description.source().map(this::attribution).orElse(null))));
        if (styles.isEmpty()) return properties;
        properties.add(new Property(
                "default style",
                () -> layer.getDefaultStyle() == null
                        ? ""
                        : layer.getDefaultStyle().getName(),
                styles.get(0),
                () -> layer.setDefaultStyle(catalog.getStyleByName(workspace, styles.get(0)))));
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
                    others.forEach(s -> layer.getStyles().add(catalog.getStyleByName(workspace, s)));
                }));
        return properties;
    }

    /**
     * Takes away a layer whose vintage is gone. If it was edited, or a group of somebody else's needs it, it is disabled, so
     * that it can come back as it was.
     */
    private boolean retireLayer(String name) {
        LayerInfo layer = catalog.getLayerByName(WORKSPACE + ":" + name);
        FeatureTypeInfo type = catalog.getFeatureTypeByDataStore(store, name);
        leaveGroup(name);
        if (editedLayer(name, layer) || editedType(name, type)) {
            disable(name, layer, type);
            return false;
        }
        try {
            if (layer != null) catalog.remove(layer);
        } catch (IllegalArgumentException e) {
            LOGGER.log(
                    Level.WARNING,
                    "Regstat disables layer {0}, whose data is gone, but cannot remove it: {1}",
                    new Object[] {name, e.getMessage()});
            disable(name, layer, type);
            return false;
        }
        ledger.forget("layer " + name);
        if (type != null) catalog.remove(type);
        ledger.forget("type " + name);
        return false;
    }

    private boolean editedLayer(String name, LayerInfo layer) {
        return layer != null
                && ledger.edited("layer " + name, propertiesOf(layer, Texts.Description.NONE, StyleSheet.BUNDLED));
    }

    private boolean editedType(String name, FeatureTypeInfo type) {
        return type != null
                && ledger.edited(
                        "type " + name,
                        propertiesOf(type, Texts.Description.NONE, new Envelope(500000, 500001, 6e6, 6e6 + 1)));
    }

    private void disable(String name, LayerInfo layer, FeatureTypeInfo type) {
        if (type == null || !type.isEnabled()) return;
        type.setEnabled(false);
        ledger.record("type " + name, "enabled", "false");
        catalog.save(type);
        if (layer == null || !layer.isEnabled()) return;
        layer.setEnabled(false);
        ledger.record("layer " + name, "enabled", "false");
        catalog.save(layer);
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

    private MetadataLinkInfo metadataLink(String address) {
        MetadataLinkInfo link = catalog.getFactory().createMetadataLink();
        link.setType("text/xml");
        link.setMetadataType("ISO19115:2003");
        link.setContent(address);
        return link;
    }

    // ---- groups

    private boolean publishGroup(List<VintageId> levels) {
        LayerGroupInfo existing = catalog.getLayerGroupByName(workspace, GROUP);
        List<PublishedInfo> layers = levels.stream()
                .map(id -> (PublishedInfo) catalog.getLayerByName(WORKSPACE + ":" + id.layerName()))
                .toList();
        if (layers.isEmpty()) return false;
        Envelope extent = new Envelope();
        for (VintageId id : levels) {
            extent.expandToInclude(snapshot.vintage(id).orElseThrow().bounds());
        }
        return publish(
                "group " + GROUP,
                existing,
                catalog.getFactory()::createLayerGroup,
                group -> {
                    group.setName(GROUP);
                    group.setWorkspace(workspace);
                    group.setMode(LayerGroupInfo.Mode.SINGLE);
                },
                group -> propertiesOf(group, layers, extent),
                catalog::add,
                catalog::save);
    }

    private List<Property> propertiesOf(LayerGroupInfo group, List<PublishedInfo> layers, Envelope extent) {
        Texts.Description description = texts.current();
        return List.of(
                text("title", group::getTitle, description.title(), group::setTitle),
                text("abstract", group::getAbstract, description.text(), group::setAbstract),
                both("title sv, en", group::getInternationalTitle, description.title(), group::setInternationalTitle),
                both(
                        "abstract sv, en",
                        group::getInternationalAbstract,
                        description.text(),
                        group::setInternationalAbstract),
                new Property(
                        "layers", () -> layersAndStyles(group.getLayers(), group.getStyles()), names(layers), () -> {
                            group.getLayers().clear();
                            group.getStyles().clear();
                            for (PublishedInfo layer : layers) {
                                group.getLayers().add(layer);
                                group.getStyles().add(null);
                            }
                        }),
                bounds("bounds", group::getBounds, new ReferencedEnvelope(extent, sweref99Tm), group::setBounds));
    }

    private static String names(Collection<PublishedInfo> layers) {
        return layers.stream().map(PublishedInfo::getName).collect(joining(", "));
    }

    private static String layersAndStyles(List<PublishedInfo> layers, List<StyleInfo> styles) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            StyleInfo style = i < styles.size() ? styles.get(i) : null;
            String layer = layers.get(i) == null ? "" : layers.get(i).getName();
            names.add(style == null ? layer : layer + " as " + style.getName());
        }
        return String.join(", ", names);
    }

    /** Takes a layer out of our group, where an administrator's choice of layers kept it there. */
    private void leaveGroup(String name) {
        LayerGroupInfo group = catalog.getLayerGroupByName(workspace, GROUP);
        if (group == null || !ledger.knows("group " + GROUP)) return;
        boolean found = false;
        for (int i = group.getLayers().size() - 1; i >= 0; i--) {
            PublishedInfo layer = group.getLayers().get(i);
            if (layer == null || !layer.getName().equals(name)) continue;
            found = true;
            group.getLayers().remove(i);
            if (i < group.getStyles().size()) group.getStyles().remove(i);
        }
        if (!found) return;
        if (group.getLayers().isEmpty()) {
            catalog.remove(group);
            ledger.forget("group " + GROUP);
        } else {
            catalog.save(group);
        }
    }

    // ---- properties

    private static Property enabled(Supplier<Boolean> current, Consumer<Boolean> set) {
        return new Property("enabled", () -> current.get().toString(), "true", () -> set.accept(true));
    }

    /** GeoServer's plain texts, shown to whoever asks for no language. */
    private static Property text(String name, Supplier<String> current, LocalText wanted, Consumer<String> set) {
        return new Property(name, current, wanted.sv(), () -> set.accept(wanted.sv()));
    }

    private static Property both(
            String name, Supplier<InternationalString> current, LocalText wanted, Consumer<InternationalString> set) {
        return new Property(
                name,
                () -> {
                    InternationalString text = current.get();
                    return text == null ? "" : inBoth(text.toString(SWEDISH), text.toString(Locale.ENGLISH));
                },
                inBoth(wanted.sv(), wanted.en()),
                () -> {
                    GrowableInternationalString text = new GrowableInternationalString();
                    text.add(SWEDISH, wanted.sv());
                    text.add(Locale.ENGLISH, wanted.en());
                    set.accept(text);
                });
    }

    private static String inBoth(String sv, String en) {
        return sv + " | " + en;
    }

    private static Property bounds(
            String name,
            Supplier<ReferencedEnvelope> current,
            ReferencedEnvelope wanted,
            Consumer<ReferencedEnvelope> set) {
        return new Property(name, () -> corners(current.get()), corners(wanted), () -> set.accept(wanted));
    }

    private static String corners(ReferencedEnvelope bounds) {
        return bounds == null
                ? ""
                : bounds.getMinX() + " " + bounds.getMinY() + " " + bounds.getMaxX() + " " + bounds.getMaxY();
    }

    private static ReferencedEnvelope geographic(ReferencedEnvelope bounds) {
        try {
            return bounds.transform(DefaultGeographicCRS.WGS84, true);
        } catch (TransformException | FactoryException e) {
            throw new IllegalStateException("bounds " + bounds + " cannot be told in WGS 84: " + e.getMessage(), e);
        }
    }

    // ---- one object

    /**
     * Makes an object, or brings one that the plugin made up to date.
     *
     * @param existing what the catalog has under the name, or null
     * @return whether it is in the catalog
     */
    private <T> boolean publish(
            String key,
            T existing,
            Supplier<T> blank,
            Consumer<T> identify,
            Function<T, List<Property>> properties,
            Consumer<T> add,
            Consumer<T> save) {
        if (existing != null) {
            if (ledger.knows(key) && ledger.update(key, properties.apply(existing))) save.accept(existing);
            return true;
        }
        if (ledger.knows(key)) return removedByHand(key);
        T made = blank.get();
        identify.accept(made);
        List<Property> wanted = properties.apply(made);
        wanted.forEach(property -> property.write().run());
        add.accept(made);
        ledger.recordAll(key, wanted);
        return true;
    }

    private static boolean removedByHand(String key) {
        LOGGER.log(
                Level.FINE,
                "Regstat leaves out {0}, which was removed by hand; delete its entry in regstat/published.yml to have it back",
                key);
        return false;
    }
}
