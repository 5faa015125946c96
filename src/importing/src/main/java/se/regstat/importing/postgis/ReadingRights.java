package se.regstat.importing.postgis;

import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Who may read, as far as there are such roles: the server all that is stored, readers the views alone. Those who import own everything. Given
 * in the transaction that tables are made or changed in, so that there are never tables that servers cannot read, and at the end
 * of every migration, for roles that came later.
 */
final class ReadingRights extends BaseCallback {

    private static final String OWNED = """
            DO $$ BEGIN
              IF NOT pg_has_role(current_user, (SELECT nspowner FROM pg_namespace WHERE nspname = 'regstat'), 'USAGE') THEN
                RAISE insufficient_privilege USING MESSAGE = 'the tables are another role''s';
              END IF;
            END $$
            """;

    private static final String GIVEN = """
            DO $$ BEGIN
              IF EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s' AND rolname <> current_user) THEN
                GRANT USAGE ON SCHEMA %2$s TO "%1$s";
                GRANT SELECT ON ALL TABLES IN SCHEMA %2$s TO "%1$s";
                ALTER DEFAULT PRIVILEGES IN SCHEMA %2$s GRANT SELECT ON TABLES TO "%1$s";
              END IF;
            END $$
            """;

    private final String server;
    private final String reader;

    /** @param server a role's name, as it is written in SQL without quotes, as {@code reader} is */
    ReadingRights(String server, String reader) {
        this.server = server;
        this.reader = reader;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_EACH_MIGRATE || event == Event.AFTER_MIGRATE;
    }

    @Override
    public void handle(Event event, Context context) {
        try (Statement sql = context.getConnection().createStatement()) {
            sql.execute(OWNED);
            sql.execute(GIVEN.formatted(server, "regstat_store, regstat"));
            sql.execute(GIVEN.formatted(reader, "regstat"));
        } catch (SQLException e) {
            throw new FlywayException(e);
        }
    }
}
