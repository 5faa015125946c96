package se.regstat.geoserver.metadata;

import java.util.OptionalLong;

/** How long files of datasets are, as far as they have been made. */
@FunctionalInterface
public interface FileSizes {

    /** Of which nothing is known. */
    FileSizes UNKNOWN = (dataset, ending) -> OptionalLong.empty();

    /**
     * @param dataset as the asker may see it
     * @param ending of the file, {@code gpkg} or {@code csv}
     * @return bytes; empty if nobody has asked for the file yet
     */
    OptionalLong of(Dataset dataset, String ending);
}
