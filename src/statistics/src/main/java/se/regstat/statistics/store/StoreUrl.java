package se.regstat.statistics.store;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.regstat.statistics.config.Unreadable;

/**
 * Where a store lies. Equal stores have equal urls, and no url holds a secret: as text it can be logged, shown, and written into a
 * configuration.
 */
public sealed interface StoreUrl {

    enum Mode {
        /** Fails if there is no store. */
        READ_ONLY,
        /** Fails if there is no store. */
        READ_WRITE,
        /** Makes an empty store if there is none. */
        CREATE
    }

    /** What an address begins with. One letter is a drive, as in {@code C:\\data}. */
    Pattern KIND = Pattern.compile("\\s*([A-Za-z][A-Za-z0-9+.-]+):(.*)", Pattern.DOTALL);

    /**
     * Of a text: {@code gpkg:FILE}, or the path of a GeoPackage; {@code jdbc:postgresql://…}, see {@link PostgreSql}; or
     * {@code jndi:NAME}, see {@link Jndi}.
     *
     * @throws StoreException if there is no store of that kind
     */
    static StoreUrl parse(String text) {
        return parse(text, Path.of(""));
    }

    /** @param folder where relative paths start */
    static StoreUrl parse(String text, Path folder) {
        Matcher kind = KIND.matcher(text);
        if (!kind.matches()) return file(text, folder);
        String rest = kind.group(2);
        return switch (kind.group(1).toLowerCase(Locale.ROOT)) {
            case "jdbc" -> PostgreSql.parse("jdbc:" + rest);
            case "jndi" -> new Jndi(rest);
            case "gpkg" -> file(rest, folder);
            // Not repeated: it may hold a password.
            default ->
                throw new StoreException("the store's address begins as no store's does; use gpkg:FILE, "
                        + PostgreSql.FORM + ", or in GeoServer jndi:NAME");
        };
    }

    private static GeoPackage file(String path, Path folder) {
        if (path.isBlank()) throw new StoreException("the store's address names no file; use gpkg:FILE");
        return new GeoPackage(folder.resolve(path));
    }

    /** The store in a GeoPackage. */
    static GeoPackage of(Path file) {
        return new GeoPackage(file);
    }

    /** @throws StoreException if it cannot be opened so */
    Store open(Mode mode);

    /**
     * Whether there is a store, or at least something in its place that is opened as one.
     *
     * @throws StoreException if that cannot be known, as in a folder that one may not enter
     */
    boolean exists();

    /** Hears of its changes, from now on; the store need not be there. */
    Changes changes();

    /** The folder that it lies in, where what belongs to it can lie too; empty for one that is not of files. */
    Optional<Path> folder();

    /** Hears of changes of a store, for as long as it is open. Thread-safe. */
    interface Changes extends AutoCloseable {

        /**
         * Waits until the store may have changed, or can be read again, or no longer; or until the time is over.
         *
         * @return false if nothing of that happened since the last call
         */
        boolean await(Duration most) throws InterruptedException;

        /** Waits for nobody; a wait on a database that goes on ends then. */
        @Override
        void close();
    }

    /**
     * A file, as in {@code gpkg:FILE}.
     *
     * @param file absolute and normalised
     */
    record GeoPackage(Path file) implements StoreUrl {

        private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rw-------");

        public GeoPackage {
            file = file.toAbsolutePath().normalize();
        }

        @Override
        public Store open(Mode mode) {
            return GeoPackageStore.open(this, mode);
        }

        @Override
        public boolean exists() {
            try {
                Files.readAttributes(file, BasicFileAttributes.class);
                return true;
            } catch (NoSuchFileException e) {
                return false;
            } catch (IOException e) {
                throw new StoreException("cannot tell whether there is a store: " + Unreadable.told(file, e), e);
            }
        }

        /** Makes an empty file that its owner alone may read, where the system has such permissions: a store has a secret. */
        void makeForOwner() {
            try {
                if (hasPermissions()) Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNERS));
            } catch (IOException e) {
                // Another was quicker, or who opens it is told why.
            }
        }

        /** Whether any user of the system may read the file; false where the system does not tell. */
        public boolean isReadableByAll() {
            try {
                return hasPermissions()
                        && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
            } catch (IOException e) {
                return false;
            }
        }

        private boolean hasPermissions() {
            return file.getFileSystem().supportedFileAttributeViews().contains("posix");
        }

        /** Nobody tells of those of a file: it may have changed at any time, and to look is cheap. */
        @Override
        public Changes changes() {
            return new Changes() {
                @Override
                public boolean await(Duration most) throws InterruptedException {
                    TimeUnit.NANOSECONDS.sleep(most.toNanos());
                    return true;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Optional<Path> folder() {
            return Optional.ofNullable(file.getParent());
        }

        @Override
        public String toString() {
            return "gpkg:" + file;
        }
    }

    /** Opens stores that lie in databases. Found by name, so that this room need not know the one that does it. */
    interface Databases {

        /** The one of this program. */
        static Databases find() {
            return ServiceLoader.load(Databases.class, Databases.class.getClassLoader())
                    .findFirst()
                    .orElseThrow();
        }

        /** @throws StoreException if it cannot be opened so */
        Store open(Database url, Mode mode);

        /**
         * Whether there is a store, of whatever version.
         *
         * @throws StoreException if the database cannot be asked
         */
        boolean exists(Database url);

        /** Hears of changes of a store. */
        Changes changes(Database url);
    }

    /** A database; whatever a url leaves out, such as a password, is not the url's to tell. */
    sealed interface Database extends StoreUrl {

        @Override
        default Store open(Mode mode) {
            return Databases.find().open(this, mode);
        }

        @Override
        default boolean exists() {
            return Databases.find().exists(this);
        }

        @Override
        default Changes changes() {
            return Databases.find().changes(this);
        }

        @Override
        default Optional<Path> folder() {
            return Optional.empty();
        }
    }

    /**
     * A database of PostgreSQL, as in {@code jdbc:postgresql://host:5433/statistics?user=regstat_import&sslmode=verify-full}.
     *
     * @param servers one, or several with commas between, each with a port where that is not 5432
     * @param parameters by name, of {@link #DRIVERS} and {@link #OURS}
     */
    record PostgreSql(String servers, String database, SortedMap<String, String> parameters) implements Database {

        /** Those of the driver's that tell where and how to connect. Others would have it load classes, write files or hold secrets. */
        public static final Set<String> DRIVERS = Set.of(
                "user",
                "ssl",
                "sslmode",
                "sslrootcert",
                "sslcert",
                "sslkey",
                "channelBinding",
                "gssEncMode",
                "connectTimeout",
                "socketTimeout",
                "tcpKeepAlive",
                "targetServerType",
                "hostRecheckSeconds");

        /** Which roles may read the store, and its views alone; read by whoever makes the schema. */
        public static final Set<String> OURS = Set.of("serverRole", "readerRole");

        static final String FORM = "jdbc:postgresql://host/database?user=…";
        private static final Pattern WHOLE =
                Pattern.compile("jdbc:postgresql://([\\w.:,\\[\\]-]+)/([^/?]+)(?:\\?(.*))?");

        public PostgreSql {
            parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        }

        /** Says of what is wrong only names, never the text itself: it may hold a password. */
        static PostgreSql parse(String text) {
            Matcher parts = WHOLE.matcher(text);
            if (!parts.matches()) {
                throw new StoreException("the store's address is not of the form " + FORM
                        + "; a user is named behind the question mark, and a password not at all");
            }
            SortedMap<String, String> parameters = new TreeMap<>();
            String query = Optional.ofNullable(parts.group(3)).orElse("");
            for (String parameter : query.isEmpty() ? new String[0] : query.split("&")) {
                String[] named = parameter.split("=", 2);
                refuseOther(named[0]);
                parameters.put(named[0], decoded(named.length < 2 ? "" : named[1]));
            }
            String servers = parts.group(1).replaceAll(":5432(?=,|$)", "");
            return new PostgreSql(servers, decoded(parts.group(2)), parameters);
        }

        private static void refuseOther(String name) {
            if (DRIVERS.contains(name) || OURS.contains(name)) return;
            if (name.toLowerCase(Locale.ROOT).contains("password")) {
                throw new StoreException("the store's address holds a password, which others can read there;"
                        + " give it by PGPASSWORD or in a password file (PGPASSFILE, else ~/.pgpass)");
            }
            throw new StoreException("the store's address has a parameter that is not taken here; those taken are "
                    + Stream.concat(DRIVERS.stream(), OURS.stream()).sorted().collect(Collectors.joining(", ")));
        }

        private static String decoded(String text) {
            try {
                return URLDecoder.decode(text, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new StoreException(
                        "the store's address has a % without two hexadecimal digits behind it; % itself is %25");
            }
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            String query = parameters.entrySet().stream()
                    .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                    .collect(Collectors.joining("&"));
            return "jdbc:postgresql://" + servers + "/" + encoded(database) + (query.isEmpty() ? "" : "?" + query);
        }
    }

    /**
     * A database that the container connects to, as in {@code jndi:java:comp/env/jdbc/regstat}: user, password and pool are the
     * container's.
     *
     * @param name of a {@link javax.sql.DataSource}
     */
    record Jndi(String name) implements Database {

        public Jndi {
            // Other schemes would have it ask servers anywhere for objects.
            if (!name.matches("(java:)?[\\w./-]+")) {
                throw new StoreException(
                        "'jndi:" + name + "' is no name of a data source; use jndi:java:comp/env/jdbc/NAME");
            }
        }

        @Override
        public String toString() {
            return "jndi:" + name;
        }
    }
}
