package se.regstat.statistics.reaggregation;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.overlay.SameDrawing;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Recognises somebody's own polygons that are areas of a division which sources name as parent, drawn as they are there: codes tell what
 * these are made of, whoever sends them. By geometry they would have bounds that need not hold what belongs to them.
 */
final class DrawnAreas {

    private final Observations observations;
    private final Targets targets;
    private final Visible visible;
    private final Map<VintageId, int[]> known = new HashMap<>();

    /** @param visible which vintages whoever asks may know of: of the others the answer is as if they were not there */
    DrawnAreas(Observations observations, Targets targets, Visible visible) {
        this.observations = observations;
        this.targets = targets;
        this.visible = visible.unnamed();
    }

    /**
     * Of each vintage that is valid in the year and has any; each target is told once, of the vintage that has most of them.
     *
     * @param cancelled asked for each target
     */
    List<Basis.Told> told(VintageAreas sources, int year, BooleanSupplier cancelled) {
        List<Basis.Told> found = new ArrayList<>();
        for (VintageAreas whole : observations.snapshot().vintages()) {
            boolean valid = whole.vintage().valid().contains(year);
            if (!valid
                    || whole.equals(sources)
                    || !visible.areas(whole.vintage().id())) continue;
            observations.membership(sources, whole, year).ifPresent(codes -> {
                int[] areas = known.computeIfAbsent(whole.vintage().id(), id -> areas(whole, cancelled));
                if (count(IntBuffer.wrap(areas)) == 0) return;
                found.add(new Basis.Told(whole.vintage().id(), codes, IntBuffer.wrap(areas)));
            });
        }
        found.sort(
                Comparator.<Basis.Told>comparingInt(one -> -count(one.areas())).thenComparing(Basis.Told::whole));
        return List.copyOf(found);
    }

    /** How many targets are told. */
    private static int count(IntBuffer areas) {
        int count = 0;
        for (int target = 0; target < areas.limit(); target++) {
            if (areas.get(target) >= 0) count++;
        }
        return count;
    }

    private int[] areas(VintageAreas whole, BooleanSupplier cancelled) {
        int[] areas = new int[targets.size()];
        for (int target = 0; target < areas.length; target++) {
            if (cancelled.getAsBoolean()) throw new CancellationException();
            areas[target] = -1;
            if (targets.geometry(target).isEmpty()) continue;
            for (int area : whole.query(targets.geometry(target).getEnvelopeInternal())) {
                if (SameDrawing.of(
                        targets.geometry(target), whole.areas().get(area).geometry())) areas[target] = area;
            }
        }
        return areas;
    }
}
