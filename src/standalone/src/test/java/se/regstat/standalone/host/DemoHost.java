package se.regstat.standalone.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import se.regstat.importing.demo.DemoStore;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.store.StoreUrl;

/** The host on the demo region. */
public final class DemoHost {

    private DemoHost() {}

    /** With {@code demo.gpkg} and {@code config} of a folder, each made where it is not there yet. */
    public static EmbeddedHost start(Path folder) throws IOException {
        StoreUrl.GeoPackage store = StoreUrl.of(folder.resolve("demo.gpkg"));
        if (!Files.exists(store.file())) DemoStore.create(store);
        Configuration.writeDefaults(folder.resolve("config"));
        return EmbeddedHost.start(
                new EmbeddedHost.Options("127.0.0.1", 0, Optional.empty(), store, folder.resolve("config")));
    }

    /** The same with a restricted indicator, {@code age_0_19}, which is told for kommuner, and with what is re-aggregated to these. */
    public static EmbeddedHost startRestricted(Path folder) throws IOException {
        Path config = folder.resolve("config");
        Configuration.writeDefaults(config);
        Path indicators = config.resolve("indicators.yml");
        Files.writeString(
                indicators,
                Files.readString(indicators)
                        .replace(
                                "  age_0_19:\n",
                                "  age_0_19:\n    disclosure: {minimum: 1000, base: population}\n    told_for: [kommun]\n"));
        Files.writeString(config.resolve("derived.yml"), "derived: {kommun: {indicators: [age_0_19, born_abroad]}}");
        return start(folder);
    }
}
