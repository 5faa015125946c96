package se.regstat.standalone.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import se.regstat.statistics.config.ConfigurationException;
import se.regstat.statistics.store.StoreException;

/** The command line. Exit status: 0 done, 1 failed, 2 wrong use. */
@Command(
        name = "regstat",
        description = "Statistical divisions of Sweden: import, look after, serve as WMS and WFS.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {})
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        logInOneLine();
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((e, command, parsed) -> {
            if (e instanceof ConfigurationException || e instanceof StoreException || e instanceof IOException) {
                command.getErr().println("regstat: " + e.getMessage());
                return 1;
            }
            throw e;
        });
    }

    private static void logInOneLine() {
        if (System.getProperty("java.util.logging.config.file") != null) return;
        try (InputStream in = Main.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"regstat " + (version == null ? "(not packaged)" : version)};
        }
    }
}
