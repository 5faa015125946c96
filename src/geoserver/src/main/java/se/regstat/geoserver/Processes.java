package se.regstat.geoserver;

import org.geotools.process.Process;
import se.regstat.geoserver.metrics.Metrics;
import se.regstat.geotools.process.RegstatProcesses;

/** Makes the processes known to GeoServer, with or without its WPS: they work as rendering transformations too. */
public final class Processes implements AutoCloseable {

    private final RegstatProcesses processes;

    /**
     * @param publisher which knows the store
     * @param metrics which count executions
     */
    public Processes(Publisher publisher, VisibleLayers layers, Metrics metrics) {
        boolean wps = ReportsOfWps.areHere();
        processes = new RegstatProcesses(publisher::reaggregator, layers, (operation, process) -> {
            Process counted =
                    (input, monitor) -> metrics.operation(operation.id(), () -> process.execute(input, monitor));
            return wps ? ReportsOfWps.worded(counted) : counted;
        });
        processes.register();
    }

    @Override
    public void close() {
        processes.close();
    }
}
