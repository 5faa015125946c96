package se.regstat.statistics.sensitivity;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import se.regstat.statistics.regrouping.Regroupings;

/** Random divisions that were drawn, kept as long as their snapshot is: the last ones that were asked for, as many as have room. Thread-safe. */
final class Ensembles {

    /** 4 bytes each: as much as 200 divisions of a nation's DeSO take, and eight times that. */
    private static final long MOST_NUMBERS = 10_000_000;

    /** The one that was asked for longest ago first. */
    private final Map<Object, Regroupings> drawn = new LinkedHashMap<>(16, 0.75f, true);

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
            Iterator<Regroupings> eldest = drawn.values().iterator();
            while (numbers() > MOST_NUMBERS && drawn.size() > 1) {
                eldest.next();
                eldest.remove();
            }
        }
        return made;
    }

    private long numbers() {
        return drawn.values().stream().mapToLong(Regroupings::numbers).sum();
    }
}
