package se.regstat.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.CatalogInfo;
import org.geoserver.catalog.Info;
import org.geoserver.config.util.XStreamPersister;
import org.geoserver.config.util.XStreamPersisterFactory;

/** What stands for GeoServer's XML in tests: a file holds a name, under which an object is kept as it was when it was written. */
public final class WrittenObjects extends XStreamPersisterFactory {

    private static final Map<String, Entry> WRITTEN = new ConcurrentHashMap<>();

    /** @return what a file of it says */
    public static String write(CatalogInfo object) {
        String name = UUID.randomUUID().toString();
        WRITTEN.put(name, Entry.of(object).copy(reference -> reference));
        return name;
    }

    @Override
    public XStreamPersister createXMLPersister() {
        return new XStreamPersister() {
            private Catalog catalog;

            @Override
            public void setCatalog(Catalog catalog) {
                this.catalog = catalog;
            }

            @Override
            public <T> T load(InputStream in, Class<T> type) throws IOException {
                Entry written = WRITTEN.get(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                return type.cast(written.copy(this::resolved).view());
            }

            /** References are written as ids. */
            private Info resolved(Info reference) {
                if (!(reference instanceof CatalogInfo)) return reference;
                return ((HostCatalog) catalog)
                        .all(CatalogInfo.class).stream()
                                .filter(reference::equals)
                                .findFirst()
                                .orElse(null);
            }
        };
    }
}
