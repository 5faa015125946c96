package se.regstat.statistics.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.postgresql.PGEnvironment;
import se.regstat.statistics.store.StoreUrl;

/**
 * A PostgreSQL of the tests' own, one for each run: made when it is first asked for, in a temporary folder, on a free port of this machine
 * alone, and gone at the end. Its roles are those of docs/operations.md: {@value #IMPORTER}, {@value #SERVER}, {@value #READER}, each with a
 * password. Whatever server the machine has besides does not matter.
 */
public final class PostgresServer {

    public static final String IMPORTER = "regstat_import";
    public static final String SERVER = "regstat_server";
    public static final String READER = "regstat_reader";

    /** Whose password in the file of passwords is wrong. */
    public static final String FORGETFUL = "forgetful";

    /** A word that must not be found in anything that is printed. */
    public static final String PASSWORD = "h3mligt-l0senord";

    private static final String ADMINISTRATOR = "postgres";
    private static final String TEMPLATE = "with_postgis";
    private static PostgresServer started;

    private final Path programs;
    private final Path folder;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresServer(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** The folder of its programs, of the newest version with PostGIS that is installed. */
    static Optional<Path> programs() {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) return Optional.empty();
        try (Stream<Path> all = Files.list(versions)) {
            return all.sorted(Comparator.reverseOrder())
                    .filter(version -> Files.exists(version.resolve("bin/initdb")))
                    .filter(version -> Files.exists(Path.of(
                            "/usr/share/postgresql", version.getFileName().toString(), "extension/postgis.control")))
                    .map(version -> version.resolve("bin"))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one of this run. */
    public static synchronized PostgresServer running() {
        if (started == null) started = start();
        return started;
    }

    private static PostgresServer start() {
        Path programs = programs()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "PostgreSQL with PostGIS is required and not installed (Debian: postgresql-15, postgresql-15-postgis-3)"));
        try {
            Path folder = Files.createTempDirectory("regstat-postgres");
            Path password = Files.writeString(folder.resolve("password"), PASSWORD);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            PostgresServer server = new PostgresServer(programs, folder, freePort());
            Runtime.getRuntime().addShutdownHook(new Thread(server::end));
            server.owned(folder);
            server.run(
                    "initdb",
                    "-D",
                    server.data(),
                    "-U",
                    ADMINISTRATOR,
                    "--pwfile",
                    password.toString(),
                    "-E",
                    "UTF8",
                    "--locale",
                    "C.UTF-8",
                    "--auth",
                    "scram-sha-256",
                    "--no-sync");
            server.resume();
            server.prepare();
            return server;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the tests' PostgreSQL cannot be made: " + e.getMessage(), e);
        }
    }

    private void prepare() throws SQLException, IOException {
        administer(ADMINISTRATOR, "CREATE DATABASE " + TEMPLATE);
        administer(TEMPLATE, "CREATE EXTENSION postgis");
        for (String role : List.of(IMPORTER, SERVER, READER, FORGETFUL)) {
            administer(ADMINISTRATOR, "CREATE ROLE " + role + " LOGIN PASSWORD '" + PASSWORD + "'");
        }
        Files.writeString(passwords(), "*:*:*:" + FORGETFUL + ":" + PASSWORD + "x\n*:*:*:*:" + PASSWORD + "\n");
        Files.setPosixFilePermissions(passwords(), PosixFilePermissions.fromString("rw-------"));
        System.setProperty(
                PGEnvironment.ORG_POSTGRESQL_PGPASSFILE.getName(), passwords().toString());
    }

    /** A new database with PostGIS and nothing else, as its importer connects. */
    public StoreUrl.PostgreSql database() {
        return copy(TEMPLATE);
    }

    /** A new database that is as another one is, to which nobody is connected. */
    public StoreUrl.PostgreSql copy(StoreUrl.PostgreSql of) {
        return copy(of.database());
    }

    private StoreUrl.PostgreSql copy(String of) {
        String name = "test" + databases.incrementAndGet();
        administer(ADMINISTRATOR, "CREATE DATABASE " + name + " TEMPLATE " + of + " OWNER " + IMPORTER);
        return as(IMPORTER, name);
    }

    /** A new database without PostGIS. */
    public StoreUrl.PostgreSql plainDatabase() {
        String name = "test" + databases.incrementAndGet();
        administer(ADMINISTRATOR, "CREATE DATABASE " + name + " TEMPLATE template0 OWNER " + IMPORTER);
        return as(IMPORTER, name);
    }

    /** Has a database lie in a folder of its own; until {@link #drop}. */
    public void move(StoreUrl.PostgreSql database, Path folder) {
        owned(folder);
        String name = database.database();
        administer(ADMINISTRATOR, "CREATE TABLESPACE " + name + " LOCATION '" + folder + "'");
        administer(ADMINISTRATOR, "ALTER DATABASE " + name + " SET TABLESPACE " + name);
    }

    /** Whoever is connected to it. */
    public void drop(StoreUrl.PostgreSql moved) {
        administer(ADMINISTRATOR, "DROP DATABASE " + moved.database() + " WITH (FORCE)");
        administer(ADMINISTRATOR, "DROP TABLESPACE " + moved.database());
    }

    /** The same database for another role. */
    public StoreUrl.PostgreSql as(String role, String database) {
        return new StoreUrl.PostgreSql("127.0.0.1:" + port, database, new TreeMap<>(Map.of("user", role)));
    }

    /** The file of passwords, for programs that are told by PGPASSFILE. */
    public Path passwords() {
        return folder.resolve("pgpass");
    }

    /** What PostgreSQL's own programs need in their environment, to do what who administrates it does. */
    public Map<String, String> environment() {
        return Map.of(
                "PATH",
                programs + ":" + System.getenv("PATH"),
                "PGHOST",
                "127.0.0.1",
                "PGPORT",
                Integer.toString(port),
                "PGUSER",
                ADMINISTRATOR,
                "PGPASSFILE",
                passwords().toString());
    }

    /** A connection of a role's, with autocommit. */
    public Connection connect(String role, String database) {
        Properties properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("password", PASSWORD);
        try {
            return new Driver().connect("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a statement as who may do anything. */
    public void administer(String database, String statement) {
        try (Connection connection = connect(ADMINISTRATOR, database);
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    public int port() {
        return port;
    }

    /** A standby of it, which follows it and is read from; it ends with this program. */
    public PostgresServer standby() {
        try {
            Path other = Files.createTempDirectory("regstat-standby");
            Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxr-xr-x"));
            PostgresServer standby = new PostgresServer(programs, other, freePort());
            Runtime.getRuntime().addShutdownHook(new Thread(standby::end));
            standby.owned(other);
            String primary = "host=127.0.0.1 port=" + port + " user=" + ADMINISTRATOR + " password=" + PASSWORD;
            standby.run("pg_basebackup", "-D", standby.data(), "-d", primary, "-R", "-c", "fast", "--no-sync");
            standby.resume();
            return standby;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a standby a primary. */
    public void promote() {
        run("pg_ctl", "-D", data(), "-w", "promote");
    }

    /** Stops it as a power cut would. */
    public void kill() {
        run("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
    }

    /** Starts it where it was stopped. */
    public void resume() {
        run(
                "pg_ctl",
                "-D",
                data(),
                "-w",
                "-t",
                "120",
                "-l",
                folder.resolve("data/server.log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
                        + " -c max_connections=40 -c shared_buffers=64MB",
                "start");
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** PostgreSQL does not run as root. */
    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private void owned(Path path) {
        if (isRoot()) execute(List.of("chown", "-R", ADMINISTRATOR + ":", path.toString()));
    }

    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) command.addAll(List.of("runuser", "-u", ADMINISTRATOR, "--"));
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        execute(command);
    }

    private void execute(List<String> command) {
        try {
            // To a file: a server that was started would keep a pipe open.
            Path output = Files.createTempFile("regstat-postgres", ".txt");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int status = process.waitFor();
            String said = Files.readString(output, UTF_8);
            Files.delete(output);
            if (status != 0) throw new IllegalStateException(String.join(" ", command) + ": " + said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void end() {
        try {
            kill();
        } catch (IllegalStateException e) {
            // It was not running.
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
