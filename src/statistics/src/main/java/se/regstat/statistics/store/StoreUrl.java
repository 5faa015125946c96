package se.regstat.statistics.store;

import java.nio.file.Path;

/**
 * Where a store lies: {@code gpkg:FILE}, or a plain path to a GeoPackage.
 *
 * @param file absolute and normalised, so that equal stores have equal urls
 */
public record StoreUrl(Path file) {

    public enum Mode {
        /** Fails if there is no store. */
        READ_ONLY,
        /** Fails if there is no store. */
        READ_WRITE,
        /** Makes an empty store if there is none. */
        CREATE
    }

    public StoreUrl {
        file = file.toAbsolutePath().normalize();
    }

    /** @throws StoreException if the url is of a kind that is not supported */
    public static StoreUrl parse(String text) {
        if (text.startsWith("jdbc:")) {
            throw new StoreException("store '" + text + "': not supported yet; use gpkg:FILE");
        }
        String path = text.startsWith("gpkg:") ? text.substring("gpkg:".length()) : text;
        if (path.isBlank()) throw new StoreException("store '" + text + "' names no file; use gpkg:FILE");
        return new StoreUrl(Path.of(path));
    }

    /** @throws StoreException if it cannot be opened so */
    public Store open(Mode mode) {
        return GeoPackageStore.open(this, mode);
    }

    @Override
    public String toString() {
        return "gpkg:" + file;
    }
}
