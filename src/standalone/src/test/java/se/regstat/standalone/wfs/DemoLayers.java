package se.regstat.standalone.wfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import se.regstat.catalog.HostLayers;
import se.regstat.geotools.RegstatDataStoreFactory;
import se.regstat.importing.demo.DemoStore;
import se.regstat.statistics.store.StoreUrl;

/** The layers of a store, by default the demo, without a catalog around them. */
public final class DemoLayers implements HostLayers, AutoCloseable {

    static final String NAMESPACE = "http://regstat.example/";

    private final DataStore store;
    private final List<Layer> layers;

    public DemoLayers(Path geopackage) throws IOException {
        store = new RegstatDataStoreFactory()
                .createDataStore(Map.of("dbtype", "regstat", "store", geopackage.toString(), "namespace", NAMESPACE));
        layers = Arrays.stream(store.getTypeNames())
                .sorted()
                .map(name -> (Layer) new StoreLayer(store, name))
                .toList();
    }

    static DemoLayers create(Path folder) throws IOException {
        Path file = folder.resolve("demo.gpkg");
        DemoStore.create(StoreUrl.of(file));
        return new DemoLayers(file);
    }

    @Override
    public List<Layer> layers() {
        return layers;
    }

    @Override
    public long updateSequence() {
        return 7;
    }

    @Override
    public List<Group> groups() {
        return List.of();
    }

    @Override
    public List<Entry> tree() {
        return List.of();
    }

    @Override
    public Optional<Layer> layer(String name) {
        return layers.stream()
                .filter(l -> l.name().equals(name) || l.prefixedName().equals(name))
                .findFirst();
    }

    @Override
    public Optional<Group> group(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<InputStream> style(String name) {
        return Optional.empty();
    }

    @Override
    public void close() {
        store.dispose();
    }

    private record StoreLayer(DataStore store, String name) implements Layer {

        @Override
        public String prefix() {
            return "regstat";
        }

        @Override
        public String namespaceUri() {
            return NAMESPACE;
        }

        @Override
        public String title(Locale locale) {
            return name + " & co";
        }

        @Override
        public String description(Locale locale) {
            return "Areas of <" + name + ">";
        }

        @Override
        public List<HostLayers.Word> keywords(Locale locale) {
            return List.of(new HostLayers.Word("demo", Optional.empty()), new HostLayers.Word(name, Optional.empty()));
        }

        @Override
        public List<Link> metadataLinks() {
            return List.of(new Link("text/xml", "TC211", "http://regstat.example/metadata?layer=" + name + "&x=1"));
        }

        @Override
        public Optional<Attribution> attribution() {
            return Optional.empty();
        }

        @Override
        public List<String> srs() {
            return isTable() ? List.of() : List.of("EPSG:3006", "EPSG:3857", "EPSG:4326", "EPSG:4258", "EPSG:3035");
        }

        private boolean isTable() {
            return schema().getGeometryDescriptor() == null;
        }

        private org.geotools.api.feature.simple.SimpleFeatureType schema() {
            try {
                return store.getSchema(name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<ReferencedEnvelope> nativeBounds() {
            if (isTable()) return Optional.empty();
            try {
                return Optional.of(source().getBounds());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<ReferencedEnvelope> geographicBounds() {
            return nativeBounds().map(b -> {
                try {
                    return b.transform(DefaultGeographicCRS.WGS84, true);
                } catch (org.geotools.api.referencing.FactoryException
                        | org.geotools.api.referencing.operation.TransformException e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        @Override
        public SimpleFeatureSource source() throws IOException {
            return store.getFeatureSource(name);
        }

        @Override
        public Optional<String> defaultStyle() {
            return Optional.empty();
        }

        @Override
        public List<String> styles() {
            return List.of();
        }
    }
}
