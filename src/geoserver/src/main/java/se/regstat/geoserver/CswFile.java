package se.regstat.geoserver;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geoserver.platform.GeoServerResourceLoader;
import org.geoserver.platform.resource.Resource;
import org.geotools.util.logging.Logging;
import se.regstat.geoserver.ledger.Ledger;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.iso.CswMapping;

/**
 * The file by which GeoServer's CSW makes records of datasets: beside GeoServer's own, never in its place, and only where records in ISO 19139 are
 * installed.
 */
final class CswFile {

    private static final Logger LOGGER = Logging.getLogger(CswFile.class);

    private static final String BESIDE = "csw/MD_Metadata.properties";
    private static final String FILE = "csw/MD_Metadata-regstat.properties";
    private static final String EXTENSION = "org.geoserver.csw.records.iso.MetaDataDescriptor";

    private final GeoServerResourceLoader files;
    private final DataFile file;

    CswFile(GeoServerResourceLoader files, Ledger ledger) {
        this.files = files;
        this.file = new DataFile(files.get(FILE), ledger, FILE);
    }

    static boolean isInstalled() {
        try {
            Class.forName(EXTENSION, false, CswFile.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** GeoServer reads a new one at its next start. Where it cannot be made, that is logged, and the last one stays. */
    void write(Supplier<Catalogue> published, String workspace) {
        try {
            Optional<Catalogue> catalogue = Optional.of(published)
                    .filter(wanted -> isInstalled() && files.get(BESIDE).getType() == Resource.Type.RESOURCE)
                    .map(Supplier::get)
                    .filter(any -> !any.datasets().isEmpty());
            catalogue.ifPresentOrElse(all -> file.write(new CswMapping(all).file(workspace)), this::remove);
        } catch (RuntimeException e) {
            LOGGER.log(Level.SEVERE, "Regstat could not write " + FILE + ": " + e.getMessage(), e);
        }
    }

    /** Unless somebody edited it. */
    void remove() {
        file.remove();
    }
}
