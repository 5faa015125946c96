package se.regstat.statistics.config;

import java.util.List;
import java.util.Set;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.NearestIds;

/**
 * Which indicators become layers of their own, by {@code publish} in {@code regstat.yml}. Those that do not are in the layers that show a
 * division's indicators side by side, in re-aggregation and in documents all the same.
 */
public final class Selection {

    private static final String KEY = "publish";
    private static final String ALL = "all";
    private static final String NOTHING = "nothing";

    private final boolean nothing;
    private final boolean all;
    private final Set<String> wanted;

    private Selection(boolean nothing, boolean all, Set<String> wanted) {
        this.nothing = nothing;
        this.all = all;
        this.wanted = wanted;
    }

    /** @param known ids of themes and indicators that are described */
    static Selection read(YamlMapping yaml, Set<String> known) {
        List<String> written = yaml.list(KEY);
        boolean nothing = written.equals(List.of(NOTHING));
        boolean all = written.equals(List.of(ALL)) || !yaml.keys().contains(KEY);
        if (nothing || all) return new Selection(nothing, all, Set.of());
        for (String id : written) {
            if (!known.contains(id)) {
                throw yaml.error(
                        KEY,
                        "'" + id + "' should be all, nothing, or a theme or an indicator of indicators.yml"
                                + NearestIds.question(id, known));
            }
        }
        return new Selection(false, false, Set.copyOf(written));
    }

    /** Whether there is to be no layer at all, of divisions neither. */
    public boolean isNothing() {
        return nothing;
    }

    /** Whether an indicator becomes layers of its own, by its id or its theme. */
    public boolean has(Indicator indicator) {
        return all
                || wanted.contains(indicator.id())
                || wanted.contains(indicator.theme().id());
    }
}
