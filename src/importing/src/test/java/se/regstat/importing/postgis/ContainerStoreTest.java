package se.regstat.importing.postgis;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.postgres.NeedsPostgres;
import se.regstat.statistics.postgres.PostgresServer;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreContract;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.copy.StoreContent;

/** A store that the container connects to, from a pool that hands out the same connection again. */
@NeedsPostgres
class ContainerStoreTest {

    private static final VintageId DESO = VintageId.parse("deso@2025");
    private static final String NAME = "java:comp/env/jdbc/regstat";

    private static final Set<Class<?>> WRAPPED = Set.of(Statement.class, PreparedStatement.class, ResultSet.class);

    private static Connection pooled;

    private final PostgresServer server = PostgresServer.running();
    private final StoreUrl.PostgreSql database = server.database();
    private final StoreUrl container = StoreUrl.parse("jndi:" + NAME);

    /** The container. */
    public static final class Container implements InitialContextFactory {
        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) {
            return (Context) Proxy.newProxyInstance(
                    Container.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("close")) return null;
                        if (!NAME.equals(arguments[0])) throw new NameNotFoundException();
                        return pool();
                    });
        }
    }

    /** Gives its only connection out, and does not let go of it when that is closed. */
    private static DataSource pool() {
        Connection given = wrapped(Connection.class, pooled);
        return new PGSimpleDataSource() {
            @Override
            public Connection getConnection() {
                return given;
            }
        };
    }

    /** As Commons DBCP 1.4 does, which is older than the methods of JDBC 4.1. */
    private static <T> T wrapped(Class<T> type, Object driver) {
        return type.cast(Proxy.newProxyInstance(
                Container.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (type == Connection.class && method.getName().equals("close")) return null;
                    boolean typed = method.getName().equals("getObject")
                            && method.getParameterCount() == 2
                            && method.getParameterTypes()[1] == Class.class;
                    if (typed || method.getName().equals("abort")) throw new AbstractMethodError(method.toString());
                    try {
                        Object given = method.invoke(driver, arguments);
                        return WRAPPED.contains(method.getReturnType())
                                ? wrapped(method.getReturnType(), given)
                                : given;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @BeforeEach
    void start_the_container() {
        pooled = server.connect(PostgresServer.IMPORTER, database.database());
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Container.class.getName());
    }

    @AfterEach
    void stop_the_container() throws SQLException {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        pooled.close();
    }

    @Test
    void it_is_read_and_written_as_any_and_connections_go_back_as_they_came() throws SQLException {
        try (Store store = database.open(StoreUrl.Mode.CREATE)) {
            store.write(StoreContract.vintage(DESO), List.of(StoreContract.area("a", 0.1)), List.of());
        }
        String content;
        try (Store store = database.open(StoreUrl.Mode.READ_ONLY)) {
            content = StoreContent.hash(store);
        }
        for (int again = 0; again < 2; again++) {
            try (Store store = container.open(StoreUrl.Mode.READ_ONLY)) {
                assertThat(StoreContent.hash(store)).isEqualTo(content);
            }
            assertThat(pooled.getAutoCommit()).isTrue();
            assertThat(pooled.isReadOnly()).isFalse();
            assertThat(pooled.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        }
        try (Store store = Store.open(container)) {
            store.write(StoreContract.vintage(DESO), List.of(StoreContract.area("b", 0)), List.of());
        }
        try (Store store = database.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.areas(DESO)).extracting("code").containsExactly("b");
        }
    }
}
