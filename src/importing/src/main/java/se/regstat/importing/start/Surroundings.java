package se.regstat.importing.start;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import se.regstat.importing.format.ImportException;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.indicator.NearestIds;
import se.regstat.statistics.store.Store;

/**
 * A kommun or a län with what is around it: its own län, whose kommuner have codes that begin with that of the län, and every kommun
 * that it touches, by the borders in a store.
 */
public final class Surroundings {

    /** Metres. Borders that come from one source meet exactly; the sea may be drawn otherwise. */
    private static final double TOUCHING = 1;

    private static final int LAN_DIGITS = 2;

    private Surroundings() {}

    /**
     * The codes of a kommun, of those in its län and of those that it touches, ascending.
     *
     * @param store with the borders of kommuner; the latest vintage counts
     * @throws ImportException if there is no such kommun
     */
    public static List<String> ofKommun(Store store, String code) {
        String lan = code.substring(0, Math.min(LAN_DIGITS, code.length()));
        return around(store, code, "kommun", code::equals, other -> other.startsWith(lan));
    }

    /**
     * The codes of the kommuner of a län, and of those that it touches, ascending.
     *
     * @throws ImportException if there is no such län
     */
    public static List<String> ofLan(Store store, String code) {
        return around(
                store, code, "län", other -> other.length() > LAN_DIGITS && other.startsWith(code), other -> false);
    }

    private static List<String> around(
            Store store, String code, String what, Predicate<String> within, Predicate<String> besides) {
        List<Area> kommuner = kommuner(store);
        List<PreparedGeometry> own = kommuner.stream()
                .filter(area -> within.test(area.code()))
                .map(area -> PreparedGeometryFactory.prepare(area.geometry().buffer(TOUCHING)))
                .toList();
        if (own.isEmpty() || (what.equals("län") && code.length() != LAN_DIGITS)) {
            List<String> codes = kommuner.stream()
                    .map(area -> what.equals("län") ? area.code().substring(0, LAN_DIGITS) : area.code())
                    .distinct()
                    .toList();
            throw new ImportException("there is no " + what + " " + code + NearestIds.question(code, codes));
        }
        Set<String> around = new TreeSet<>();
        for (Area area : kommuner) {
            if (within.test(area.code())
                    || besides.test(area.code())
                    || own.stream().anyMatch(ground -> ground.intersects(area.geometry()))) {
                around.add(area.code());
            }
        }
        return List.copyOf(around);
    }

    private static List<Area> kommuner(Store store) {
        Optional<Vintage> latest = store.vintages().stream()
                .filter(vintage -> vintage.id().division().equals("kommun"))
                .max(Comparator.comparing(vintage -> vintage.id().year()));
        if (latest.isEmpty()) throw new ImportException("the store has no borders of kommuner to find neighbours by");
        return store.areas(latest.get().id());
    }
}
