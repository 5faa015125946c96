package se.regstat.statistics.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
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

    /**
     * Of a text: {@code gpkg:FILE}, or the path of a GeoPackage.
     *
     * @throws StoreException if there is no store of that kind
     */
    static StoreUrl parse(String text) {
        return parse(text, Path.of(""));
    }

    /** @param folder where relative paths start */
    static StoreUrl parse(String text, Path folder) {
        if (text.startsWith("jdbc:")) {
            throw new StoreException("store '" + text + "': not supported yet; use gpkg:FILE");
        }
        String path = text.startsWith("gpkg:") ? text.substring("gpkg:".length()) : text;
        if (path.isBlank()) throw new StoreException("store '" + text + "' names no file; use gpkg:FILE");
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

    /** The folder that it lies in, where what belongs to it can lie too; empty for one that is not of files. */
    Optional<Path> folder();

    /**
     * A file, as in {@code gpkg:FILE}.
     *
     * @param file absolute and normalised
     */
    record GeoPackage(Path file) implements StoreUrl {

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

        @Override
        public Optional<Path> folder() {
            return Optional.ofNullable(file.getParent());
        }

        @Override
        public String toString() {
            return "gpkg:" + file;
        }
    }
}
