package se.regstat.statistics.regrouping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import se.regstat.statistics.snapshot.Borders;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Which areas are neighbours. Always connected: islands, and whatever else borders on nothing of the rest, are neighbours of what lies
 * nearest to them.
 */
final class AreaGraph {

    private static final PrecisionModel CENTIMETRES = new PrecisionModel(100);

    private final int[][] neighbours;

    /** @param neighbours of each area, each pair named by both; connected */
    AreaGraph(int[][] neighbours) {
        this.neighbours = neighbours;
    }

    /**
     * Areas that share a border, not a mere corner.
     *
     * @param areas numbers of some of a vintage's, which the graph numbers anew from 0
     */
    static AreaGraph of(VintageAreas vintage, int[] areas) {
        Borders borders = vintage.borders(0);
        int[] places = new int[vintage.areas().size()];
        Arrays.fill(places, -1);
        for (int place = 0; place < areas.length; place++) places[areas[place]] = place;
        int[][] neighbours = Arrays.stream(areas)
                .mapToObj(area -> Arrays.stream(borders.neighbours(area))
                        .map(other -> places[other])
                        .filter(place -> place >= 0)
                        .sorted()
                        .toArray())
                .toArray(int[][]::new);
        List<? extends Geometry> geometries = Arrays.stream(areas)
                .mapToObj(area -> vintage.areas().get(area).geometry())
                .toList();
        joinAcrossOutlines(neighbours, geometries);
        return connected(neighbours, geometries);
    }

    /** Borders with other vertices on either side are borders too; they are looked for where without them areas would be islands. */
    private static void joinAcrossOutlines(int[][] neighbours, List<? extends Geometry> geometries) {
        AreaGraph exact = new AreaGraph(neighbours);
        int[] part = new int[neighbours.length];
        BitSet seen = new BitSet();
        while (seen.cardinality() < neighbours.length) {
            int first = seen.nextClearBit(0);
            BitSet reached = exact.reached(first);
            reached.stream().forEach(area -> part[area] = first);
            seen.or(reached);
        }
        for (int one = 0; one < neighbours.length; one++) {
            for (int other = one + 1; other < neighbours.length; other++) {
                if (part[one] == part[other] || !haveBorder(geometries.get(one), geometries.get(other))) continue;
                neighbours[one] = with(neighbours[one], other);
                neighbours[other] = with(neighbours[other], one);
            }
        }
    }

    private static boolean haveBorder(Geometry one, Geometry other) {
        if (!one.getEnvelopeInternal().intersects(other.getEnvelopeInternal())) return false;
        Geometry shared =
                OverlayNG.overlay(one.getBoundary(), other.getBoundary(), OverlayNG.INTERSECTION, CENTIMETRES);
        return shared.getLength() > 0;
    }

    /** Ties the part of the first area to the part nearest to it, until there is one. */
    private static AreaGraph connected(int[][] neighbours, List<? extends Geometry> geometries) {
        AreaGraph graph = new AreaGraph(neighbours);
        BitSet part = graph.reached(0);
        while (part.cardinality() < neighbours.length) {
            int near = -1;
            int far = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int inside = part.nextSetBit(0); inside >= 0; inside = part.nextSetBit(inside + 1)) {
                var distance = new IndexedFacetDistance(geometries.get(inside));
                for (int outside = part.nextClearBit(0);
                        outside < neighbours.length;
                        outside = part.nextClearBit(outside + 1)) {
                    if (!distance.isWithinDistance(geometries.get(outside), least)) continue;
                    double here = distance.distance(geometries.get(outside));
                    if (here >= least) continue;
                    least = here;
                    near = inside;
                    far = outside;
                }
            }
            neighbours[near] = with(neighbours[near], far);
            neighbours[far] = with(neighbours[far], near);
            part = graph.reached(0);
        }
        return graph;
    }

    private static int[] with(int[] neighbours, int another) {
        return IntStream.concat(Arrays.stream(neighbours), IntStream.of(another))
                .sorted()
                .toArray();
    }

    /** All that one gets to from an area. */
    private BitSet reached(int area) {
        BitSet reached = new BitSet();
        List<Integer> open = new ArrayList<>();
        if (size() > 0) {
            reached.set(area);
            open.add(area);
        }
        while (!open.isEmpty()) {
            for (int next : neighbours[open.remove(open.size() - 1)]) {
                if (reached.get(next)) continue;
                reached.set(next);
                open.add(next);
            }
        }
        return reached;
    }

    int size() {
        return neighbours.length;
    }

    int[] neighbours(int area) {
        return neighbours[area];
    }
}
