package se.regstat.standalone.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import se.regstat.geotools.process.AnsweredOperation;
import se.regstat.geotools.reprojection.EpsgDatabase;
import se.regstat.importing.format.ImportException;
import se.regstat.standalone.publishers.FetchCommand;
import se.regstat.standalone.publishers.InitCommand;
import se.regstat.standalone.publishers.SourcesCommand;
import se.regstat.standalone.publishers.UpdateCommand;
import se.regstat.statistics.config.ConfigurationException;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.store.StoreException;

/** The command line. Exit status: 0 done, 1 failed, 2 wrong use. */
@Command(
        name = "regstat",
        description = "Statistical divisions of Sweden: import, look after, re-aggregate, serve as WMS, WFS and WPS.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            Serve.class,
            ImportCommand.class,
            ListCommand.class,
            RemoveCommand.class,
            CheckCommand.class,
            CopyCommand.class,
            MigrateCommand.class,
            SourcesCommand.class,
            FetchCommand.class,
            UpdateCommand.class,
            InitCommand.class
        })
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        logInOneLine();
        keepEpsgDatabase();
        System.exit(commandLine().execute(args));
    }

    /**
     * Runs a command as {@link #main} does, without ending the program.
     *
     * @param said what the command prints, messages and errors alike
     * @return the exit status
     */
    public static int run(Writer said, String... args) {
        PrintWriter printer = new PrintWriter(said, true);
        return commandLine().setOut(printer).setErr(printer).execute(args);
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        AnsweredOperation.ALL.forEach(operation -> line.addSubcommand(OperationCommand.of(operation)));
        return line.addSubcommand(new CommandLine.HelpCommand())
                .setParameterExceptionHandler(Main::wrongUse)
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (e instanceof ConfigurationException
                            || e instanceof StoreException
                            || e instanceof ImportException
                            || e instanceof ReaggregationException
                            || e instanceof IOException) {
                        command.getErr().println("regstat: " + e.getMessage());
                        if (e instanceof ImportException refused) {
                            refused.reasons().forEach(reason -> command.getErr().println("  " + reason));
                        }
                        command.getErr().flush();
                        return 1;
                    }
                    command.getErr()
                            .println(
                                    "regstat: failed unexpectedly, " + e
                                            + "; please report it, with what is printed where REGSTAT_JAVA_OPTS=-Dregstat.trace=true");
                    if (Boolean.getBoolean("regstat.trace")) e.printStackTrace(command.getErr());
                    return 1;
                });
    }

    /** What is wrong, and where to read what is right. */
    private static int wrongUse(CommandLine.ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        command.getErr().println("regstat: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr());
        command.getErr().println("see ./" + command.getCommandSpec().qualifiedName() + " --help");
        command.getErr().flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static void logInOneLine() {
        if (System.getProperty("java.util.logging.config.file") != null) return;
        try (InputStream in = Main.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void keepEpsgDatabase() {
        try {
            EpsgDatabase.keepIn(EpsgDatabase.usersFolder());
        } catch (UncheckedIOException e) {
            // Without a home folder it goes to the temporary one, as GeoTools has it.
            Logger.getLogger(Main.class.getName()).fine(e.getMessage());
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
