package se.regstat.importing;

import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/** Numbers of persons in the cells of a raster, as its file has them. Coordinates are x = easting or longitude. */
public interface PopulationCells {

    /** The reference system, as {@code EPSG:nnnn} or well-known text; empty if the file does not say. */
    Optional<String> crs();

    /** The polygon of a cell, as {@link Sink} counts them. */
    Geometry cell(int row, int column);

    /** Gives every cell whose number is neither zero nor lacking. */
    void forEach(Sink sink);

    /** Hears cells. */
    interface Sink {
        /**
         * @param row from the north, counted from 0
         * @param column from the west, counted from 0
         * @param x of the cell's middle
         * @param persons not zero; any number else
         */
        void cell(int row, int column, double x, double y, double persons);
    }
}
