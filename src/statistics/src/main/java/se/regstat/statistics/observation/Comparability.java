package se.regstat.statistics.observation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Geometry;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.overlay.Overlay;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Which areas of a later vintage are the same as in an earlier one, so that their values can be compared. With a change log:
 * those of the same code that it does not name. Without one: those of the same code whose geometries differ by no more than a
 * thousandth of the area, which is what cleaning up of borders amounts to. Immutable.
 */
public final class Comparability {

    private static final double SAME = 1e-3;
    private static final int NONE = -1;
    private static final List<String> ONE = List.of("area");

    private final int[] earlier;

    private Comparability(int[] earlier) {
        this.earlier = earlier;
    }

    static Comparability of(VintageAreas earlier, VintageAreas later, Optional<ChangeLog> log) {
        Optional<Set<String>> changed = log.map(ChangeLog::changedCodes);
        int[] same = new int[later.areas().size()];
        Arrays.fill(same, NONE);
        IntStream.range(0, same.length).parallel().forEach(i -> {
            String code = later.areas().get(i).code();
            OptionalInt before = earlier.indexOf(code);
            if (before.isEmpty()) return;
            boolean unchanged = changed.isPresent()
                    ? !changed.get().contains(code)
                    : isSame(
                            earlier.areas().get(before.getAsInt()).geometry(),
                            later.areas().get(i).geometry());
            if (unchanged) same[i] = before.getAsInt();
        });
        return new Comparability(same);
    }

    private static boolean isSame(Geometry a, Geometry b) {
        if (a.equalsExact(b)) return true;
        double tolerated = SAME * Math.max(a.getArea(), b.getArea());
        if (Math.abs(a.getArea() - b.getArea()) > tolerated) return false;
        Overlay both = Overlay.of(Sources.of(ONE, List.of(a)), Targets.valid(ONE, List.of(b)));
        return a.getArea() + b.getArea() - 2 * both.share(0, 0) * a.getArea() <= tolerated;
    }

    /** The number in the earlier vintage of an area of the later one, or -1 if it is not the same. */
    public int earlier(int laterArea) {
        return earlier[laterArea];
    }

    public boolean isSame(int laterArea) {
        return earlier[laterArea] != NONE;
    }
}
