package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.regstat.importing.demo.DemoStore;
import se.regstat.standalone.cli.Main;
import se.regstat.standalone.host.EmbeddedHost;
import se.regstat.statistics.store.StoreUrl;

/** The real host, in this process, on a port of its own. It ends with the process. */
final class RunningHost {

    private final EmbeddedHost host;
    private final Path storeFile;

    private RunningHost(Path storeFile) throws IOException {
        this.storeFile = storeFile;
        this.host = EmbeddedHost.start(new EmbeddedHost.Options(
                "127.0.0.1",
                0,
                Optional.empty(),
                StoreUrl.of(storeFile),
                Programs.root().resolve("config")));
    }

    static RunningHost ofDemo() {
        try {
            Path store = folder().resolve("demo.gpkg");
            DemoStore.create(StoreUrl.of(store));
            return new RunningHost(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a store that the import command made. */
    static RunningHost ofImported(Path file, String layer, String codeColumn) {
        try {
            Path store = folder().resolve("imported.gpkg");
            regstat(
                    "import",
                    "division",
                    file,
                    "--layer",
                    layer,
                    "--division",
                    "deso",
                    "--vintage",
                    "2025",
                    "--code",
                    codeColumn,
                    "--store",
                    store,
                    "--config",
                    Programs.root().resolve("config"));
            return new RunningHost(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Of a store that commands made.
     *
     * @param commands each as on the command line, without store and configuration, given as words
     */
    static RunningHost ofCommands(List<List<?>> commands) {
        try {
            Path store = folder().resolve("imported.gpkg");
            for (List<?> command : commands) {
                List<Object> words = new ArrayList<>(command);
                words.addAll(
                        List.of("--store", store, "--config", Programs.root().resolve("config")));
                regstat(words.toArray());
            }
            return new RunningHost(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command that must succeed. @return what it said */
    static String regstat(Object... arguments) {
        StringWriter said = new StringWriter();
        int status =
                Main.run(said, Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        assertThat(status).as("%s said: %s", Arrays.toString(arguments), said).isZero();
        return said.toString();
    }

    private static Path folder() throws IOException {
        Path folder = Files.createTempDirectory("regstat-clients");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            for (String file : new String[] {"demo.gpkg", "imported.gpkg"}) {
                folder.resolve(file).toFile().delete();
            }
            folder.toFile().delete();
        }));
        return folder;
    }

    /** Ends in {@code /geoserver}. */
    String url() {
        return host.baseUrl();
    }

    Path storeFile() {
        return storeFile;
    }

    Http.Answer get(String path, Map<String, ?> parameters) {
        return Http.get(url() + path + "?" + Http.query(parameters));
    }
}
