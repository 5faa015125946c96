package se.regstat.importing.postgis;

import java.util.logging.Logger;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.Store.Showing;

/**
 * What other programs may read in the views of a store: values of the indicators that the configuration describes and does not restrict, and
 * their points where it says so.
 */
public final class ShownValues {

    private static final Logger LOGGER = Logger.getLogger(ShownValues.class.getName());

    private ShownValues() {}

    /** Tells the store so, of all that it holds; what that changes is logged. */
    public static void tell(Store store, Configuration configuration) {
        tell(store, configuration, false);
    }

    /** @param lift whether indicators that were restricted are shown again, if the configuration does not restrict them */
    public static void tell(Store store, Configuration configuration, boolean lift) {
        store.show(indicator -> showing(configuration, indicator), lift).forEach(LOGGER::info);
    }

    private static Showing showing(Configuration configuration, String id) {
        if (!configuration.describesIndicator(id)) return Showing.UNDESCRIBED;
        Indicator indicator = configuration.indicator(id);
        if (indicator.disclosure().isPresent()) return Showing.RESTRICTED;
        return indicator.publishPoints() ? Showing.VALUES_AND_POINTS : Showing.VALUES;
    }
}
