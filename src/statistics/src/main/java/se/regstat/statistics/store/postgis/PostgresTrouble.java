package se.regstat.statistics.store.postgis;

import java.io.IOException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
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
        if (has(e, SSLException.class)) {
            return "no encrypted connection came about; sslmode, sslrootcert and the server's certificate must fit together";
        }
        return switch (state) {
            case "28P01", "28000" ->
                "the database refused the user or the password; say who with user= in the address, and give the password"
                        + " by PGPASSWORD or in a password file (PGPASSFILE, else ~/.pgpass)";
            case "08004" ->
                isWithoutSsl(e)
                        ? "the server does not encrypt connections, and sslmode in the address asks for that"
                        : "the database refused to be connected to, or wants a password; give it by PGPASSWORD or in a"
                                + " password file (PGPASSFILE, else ~/.pgpass)";
            case "3D000" -> "there is no such database on that server; who administrates it makes one with createdb";
            case "08001" ->
                has(e, IOException.class)
                        ? "nothing answers there; is the database started, and the host and port right?"
                        : "no server there is as the address asks for; look at its targetServerType and sslmode";
            case "42501" ->
                "this user may not do that (" + said(e)
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
                state.startsWith("08") ? "the connection to the database broke; try again when it is there" : said(e);
        };
    }

    /** What the database says, without details: these quote values. */
    private static String said(SQLException e) {
        ServerErrorMessage message = e instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        return message == null ? e.getMessage() : message.getMessage();
    }

    private static boolean has(Throwable e, Class<? extends Throwable> cause) {
        return e != null && (cause.isInstance(e) || has(e.getCause(), cause));
    }

    /** The driver says so in the language of the user, and otherwise as where it lacks a password. */
    private static boolean isWithoutSsl(SQLException e) {
        return GT.tr("The server does not support SSL.").equals(e.getMessage());
    }
}
