package se.regstat.geoserver;

import java.util.function.Predicate;
import java.util.function.Supplier;
import org.geotools.api.feature.type.Name;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import se.regstat.geotools.process.RegstatProcesses;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.reaggregation.Reaggregator;

/** Makes the processes known to GeoServer, with or without its WPS: they work as rendering transformations too. */
public final class Processes implements AutoCloseable {

    private final RegstatProcesses processes;

    /** @param publisher which knows the store */
    public Processes(Publisher publisher, VisibleLayers layers) {
        Predicate<VintageId> visible =
                vintage -> layers.ours(vintage.layerName()).isPresent();
        processes = ReportsOfWps.areHere()
                ? new Reported(publisher::reaggregator, visible)
                : new RegstatProcesses(publisher::reaggregator, visible);
        processes.register();
    }

    @Override
    public void close() {
        processes.close();
    }

    /** Whose refusals are worded for the reports of GeoServer's WPS. */
    static final class Reported extends RegstatProcesses {
        Reported(Supplier<Reaggregator> reaggregators, Predicate<VintageId> visible) {
            super(reaggregators, visible);
        }

        @Override
        public Process create(Name name) {
            Process process = super.create(name);
            return (input, monitor) -> {
                try {
                    return process.execute(input, monitor);
                } catch (ProcessException e) {
                    throw ReportsOfWps.refusal(e);
                }
            };
        }
    }
}
