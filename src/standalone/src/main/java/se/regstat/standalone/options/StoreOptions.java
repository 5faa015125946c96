package se.regstat.standalone.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import se.regstat.importing.DivisionImport;
import se.regstat.importing.source.Recipes;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.ConfigurationException;
import se.regstat.statistics.config.Configurations;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.postgis.Connections;

/** Which configuration and store a command works with; the same rules for every command. Relative paths start at the working directory. */
public final class StoreOptions {

    /** Where {@code --store}, {@code regstat.yml} and {@code --demo} name no other. */
    public static final Path DEFAULT_STORE = Path.of("regstat.gpkg");

    @Option(
            names = "--store",
            paramLabel = "URL",
            description =
                    "The store: gpkg:FILE or FILE, or jdbc:postgresql://HOST/DATABASE?user=NAME. Default: store: in regstat.yml, else ./regstat.gpkg")
    private String store;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description =
                    "The folder with regstat.yml and divisions.yml. Default: ./config, else the one of this program")
    private Path config;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** @throws ConfigurationException naming file, line and key of what cannot be used */
    public Configuration configuration() {
        if (config != null) {
            if (!Files.isDirectory(config)) {
                throw new ConfigurationException("--config " + config
                        + ": there is no such folder; name the one that holds regstat.yml, or leave --config out");
            }
            return Configurations.read(config.toAbsolutePath().normalize());
        }
        Path here = Path.of("config").toAbsolutePath();
        return Configurations.read(Files.isDirectory(here) ? here : home());
    }

    /** The recipes of the configuration's folder, else those of this program. */
    public Recipes recipes(Configuration configuration) {
        Path own = configuration.directory().resolve("sources");
        return Recipes.read(Files.isDirectory(own) ? own : home().resolve("sources"));
    }

    private static Path home() {
        return Path.of(System.getProperty("regstat.home", "."), "config")
                .toAbsolutePath()
                .normalize();
    }

    /** The options as they were given, with a space before each, for commands to come. */
    public String repeated() {
        return (store == null ? "" : " --store " + store) + (config == null ? "" : " --config " + config);
    }

    /** The store that {@code --store} or the configuration names; empty if neither does. */
    public Optional<StoreUrl> named(Configuration configuration) {
        if (store == null) return configuration.store().map(StoreOptions::entrusted);
        try {
            return Optional.of(entrusted(store));
        } catch (StoreException e) {
            throw new ParameterException(command.commandLine(), "--store: " + e.getMessage(), e);
        }
    }

    /** A store that whoever runs the command names, with the password that he gave for it. */
    public static StoreUrl entrusted(String text) {
        StoreUrl url = StoreUrl.parse(text);
        Connections.entrust(url);
        return url;
    }

    /** The named store, or the default one. It need not exist. */
    public StoreUrl store(Configuration configuration) {
        return named(configuration).orElseGet(() -> StoreUrl.of(DEFAULT_STORE));
    }

    /** Whether the command line itself names a store. */
    public boolean namesStore() {
        return store != null;
    }

    /**
     * Writes to a store, which is made if it is not there.
     *
     * @param dryRun only looks whether it could
     */
    public void write(StoreUrl url, boolean dryRun, Consumer<Store> writing) {
        if (dryRun && !url.exists()) return;
        try (Store opened = url.open(dryRun ? StoreUrl.Mode.READ_ONLY : StoreUrl.Mode.CREATE)) {
            DivisionImport.refuseDemo(opened);
            if (!dryRun) writing.accept(opened);
        }
    }
}
