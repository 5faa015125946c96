package se.regstat.geoserver.health;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import se.regstat.geoserver.Publisher;
import se.regstat.geoserver.Standing;
import se.regstat.geoserver.metrics.Metrics;
import se.regstat.geoserver.metrics.PrometheusText;
import se.regstat.geoserver.metrics.PrometheusText.FamilyType;
import se.regstat.statistics.weights.WeightsCache;

/** All figures of one moment: what was counted, and how store, snapshot, caches and memory are. */
public final class Figures {

    private final Publisher publisher;
    private final Metrics metrics;

    public Figures(Publisher publisher, Metrics metrics) {
        this.publisher = publisher;
        this.metrics = metrics;
    }

    /** In the text format of Prometheus. */
    String text(Health.Facts facts) {
        PrometheusText text = new PrometheusText();
        text.family("regstat_info", FamilyType.GAUGE, "The program");
        text.figure("regstat_info", Map.of("version", facts.version()), 1);
        gauge(text, "regstat_ready", "Whether there are layers to serve", facts.isReady() ? 1 : 0);
        facts.standing().ifPresent(standing -> store(standing, text));
        if (facts.standing().isPresent()) weights(publisher.reaggregator().weightsCache(), text);
        memory(text, "jvm_memory_used_bytes", "Memory in use", pool -> pool.getUsage()
                .getUsed());
        memory(text, "jvm_memory_max_bytes", "Memory that may be used; -1: no limit", pool -> pool.getUsage()
                .getMax());
        metrics.writeTo(text);
        return text.toString();
    }

    private static void store(Standing standing, PrometheusText text) {
        boolean reachable = standing.state().problem().isEmpty();
        gauge(
                text,
                "regstat_store_reachable",
                "Whether the store could be read when it was looked at last",
                reachable ? 1 : 0);
        gauge(
                text,
                "regstat_store_seen_timestamp_seconds",
                "When the store could be read last",
                seconds(standing.state().seen()));
        gauge(
                text,
                "regstat_snapshot_loaded_timestamp_seconds",
                "When the snapshot that is served was loaded",
                seconds(standing.state().loaded()));
        gauge(text, "regstat_layers", "Layers that were published last", standing.layers());
        text.family(
                "regstat_snapshot_swaps_total", FamilyType.COUNTER, "How often a new snapshot took the place of one");
        text.figure("regstat_snapshot_swaps_total", Map.of(), (double)
                standing.state().swaps());
    }

    private static double seconds(Instant when) {
        return when.toEpochMilli() / 1e3;
    }

    private static void weights(WeightsCache cache, PrometheusText text) {
        gauge(
                text,
                "regstat_weights_cache_entries",
                "Weights of boundaries that are kept for the snapshot",
                cache.count());
        text.family(
                "regstat_weights_cache_requests_total",
                FamilyType.COUNTER,
                "Weights asked for since the snapshot was loaded");
        text.figure("regstat_weights_cache_requests_total", Map.of("result", "hit"), (double) cache.hits());
        text.figure("regstat_weights_cache_requests_total", Map.of("result", "miss"), (double) cache.misses());
    }

    /** Named as Micrometer does. */
    private static void memory(
            PrometheusText text, String name, String help, ToDoubleFunction<MemoryPoolMXBean> value) {
        text.family(name, FamilyType.GAUGE, help);
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            String area = pool.getType() == MemoryType.HEAP ? "heap" : "nonheap";
            text.figure(name, new TreeMap<>(Map.of("area", area, "id", pool.getName())), value.applyAsDouble(pool));
        }
    }

    private static void gauge(PrometheusText text, String name, String help, double value) {
        text.family(name, FamilyType.GAUGE, help);
        text.figure(name, Map.of(), value);
    }
}
