package se.regstat.statistics.crs;

/** Knows which axis the authority's definition of a coordinate reference system has first. Thread-safe. */
@FunctionalInterface
public interface AxisOrder {

    /**
     * Whether northing or latitude comes first by the definition, as in EPSG:3006 and EPSG:4326; asked of names that say {@link
     * CrsName#asDefined}.
     *
     * @throws IllegalArgumentException if there is no such system; the message names it
     */
    boolean northingFirst(CrsName crs);
}
