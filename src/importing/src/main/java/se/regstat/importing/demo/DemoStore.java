package se.regstat.importing.demo;

import java.util.List;
import se.regstat.importing.borders.Generalisations;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/**
 * A store with the {@linkplain DemoRegion demo region}, its change log and invented indicators in it, to try everything on
 * without data of one's own.
 */
public final class DemoStore {

    private DemoStore() {}

    /**
     * Makes the store; takes a few seconds. Its registry says that it is a demo.
     *
     * @throws se.regstat.statistics.store.StoreException if there is a file already or it cannot be written
     */
    public static void create(StoreUrl.GeoPackage url) {
        DemoRegion region = DemoRegion.create();
        try (Store store = Store.createDemo(url)) {
            for (DemoRegion.DemoVintage vintage : region.vintages()) {
                store.write(vintage.vintage(), vintage.areas(), Generalisations.of(vintage.areas()));
            }
            store.writeChanges(region.changes());
            List<PublishedValues> values = DemoIndicators.of(region);
            store.writeValues(values);
            store.writeFlows(DemoFlows.of(region, values));
        }
    }

    /**
     * Whether a store holds the demo region as an earlier version of this program made it, so that nothing is lost by making it
     * anew.
     *
     * @throws se.regstat.statistics.store.StoreException if it is no store
     */
    public static boolean isOutdated(StoreUrl url) {
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            return store.isDemo()
                    && store.vintages().stream()
                            .allMatch(vintage -> vintage.source().equals(DemoRegion.SOURCE))
                    && store.changeLogs().stream()
                            .noneMatch(log -> log.checksum().equals(DemoRegion.EDITION));
        }
    }
}
