package se.regstat.importing.postgis;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.postgis.Connections;

/** Connections to a store's database for a library that asks a data source: as for everybody else, with the password from the same places. */
final class MigratingConnections implements DataSource {

    private final StoreUrl.Database url;

    MigratingConnections(StoreUrl.Database url) {
        this.url = url;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return Connections.open(url, StoreUrl.Mode.CREATE);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the address says who connects");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(MigratingConnections.class.getName());
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("it wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
