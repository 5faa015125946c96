package se.regstat.importing.pxweb;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A PxWeb table: an answer in JSON-stat 2 that was kept in a file, or a table's address and what to ask of it.
 *
 * @param file the answer; else {@code table} and {@code query} are given
 * @param table address of a table in version 1 ({@code …/api/v1/sv/ssd/BE/…}) or 2 ({@code …/api/v2/tables/TAB638}) of the API
 * @param query a file with the query as JSON, as the API takes it by POST
 * @param division whose areas the values are for; each code tells the version
 * @param vintage the only version wanted; areas of others are then left out
 * @param knownOnly whether well-formed codes that the vintage does not have are skipped, not refused
 * @param replace whether values of areas that the table does not have may be taken away
 */
public record PxWebRequest(
        Optional<Path> file,
        Optional<URI> table,
        Optional<Path> query,
        String division,
        Optional<String> vintage,
        Path mapping,
        boolean knownOnly,
        boolean replace) {

    public static PxWebRequest ofFile(
            Path file, String division, Optional<String> vintage, Path mapping, boolean knownOnly) {
        return new PxWebRequest(
                Optional.of(file), Optional.empty(), Optional.empty(), division, vintage, mapping, knownOnly, false);
    }

    /** One that may take away values of areas that the table does not have. */
    public PxWebRequest replacing() {
        return new PxWebRequest(file, table, query, division, vintage, mapping, knownOnly, true);
    }

    public static PxWebRequest ofTable(
            URI table, Path query, String division, Optional<String> vintage, Path mapping, boolean knownOnly) {
        return new PxWebRequest(
                Optional.empty(), Optional.of(table), Optional.of(query), division, vintage, mapping, knownOnly, false);
    }
}
