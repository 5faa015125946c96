package se.regstat.standalone.options;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import se.regstat.importing.download.Downloads;
import se.regstat.importing.download.Http;
import se.regstat.importing.download.Waiting;
import se.regstat.importing.format.Progress;
import se.regstat.statistics.store.StoreUrl;

/** Where downloads are kept, or repeated from. */
public final class DownloadOptions {

    @Option(
            names = "--downloads",
            paramLabel = "DIR",
            description =
                    "The folder that downloads are kept in, with a manifest of addresses, times and checksums. Default: regstat-downloads beside the store, or in the working folder if that is a database")
    private Path folder;

    @Option(
            names = "--offline",
            paramLabel = "DIR",
            description = "Ask no service: repeat a fetch from the downloads of that folder")
    private Path offline;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** @throws se.regstat.importing.format.ImportException if there is no such folder, or another fetch downloads into it */
    public Downloads open(StoreUrl url, Progress progress) {
        if (folder != null && offline != null) {
            throw new ParameterException(command.commandLine(), "give either --downloads or --offline, not both");
        }
        if (offline != null) return Downloads.offline(offline, progress);
        Path into = folder != null ? folder : url.folder().orElse(Path.of("")).resolve("regstat-downloads");
        return Downloads.into(into, new Http(Waiting.REAL), Waiting.REAL, progress);
    }

    public boolean isOffline() {
        return offline != null;
    }
}
