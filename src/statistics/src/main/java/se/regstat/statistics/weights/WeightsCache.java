package se.regstat.statistics.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.overlay.Targets;

/**
 * Weights that were computed before, by the content of what they were computed from: the same boundaries are found again whoever sends them. Keeps
 * the most recently used ones up to a size. Thread-safe; two threads that ask for the same new weights both compute them.
 */
public final class WeightsCache {

    private final long limit;
    private final Map<List<Object>, Weights> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private long size;

    /** @param limit in bytes, about; 0 keeps nothing */
    public WeightsCache(long limit) {
        this.limit = limit;
    }

    /** @param otherwise computes them */
    public Weights get(Sources sources, Targets targets, WeightRules rules, Supplier<Weights> otherwise) {
        List<Object> key = List.of(sources.hash(), targets.hash(), rules.key());
        synchronized (kept) {
            Weights known = kept.get(key);
            if (known != null) {
                hits.increment();
                return known;
            }
        }
        misses.increment();
        Weights computed = otherwise.get();
        synchronized (kept) {
            Weights other = kept.putIfAbsent(key, computed);
            if (other != null) return other;
            size += computed.size();
            var oldest = kept.values().iterator();
            while (size > limit && oldest.hasNext()) {
                size -= oldest.next().size();
                oldest.remove();
            }
        }
        return computed;
    }

    /** How many are kept. */
    public int count() {
        synchronized (kept) {
            return kept.size();
        }
    }

    /** How often weights were asked for that were kept. */
    public long hits() {
        return hits.sum();
    }

    /** How often weights were asked for that had to be computed. */
    public long misses() {
        return misses.sum();
    }
}
