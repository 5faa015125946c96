package se.regstat.geoserver;

import java.util.function.UnaryOperator;
import se.regstat.geotools.process.RegstatProcesses;

/** Makes the processes known to GeoServer, with or without its WPS: they work as rendering transformations too. */
public final class Processes implements AutoCloseable {

    private final RegstatProcesses processes;

    /** @param publisher which knows the store */
    public Processes(Publisher publisher, VisibleLayers layers) {
        processes = new RegstatProcesses(
                publisher::reaggregator,
                layers,
                ReportsOfWps.areHere() ? ReportsOfWps::refusal : UnaryOperator.identity());
        processes.register();
    }

    @Override
    public void close() {
        processes.close();
    }
}
