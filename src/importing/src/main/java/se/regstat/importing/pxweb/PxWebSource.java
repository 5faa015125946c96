package se.regstat.importing.pxweb;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import se.regstat.importing.download.Caller;
import se.regstat.importing.format.FileKind;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.JsonStat;
import se.regstat.importing.format.Progress;
import se.regstat.statistics.config.Unreadable;
import se.regstat.statistics.format.JsonValue;

/**
 * Where a PxWeb table comes from: an answer that was kept in a file, or a table's address and what to ask of it.
 *
 * @param file the answer, in JSON-stat 2, or a PX file; else {@code table} and {@code query} are given
 * @param table address of a table in version 1 ({@code …/api/v1/sv/ssd/BE/…}) or 2 ({@code …/api/v2/tables/TAB638}) of the API
 * @param query a file with the query as JSON, as the API takes it by POST
 */
public record PxWebSource(Optional<Path> file, Optional<URI> table, Optional<Path> query) {

    public static PxWebSource ofFile(Path file) {
        return new PxWebSource(Optional.of(file), Optional.empty(), Optional.empty());
    }

    public static PxWebSource ofTable(URI table, Path query) {
        return new PxWebSource(Optional.empty(), Optional.of(table), Optional.of(query));
    }

    /**
     * The table in JSON-stat 2, in one piece or, from the API, as many as its limits make necessary.
     *
     * @throws ImportException if the file cannot be read, or the API does not answer
     */
    public List<byte[]> answers(Caller caller, Progress progress) {
        if (file.isPresent()) {
            return List.of(FileKind.of(file.get()) == FileKind.PX ? PxFile.jsonStat(file.get()) : bytes(file.get()));
        }
        Path asked = query.orElseThrow();
        JsonValue json = JsonStat.json(bytes(asked), asked.toString());
        PxWebApi api = new PxWebApi(table.orElseThrow(), PxWebQuery.version(json, asked.toString()), caller, progress);
        return api.fetch(json, asked.toString());
    }

    private static byte[] bytes(Path file) {
        if (FileKind.of(file) != FileKind.JSON) {
            throw new ImportException(file + " is not JSON; it is " + FileKind.described(file));
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
    }

    /** For messages. */
    @Override
    public String toString() {
        return file.map(Path::toString).orElseGet(() -> table.orElseThrow().toString());
    }
}
