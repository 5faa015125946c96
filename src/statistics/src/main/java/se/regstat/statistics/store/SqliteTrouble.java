package se.regstat.statistics.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import se.regstat.statistics.file.WholeFile;

/** What SQLite's errors mean to whoever has the file: what is wrong, and what to do. */
final class SqliteTrouble {

    private SqliteTrouble() {}

    /** Whether a write to the file was cut off, and must be undone by somebody who may write. */
    static boolean isUnfinishedWrite(SQLException e) {
        SQLiteErrorCode code = code(e);
        return code == SQLiteErrorCode.SQLITE_READONLY_ROLLBACK || code == SQLiteErrorCode.SQLITE_READONLY_RECOVERY;
    }

    /** The second half of a message that says which file could not be read or written. */
    static String reason(SQLException e, Path file) {
        SQLiteErrorCode code = code(e);
        return switch (code) {
            case SQLITE_FULL -> WholeFile.fullDisk(file);
            case SQLITE_BUSY, SQLITE_BUSY_RECOVERY, SQLITE_BUSY_SNAPSHOT, SQLITE_LOCKED ->
                lockedBy(file) + " and did not let go; try again when that is done";
            case SQLITE_READONLY_ROLLBACK, SQLITE_READONLY_RECOVERY ->
                "a write to it was cut off and must be undone first,"
                        + " which needs the right to write; run './regstat list --store " + file
                        + "' once as somebody who may write to " + file + " and its folder";
            case SQLITE_READONLY_DBMOVED -> "the file was removed or replaced meanwhile; do it again";
            case SQLITE_READONLY, SQLITE_READONLY_DIRECTORY, SQLITE_CANTOPEN -> unopened(file, e);
            case SQLITE_PERM, SQLITE_AUTH -> "this user may not do that";
            case SQLITE_NOTADB -> "it is no GeoPackage";
            case SQLITE_CORRUPT -> "it is damaged; put back a copy, or remove it and import again";
            default -> e.getMessage();
        };
    }

    private static String unopened(Path file, SQLException e) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) return "it is a folder";
        if (Files.exists(file) && !Files.isReadable(file)) return "this user may not read it";
        if (Files.exists(file) && !Files.isWritable(file)) return "this user may not write to it";
        if (!Files.isWritable(folder)) return "this user may not write to the folder " + folder;
        return e.getMessage();
    }

    /** As in {@code process 4711 (qgis) has it locked}. */
    static String lockedBy(Path file) {
        return LockHolders.of(file).orElse("another program") + " has it locked";
    }

    private static SQLiteErrorCode code(SQLException e) {
        return e instanceof SQLiteException told ? told.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
