package se.regstat.importing.pxweb;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A PxWeb table of values of areas.
 *
 * @param table a file, or what to ask a statistical database
 * @param division whose areas the values are for; each code tells the version
 * @param vintage the only version wanted; areas of others are then left out
 * @param knownOnly whether well-formed codes that the vintage does not have are skipped, not refused
 * @param replace whether values of areas that the table does not have may be taken away
 */
public record PxWebRequest(
        PxWebSource table,
        String division,
        Optional<String> vintage,
        Path mapping,
        boolean knownOnly,
        boolean replace) {}
