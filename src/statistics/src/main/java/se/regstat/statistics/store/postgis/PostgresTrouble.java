package se.regstat.statistics.store.postgis;

import java.sql.SQLException;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

/** What PostgreSQL's errors (its manual's appendix A) mean to whoever has the store: what is wrong, and what to do. */
public final class PostgresTrouble {

    private PostgresTrouble() {}

    /** What to throw where a store cannot be read. */
    public static StoreException unreadable(StoreUrl url, SQLException e) {
        return new StoreException("cannot read the store " + url + ": " + reason(e), e);
    }

    /** The second half of a message that says which store could not be read or written. It quotes no more than names. */
    public static String reason(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return switch (state) {
            case "28P01", "28000" ->
                "the database refused the user or the password; say who with user= in the address, and give the password"
                        + " by PGPASSWORD or in a password file (PGPASSFILE, else ~/.pgpass)";
            case "08004" ->
                "the database refused to be connected to, or wants a password; give it by PGPASSWORD or in a password"
                        + " file (PGPASSFILE, else ~/.pgpass)";
            case "3D000" -> "there is no such database on that server; who administrates it makes one with createdb";
            case "08001" -> "nothing answers there; is the database started, and the host and port right?";
            case "42501" ->
                "this user may not do that (" + e.getMessage()
                        + "); the store's importer lets the server's role read it with 'regstat migrate', see docs/operations.md";
            case "53100" -> "the database's disk is full; make room there and do it again";
            case "53300" -> "the database has no connection left; raise its max_connections, or end what holds them";
            case "57P01", "57P02", "57P03", "08006", "08003" ->
                "the database has stopped, or is starting; try again when it is there";
            case "25006" -> "the database only reads: it is a replica, or set to; write to the primary";
            case "55P03" ->
                "another program holds a view of the store open and did not let go; try again when that is done";
            case "40001" -> "the replica could not keep what was being read while the primary changed it; try again";
            default ->
                state.startsWith("08")
                        ? "the connection to the database broke; try again when it is there"
                        : e.getMessage();
        };
    }
}
