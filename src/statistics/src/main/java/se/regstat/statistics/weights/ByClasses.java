package se.regstat.statistics.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.locationtech.jts.geom.Geometry;
import se.regstat.statistics.overlay.ContentHash;
import se.regstat.statistics.request.Weighting;

/** Distributions by classes of land. Geometries in EPSG:3006 (E, N). */
public final class ByClasses {

    private ByClasses() {}

    /**
     * By classes of land, each with a density that is estimated from the sources' own totals ({@link Densities}).
     *
     * @param totals of people by source; NaN where that is not known
     * @param regions by source, numbered from 0: densities are estimated for each
     */
    public static Distribution dasymetric(LandClasses classes, double[] totals, int[] regions) {
        double[][] densities = classes.densities(totals, regions);
        return of(
                Weighting.DASYMETRIC,
                classes.name(),
                classes,
                densities,
                new Pieces(classes, densities, source -> true, true),
                Optional.empty());
    }

    /**
     * The same with densities that pass smoothly from one source into the next.
     *
     * @param totals of people by source; NaN where that is not known
     * @param regions by source, numbered from 0
     */
    public static Distribution smooth(SmoothedClasses smoothed, double[] totals, int[] regions) {
        LandClasses classes = smoothed.classes();
        double[][] densities = classes.densities(totals, regions);
        return of(
                Weighting.SMOOTH,
                classes.name(),
                classes,
                densities,
                new Pieces(classes, densities, source -> true, false),
                Optional.of(smoothed.weights(densities)));
    }

    /**
     * By a population in cells, each divided by classes of land; where the grid does not cover a source, by classes alone.
     *
     * @param people by source, for densities; NaN where that is not known
     * @param totals of the kind of people that cells are of, by source; NaN where that is not known
     * @param regions by source, numbered from 0
     */
    public static Distribution combined(SettledCells settled, double[] people, double[] totals, int[] regions) {
        LandClasses classes = settled.classes();
        double[][] densities = classes.densities(people, regions);
        CellWeights cells = settled.weights(totals, classes.regional(people, regions));
        return of(
                Weighting.COMBINED,
                settled.name(),
                classes,
                densities,
                new Pieces(classes, densities, source -> !(cells.total(source) > 0), true),
                Optional.of(cells));
    }

    private static Distribution of(
            Weighting weighting,
            String name,
            LandClasses classes,
            double[][] densities,
            Pieces pieces,
            Optional<CellWeights> cells) {
        List<String> hashes = new ArrayList<>(
                List.of(classes.hash().hex(), ContentHash.of(densities).hex()));
        cells.ifPresent(known -> hashes.add(ContentHash.of(known.weights()).hex()));
        return new Distribution(
                weighting,
                name,
                ContentHash.of(hashes, List.of()),
                classes.sources(),
                pieces.ofSources,
                pieces.background,
                cells,
                List.of());
    }

    /**
     * What sources have by the densities of classes: the rest's everywhere, and in classes what they have more or less, so that no rest has to be cut
     * out.
     */
    private static final class Pieces {
        private final List<List<Distribution.Piece>> ofSources = new ArrayList<>();
        private final double[] background;

        /**
         * @param which of the sources are divided so; others have nothing
         * @param masks whether also that of masks, or of the rest alone
         */
        Pieces(LandClasses classes, double[][] densities, IntPredicate which, boolean masks) {
            background = new double[densities.length];
            for (int i = 0; i < densities.length; i++) {
                List<Distribution.Piece> own = new ArrayList<>();
                ofSources.add(own);
                if (!which.test(i)) continue;
                LandClasses.Ground ground = classes.ground(i);
                double rest = densities[i][classes.masks()];
                if (ground.settled().isEmpty())
                    background[i] = rest * classes.sources().area(i);
                else add(own, ground.settled().get(), rest);
                for (int c = 0; masks && c < classes.masks(); c++) {
                    add(own, ground.masked().get(c), densities[i][c] - rest);
                }
            }
        }

        private static void add(List<Distribution.Piece> pieces, Geometry ground, double density) {
            if (!ground.isEmpty()) pieces.add(Distribution.Piece.area(ground, density * ground.getArea()));
        }
    }
}
