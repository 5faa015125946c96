package se.regstat.catalog;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geoserver.catalog.DimensionInfo;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.KeywordInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.PublishedInfo;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.platform.resource.Resource;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.api.util.InternationalString;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.util.logging.Logging;

/**
 * The layers of a catalog, with their style documents, as they are at one moment. Immutable; sources are opened when asked for, and
 * documents made that are not yet.
 */
public final class CatalogLayers implements HostLayers {

    private static final Logger LOGGER = Logging.getLogger(CatalogLayers.class);

    private final long changes;
    private final HostResourceLoader files;
    private final Map<String, Layer> layers = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final List<Entry> tree = new ArrayList<>();
    private final Map<String, Supplier<byte[]>> styles = new HashMap<>();

    /** Layers whose data cannot be read are logged and left out, and so are styles without a document. */
    public CatalogLayers(HostCatalog catalog) {
        this.changes = catalog.changes();
        this.files = catalog.getResourceLoader();
        for (StyleInfo style : catalog.all(StyleInfo.class)) {
            try {
                styles.put(style.getName(), catalog.getResourcePool().document(style));
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "A style is left out: {0}", e.getMessage());
            }
        }
        List<LayerInfo> infos = new ArrayList<>(catalog.all(LayerInfo.class));
        infos.sort(Comparator.comparing(PublishedInfo::getName));
        for (LayerInfo info : infos) {
            if (!info.isEnabled() || !info.getResource().isEnabled()) continue;
            try {
                Layer layer = layer(info, (FeatureTypeInfo) info.getResource());
                layers.put(layer.prefixedName(), layer);
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "Layer {0} is left out: {1}", new Object[] {info.getName(), e.getMessage()});
            }
        }
        List<LayerGroupInfo> enabled = catalog.all(LayerGroupInfo.class).stream()
                .filter(group -> group.isEnabled() && group.getWorkspace() != null)
                .sorted(Comparator.comparing(PublishedInfo::getName))
                .toList();
        Set<PublishedInfo> nested = new HashSet<>();
        for (LayerGroupInfo group : enabled) {
            group.getLayers().stream().filter(LayerGroupInfo.class::isInstance).forEach(nested::add);
            drawn(group).ifPresent(drawn -> groups.put(drawn.prefixedName(), drawn));
        }
        for (LayerGroupInfo group : enabled) {
            if (!nested.contains(group)) entry(group).ifPresent(tree::add);
        }
        Set<Layer> placed = new HashSet<>();
        tree.forEach(entry -> addLayers(entry, placed));
        layers.values().stream().filter(layer -> !placed.contains(layer)).forEach(tree::add);
    }

    /** Empty if there is no layer to draw, or it is not to be drawn. */
    private Optional<Group> drawn(LayerGroupInfo info) {
        if (info.getMode() == LayerGroupInfo.Mode.CONTAINER) return Optional.empty();
        List<Layer> members = members(info).flatMap(this::layersOf).toList();
        if (members.isEmpty()) return Optional.empty();
        return Optional.of(new LayersTogether(
                info.getName(),
                info.getWorkspace().getName(),
                new Text(info.getTitle(), info.getInternationalTitle()),
                new Text(info.getAbstract(), info.getInternationalAbstract()),
                members,
                Optional.ofNullable(info.getBounds())));
    }

    private static Stream<PublishedInfo> members(LayerGroupInfo group) {
        return group.getLayers().stream().filter(Objects::nonNull);
    }

    private Stream<Layer> layersOf(PublishedInfo info) {
        return info instanceof LayerGroupInfo group
                ? members(group).flatMap(this::layersOf)
                : Stream.ofNullable(layers.get(prefixedName((LayerInfo) info)));
    }

    private static String prefixedName(LayerInfo layer) {
        return layer.getResource().getNamespace().getPrefix() + ":" + layer.getName();
    }

    /** A group's place in the tree; empty if there is nothing to show of it. */
    private Optional<Entry> entry(PublishedInfo info) {
        if (!(info instanceof LayerGroupInfo group))
            return Optional.ofNullable(layers.get(prefixedName((LayerInfo) info)));
        if (group.getMode() != LayerGroupInfo.Mode.CONTAINER)
            return drawn(group).map(drawn -> drawn);
        List<Entry> entries =
                members(group).map(this::entry).flatMap(Optional::stream).toList();
        if (entries.isEmpty() || !group.isEnabled()) return Optional.empty();
        return Optional.of(new TitleOver(
                group.getName(),
                group.getWorkspace().getName(),
                new Text(group.getTitle(), group.getInternationalTitle()),
                new Text(group.getAbstract(), group.getInternationalAbstract()),
                entries,
                Optional.ofNullable(group.getBounds()),
                Boolean.FALSE.equals(group.getMetadata().get(PublishedInfo.ROOT_IN_CAPABILITIES, Boolean.class))));
    }

    private static void addLayers(Entry entry, Set<Layer> placed) {
        if (entry instanceof Layer layer) placed.add(layer);
        if (entry instanceof Heading heading) heading.entries().forEach(each -> addLayers(each, placed));
    }

    private static Layer layer(LayerInfo info, FeatureTypeInfo type) throws IOException {
        DataStore store = (DataStore) type.getStore().getDataStore(null);
        boolean table = store.getSchema(type.getNativeName()).getGeometryDescriptor() == null;
        Set<String> srs = new LinkedHashSet<>();
        if (type.getSRS() == null) throw new IOException("its feature type declares no SRS, as in EPSG:3006");
        srs.add(type.getSRS());
        type.getResponseSRS().forEach(code -> srs.add("EPSG:" + code));
        List<String> styles = Stream.concat(Stream.ofNullable(info.getDefaultStyle()), info.getStyles().stream())
                .map(StyleInfo::getName)
                .distinct()
                .toList();
        return new OneLayer(
                type.getName(),
                type.getNamespace().getPrefix(),
                type.getNamespace().getURI(),
                new Text(type.getTitle(), type.getInternationalTitle()),
                new Text(type.getAbstract(), type.getInternationalAbstract()),
                List.copyOf(type.getKeywords()),
                type.getMetadataLinks().stream()
                        .map(l -> new Link(l.getType(), l.getMetadataType(), l.getContent()))
                        .toList(),
                type.getDataLinks().stream()
                        .map(l -> new Link(l.getType(), "", l.getContent()))
                        .toList(),
                info.getAuthorityURLs().stream()
                        .map(a -> new Authority(a.getName(), a.getHref()))
                        .toList(),
                info.getIdentifiers().stream()
                        .map(i -> new Identifier(i.getAuthority(), i.getIdentifier()))
                        .toList(),
                Optional.ofNullable(info.getAttribution())
                        .map(a -> new Attribution(a.getTitle(), Optional.ofNullable(a.getHref()))),
                List.copyOf(srs),
                table ? Optional.empty() : Optional.ofNullable(type.getNativeBoundingBox()),
                table ? Optional.empty() : Optional.ofNullable(type.getLatLonBoundingBox()),
                Optional.ofNullable(info.getDefaultStyle()).map(StyleInfo::getName),
                styles,
                timeAttribute(type),
                type);
    }

    private static Optional<String> timeAttribute(FeatureTypeInfo type) {
        return Optional.ofNullable(type.getMetadata().get("time", DimensionInfo.class))
                .filter(DimensionInfo::isEnabled)
                .map(DimensionInfo::getAttribute);
    }

    @Override
    public List<Layer> layers() {
        return List.copyOf(layers.values());
    }

    @Override
    public long updateSequence() {
        return changes;
    }

    @Override
    public List<Group> groups() {
        return List.copyOf(groups.values());
    }

    @Override
    public List<Entry> tree() {
        return List.copyOf(tree);
    }

    @Override
    public Optional<Layer> layer(String name) {
        return byName(layers, name);
    }

    @Override
    public Optional<Group> group(String name) {
        return byName(groups, name);
    }

    private static <T> Optional<T> byName(Map<String, T> named, String name) {
        if (name.contains(":")) return Optional.ofNullable(named.get(name));
        return named.entrySet().stream()
                .filter(e -> e.getKey().substring(e.getKey().indexOf(':') + 1).equals(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    @Override
    public Optional<InputStream> style(String name) {
        return Optional.ofNullable(styles.get(name.substring(name.indexOf(':') + 1)))
                .map(document -> new ByteArrayInputStream(document.get()));
    }

    @Override
    public Optional<InputStream> document(String workspace, String name) {
        Resource file = files.get("workspaces/" + workspace + "/" + name);
        return file.getType() == Resource.Type.RESOURCE ? Optional.of(file.in()) : Optional.empty();
    }

    /** A text as GeoServer keeps it: plain, and perhaps in several languages. */
    private record Text(String plain, InternationalString international) {
        String in(Locale locale) {
            String text = international == null ? null : international.toString(locale);
            return text != null ? text : Objects.requireNonNullElse(plain, "");
        }
    }

    private record OneLayer(
            String name,
            String prefix,
            String namespaceUri,
            Text title,
            Text description,
            List<KeywordInfo> told,
            List<Link> metadataLinks,
            List<Link> dataLinks,
            List<Authority> authorities,
            List<Identifier> identifiers,
            Optional<Attribution> attribution,
            List<String> srs,
            Optional<ReferencedEnvelope> nativeBounds,
            Optional<ReferencedEnvelope> geographicBounds,
            Optional<String> defaultStyle,
            List<String> styles,
            Optional<String> timeAttribute,
            FeatureTypeInfo type)
            implements Layer {
        @Override
        public String title(Locale locale) {
            return title.in(locale);
        }

        @Override
        public String description(Locale locale) {
            return description.in(locale);
        }

        @Override
        public List<Word> keywords(Locale locale) {
            return told.stream()
                    .filter(k -> k.getLanguage() == null || k.getLanguage().equals(locale.getLanguage()))
                    .map(k -> new Word(k.getValue(), Optional.ofNullable(k.getVocabulary())))
                    .distinct()
                    .toList();
        }

        @Override
        public SimpleFeatureSource source() throws IOException {
            DataStore store = (DataStore) type.getStore().getDataStore(null);
            try {
                return store.getFeatureSource(type.getNativeName());
            } catch (IOException e) {
                if (store.getNames().stream().anyMatch(n -> n.getLocalPart().equals(type.getNativeName()))) throw e;
                throw new LayerGoneException(prefixedName(), e);
            }
        }
    }

    private record TitleOver(
            String name,
            String prefix,
            Text title,
            Text description,
            List<Entry> entries,
            Optional<ReferencedEnvelope> nativeBounds,
            boolean isRoot)
            implements Heading {
        @Override
        public String title(Locale locale) {
            return title.in(locale);
        }

        @Override
        public String description(Locale locale) {
            return description.in(locale);
        }
    }

    private record LayersTogether(
            String name,
            String prefix,
            Text title,
            Text description,
            List<Layer> layers,
            Optional<ReferencedEnvelope> nativeBounds)
            implements Group {
        @Override
        public String title(Locale locale) {
            return title.in(locale);
        }

        @Override
        public String description(Locale locale) {
            return description.in(locale);
        }
    }

    @Override
    public String toString() {
        return layers.keySet().stream().collect(Collectors.joining(", "));
    }
}
