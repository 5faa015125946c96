package se.regstat.importing.postgis;

import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.store.Store;

/** Which values other programs may read in the views of a store: those of all indicators that the configuration does not restrict. */
public final class ShownValues {

    private ShownValues() {}

    /** Tells the store so, of all that it holds. */
    public static void tell(Store store, Configuration configuration) {
        store.showValues(id -> configuration.indicator(id).disclosure().isEmpty());
    }
}
