package se.regstat.statistics.sensitivity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import se.regstat.statistics.regrouping.Regroupings;

/** Random divisions that were drawn, kept as long as their snapshot is: the last few that were asked for. Thread-safe. */
final class Ensembles {

    private static final int KEPT = 8;

    private final Map<Object, Regroupings> drawn = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Regroupings> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * @param key what they are drawn of
     * @param draw where they are not known; who asks for the same meanwhile draws for itself, and can be cancelled by itself
     */
    Regroupings of(Object key, Supplier<Regroupings> draw) {
        synchronized (drawn) {
            Regroupings known = drawn.get(key);
            if (known != null) return known;
        }
        Regroupings made = draw.get();
        synchronized (drawn) {
            drawn.put(key, made);
        }
        return made;
    }
}
