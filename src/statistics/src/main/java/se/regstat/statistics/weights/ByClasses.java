package se.regstat.statistics.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import se.regstat.statistics.overlay.ContentHash;
import se.regstat.statistics.overlay.Overlay;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.Weighting;

/** Distributions by classes of land. Geometries in EPSG:3006 (E, N). */
public final class ByClasses {

    /** The share of a source that two digitisations of one border may leave on either side. */
    private static final double SLIVER = 0.001;

    private static final List<Distribution.Piece> NOTHING = List.of();

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

    /**
     * By the areas of another vintage that sources lie in, each with classes of land as densely settled as its own people make them (target-density
     * weighting; Schroeder 2007). Reaches sources that lie in several.
     *
     * @param name of that vintage, and the masks
     * @param others classes of land of its areas
     * @param people of these; NaN where that is not known
     * @param regions of these
     * @param cancelled asked often, from several threads
     */
    public static Distribution vintages(
            String name,
            Sources sources,
            LandClasses others,
            double[] people,
            int[] regions,
            BooleanSupplier cancelled) {
        double[][] densities = others.densities(people, regions);
        Targets areas = Targets.valid(others.sources().codes(), others.sources().geometries());
        Overlay overlay = Overlay.of(sources, areas, cancelled);
        List<List<Distribution.Piece>> pieces = IntStream.range(0, sources.size())
                .parallel()
                .mapToObj(source -> {
                    if (cancelled.getAsBoolean()) throw new CancellationException();
                    int[] in = IntStream.range(overlay.firstPair(source), overlay.firstPair(source + 1))
                            .filter(pair -> overlay.share(pair) >= SLIVER)
                            .map(overlay::target)
                            .toArray();
                    boolean told = in.length > 1 && Arrays.stream(in).noneMatch(area -> Double.isNaN(people[area]));
                    return told ? Pieces.within(sources.geometry(source), others, densities, in) : NOTHING;
                })
                .toList();
        return new Distribution(
                Weighting.VINTAGES,
                name,
                ContentHash.of(
                        List.of(
                                others.hash().hex(),
                                others.sources().hash().hex(),
                                ContentHash.of(densities).hex()),
                        List.of()),
                sources,
                pieces,
                new double[sources.size()],
                Optional.empty(),
                List.of());
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

        /** What a source has of these areas' people. */
        static List<Distribution.Piece> within(Geometry source, LandClasses others, double[][] densities, int[] areas) {
            List<Distribution.Piece> own = new ArrayList<>();
            for (int area : areas) {
                LandClasses.Ground ground = others.ground(area);
                double rest = densities[area][others.masks()];
                add(own, common(source, ground.settled().orElse(others.sources().geometry(area))), rest);
                for (int c = 0; c < others.masks(); c++) {
                    add(own, common(source, ground.masked().get(c)), densities[area][c] - rest);
                }
            }
            return own;
        }

        private static Geometry common(Geometry source, Geometry ground) {
            return Targets.areas(OverlayNGRobust.overlay(source, ground, OverlayNG.INTERSECTION));
        }

        private static void add(List<Distribution.Piece> pieces, Geometry ground, double density) {
            if (!ground.isEmpty()) pieces.add(Distribution.Piece.area(ground, density * ground.getArea()));
        }
    }
}
