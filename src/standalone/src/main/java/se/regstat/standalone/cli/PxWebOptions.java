package se.regstat.standalone.cli;

import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.regstat.importing.pxweb.PxWebSource;

/** A table in a file, or at an address with what to ask of it; the same for every command that takes either. */
final class PxWebOptions {

    @Parameters(
            paramLabel = "FILE|URL",
            description =
                    "The table: a kept answer (JSON-stat 2), a PX file (.px) or another file that this command reads, or its address")
    private String table;

    @Option(
            names = "--query",
            paramLabel = "FILE",
            description = "With an address: what to ask, as JSON in the form the API takes it. Large queries are split")
    private Path query;

    /** @throws IllegalArgumentException if one of both is missing, or a file has a query; the message says what would be right */
    PxWebSource source() {
        if (!table.matches("(?i)https?://.*")) {
            if (query != null)
                throw new IllegalArgumentException("--query goes with a table's address, not with a file");
            return PxWebSource.ofFile(Path.of(table));
        }
        if (query == null) {
            throw new IllegalArgumentException("--query is missing: a file that says what to ask of the table");
        }
        return PxWebSource.ofTable(URI.create(table), query);
    }
}
