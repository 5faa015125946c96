package se.regstat.standalone.wms;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.collection.CollectionFeatureSource;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTReader;
import se.regstat.catalog.HostLayers;

/** A catalog of layers held in memory. */
final class MemoryLayers implements HostLayers {

    private final Map<String, Layer> layers = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, String> styles = new LinkedHashMap<>();
    private final Map<String, String> documents = new LinkedHashMap<>();

    /**
     * A layer in EPSG:3006.
     *
     * @param rows code, class and WKT in turn
     */
    MemoryLayers layer(String name, List<String> styles, Object... rows) throws Exception {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName(name);
        builder.setNamespaceURI("urn:test");
        builder.add("code", String.class);
        builder.add("class", Integer.class);
        builder.setCRS(CRS.decode("EPSG:3006", true));
        builder.add("geom", Geometry.class);
        SimpleFeatureType type = builder.buildFeatureType();
        List<SimpleFeature> features = new ArrayList<>();
        for (int i = 0; i < rows.length; i += 3) {
            Geometry geometry = rows[i + 2] instanceof Geometry g ? g : new WKTReader().read((String) rows[i + 2]);
            features.add(SimpleFeatureBuilder.build(
                    type, new Object[] {rows[i], rows[i + 1], geometry}, name + "." + rows[i]));
        }
        return layer(name, styles, new CollectionFeatureSource(new ListFeatureCollection(type, features)));
    }

    /**
     * A layer in EPSG:3006 with the dimension TIME.
     *
     * @param rows code, year and WKT in turn
     */
    MemoryLayers yearly(String name, List<String> styles, Object... rows) throws Exception {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName(name);
        builder.setNamespaceURI("urn:test");
        builder.add("code", String.class);
        builder.add("class", Integer.class);
        builder.add("period", Timestamp.class);
        builder.setCRS(CRS.decode("EPSG:3006", true));
        builder.add("geom", Geometry.class);
        SimpleFeatureType type = builder.buildFeatureType();
        List<SimpleFeature> features = new ArrayList<>();
        for (int i = 0; i < rows.length; i += 3) {
            Timestamp period = Timestamp.from(
                    LocalDate.of((int) rows[i + 1], 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC));
            features.add(SimpleFeatureBuilder.build(
                    type,
                    new Object[] {rows[i], 1, period, new WKTReader().read((String) rows[i + 2])},
                    name + "." + rows[i] + "." + rows[i + 1]));
        }
        var source = new CollectionFeatureSource(new ListFeatureCollection(type, features));
        layers.put(name, new MemoryLayer(name, List.copyOf(styles), source, Optional.of("period")));
        return this;
    }

    MemoryLayers layer(String name, List<String> styles, SimpleFeatureSource source) {
        layers.put(name, new MemoryLayer(name, List.copyOf(styles), source, Optional.empty()));
        return this;
    }

    MemoryLayers style(String name, String document) {
        styles.put(name, document);
        return this;
    }

    /** Beside the layers, as in {@code content.ftl}. */
    MemoryLayers withDocument(String name, String text) {
        documents.put(name, text);
        return this;
    }

    @Override
    public Optional<InputStream> document(String workspace, String name) {
        return Optional.ofNullable(documents.get(name))
                .map(s -> new ByteArrayInputStream(s.getBytes(StandardCharsets.UTF_8)));
    }

    MemoryLayers group(String name, String... members) {
        groups.put(
                name,
                new MemoryGroup(name, List.of(members).stream().map(layers::get).toList()));
        return this;
    }

    @Override
    public List<Layer> layers() {
        return List.copyOf(layers.values());
    }

    @Override
    public long updateSequence() {
        return 7;
    }

    @Override
    public List<Group> groups() {
        return List.copyOf(groups.values());
    }

    @Override
    public List<Entry> tree() {
        return Stream.<Entry>concat(groups().stream(), layers().stream()).toList();
    }

    @Override
    public Optional<Layer> layer(String name) {
        return Optional.ofNullable(layers.get(name.replaceFirst("^test:", "")));
    }

    @Override
    public Optional<Group> group(String name) {
        return Optional.ofNullable(groups.get(name.replaceFirst("^test:", "")));
    }

    @Override
    public Optional<InputStream> style(String name) {
        return Optional.ofNullable(styles.get(name))
                .map(s -> new ByteArrayInputStream(s.getBytes(StandardCharsets.UTF_8)));
    }

    private record MemoryGroup(String name, List<Layer> layers) implements Group {
        @Override
        public String prefix() {
            return "test";
        }

        @Override
        public String title(Locale locale) {
            return locale.getLanguage().equals("sv") ? "Gruppen " + name : "The group " + name;
        }

        @Override
        public String description(Locale locale) {
            return "";
        }

        @Override
        public Optional<ReferencedEnvelope> nativeBounds() {
            return layers.get(0).nativeBounds();
        }
    }

    private record MemoryLayer(
            String name, List<String> styles, SimpleFeatureSource source, Optional<String> timeAttribute)
            implements Layer {
        @Override
        public String prefix() {
            return "test";
        }

        @Override
        public String namespaceUri() {
            return "urn:test";
        }

        @Override
        public String title(Locale locale) {
            return locale.getLanguage().equals("sv") ? "Lagret " + name : "The layer " + name;
        }

        @Override
        public String description(Locale locale) {
            return "Areas & <borders>";
        }

        @Override
        public List<Word> keywords(Locale locale) {
            return List.of(new Word("areas", Optional.empty()), new Word("society", Optional.of("ISO 19115:2003")));
        }

        @Override
        public List<Link> metadataLinks() {
            return List.of(new Link("text/xml", "ISO19115:2003", "http://example.org/md?id=1&x=2"));
        }

        @Override
        public List<Link> dataLinks() {
            return List.of(new Link("text/csv", "", "regstat-info/download/" + name + ".csv"));
        }

        @Override
        public List<Authority> authorities() {
            return List.of(new Authority("SE2120001355", "http://dataportal.se/organisation/SE2120001355"));
        }

        @Override
        public List<Identifier> identifiers() {
            return List.of(new Identifier("SE2120001355", "id of <" + name + ">"));
        }

        @Override
        public Optional<Attribution> attribution() {
            return Optional.of(new Attribution("Test & co", Optional.of("http://example.org/")));
        }

        @Override
        public List<String> srs() {
            return List.of("EPSG:3006", "EPSG:3857", "EPSG:4326", "EPSG:4258", "EPSG:3035", "CRS:84");
        }

        @Override
        public Optional<ReferencedEnvelope> nativeBounds() {
            try {
                return Optional.of(source.getBounds());
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public Optional<ReferencedEnvelope> geographicBounds() {
            try {
                return Optional.of(source.getBounds().transform(CRS.decode("EPSG:4326", true), true));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Optional<String> defaultStyle() {
            return styles.stream().findFirst();
        }
    }
}
