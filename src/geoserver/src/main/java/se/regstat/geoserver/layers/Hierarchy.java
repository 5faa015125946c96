package se.regstat.geoserver.layers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;

/** Which of the published vintages nest in one another, as DeSO, RegSO, kommun and län do. */
public final class Hierarchy {
    private Hierarchy() {}

    /**
     * The newest vintage of every division that is a level of the hierarchy: the one others nest in. Finest first, which is
     * the order to draw them in. A division that nests but that nothing nests in, such as tätort, is a level only if it is
     * the finest of them all to be complete (see {@link se.regstat.statistics.division.Division#completeWithin}).
     */
    public static List<VintageId> newest(List<VintageId> published, Configuration configuration) {
        Map<String, VintageId> newest = new LinkedHashMap<>();
        for (VintageId id : published) {
            newest.merge(id.division(), id, (a, b) -> a.compareTo(b) >= 0 ? a : b);
        }
        List<VintageId> levels = new ArrayList<>(newest.values());
        levels.removeIf(
                id -> configuration.division(id.division()).completeWithin().isEmpty());
        levels.sort(Comparator.comparingInt((VintageId id) ->
                        configuration.division(id.division()).parents().size())
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
        return levels;
    }
}
