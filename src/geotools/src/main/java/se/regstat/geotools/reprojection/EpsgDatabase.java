package se.regstat.geotools.reprojection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.geotools.api.referencing.FactoryException;
import org.geotools.referencing.CRS;

/**
 * The EPSG database that GeoTools unpacks (33 MB) and opens (about a second) at the first coordinate reference system asked
 * for by code. Left alone it lies under the system's temporary directory, where users get in each other's way and
 * cleaners take parts of it. In GeoServer that is GeoServer's business; programs of their own call {@link #keepIn} before
 * anything else.
 */
public final class EpsgDatabase {

    private static final String FOLDER_PROPERTY = "EPSG-HSQL.directory";

    private EpsgDatabase() {}

    /**
     * Has the database unpacked in this folder, which is made if need be, and found there by later runs. Without effect if
     * somebody set the system property {@code EPSG-HSQL.directory}.
     *
     * @throws UncheckedIOException if the folder cannot be made
     */
    public static void keepIn(Path folder) {
        if (System.getProperty(FOLDER_PROPERTY) != null) return;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": no folder can be made there for the EPSG database", e);
        }
        System.setProperty(FOLDER_PROPERTY, folder.toString());
    }

    /** Where a user's programs keep what can be made again: {@code $XDG_CACHE_HOME/regstat/epsg}, or in {@code ~/.cache}. */
    public static Path usersFolder() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return base.resolve("regstat").resolve("epsg");
    }

    /** Opens the database and loads what every map needs, so that the first request does not wait for it. */
    public static void warmUp() {
        try {
            Sweref99Tm.crs();
            for (String common : new String[] {"EPSG:3857", "EPSG:4326"}) {
                SwerefTransforms.to(CRS.decode(common, true));
            }
        } catch (FactoryException e) {
            throw new IllegalStateException("the EPSG database cannot be read", e);
        }
    }
}
