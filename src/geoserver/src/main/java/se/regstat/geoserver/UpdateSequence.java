package se.regstat.geoserver;

import java.util.function.BooleanSupplier;
import org.geoserver.config.GeoServer;
import org.geoserver.config.GeoServerInfo;

/** GeoServer's count of what is saved, by which clients know that their capabilities are old. */
record UpdateSequence(GeoServer geoServer) {

    /**
     * Counts a change that GeoServer does not count: it begins to count after it has started, and what is new by then would pass for old.
     *
     * @param change says whether it was one
     */
    void count(BooleanSupplier change) {
        long before = geoServer.getGlobal().getUpdateSequence();
        boolean changed = change.getAsBoolean();
        GeoServerInfo global = geoServer.getGlobal();
        if (!changed || global.getUpdateSequence() != before) return;
        global.setUpdateSequence(before + 1);
        geoServer.save(global);
    }
}
