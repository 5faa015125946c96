package se.regstat.geoserver.info;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.process.ProcessException;
import se.regstat.geotools.process.ReaggregateProcess;
import se.regstat.statistics.reaggregation.Reaggregator;

/** What is to be re-aggregated, and how: the parameters of the process as texts. Filled in from the request's parameters. */
public final class ReaggregateRequest {

    private String target = "";
    private String indicators = "";
    private String periods = "";
    private String sourceDivision = "";
    private String weighting = "";
    private String mask = "";
    private String population = "";
    private String missing = "";
    private String approximate = "";
    private String tolerance = "";
    private String idAttribute = "";
    private String nameAttribute = "";
    private String layout = "";
    private String format = "geojson";

    public void setTarget(String target) {
        this.target = target;
    }

    public void setIndicators(String indicators) {
        this.indicators = indicators;
    }

    public void setPeriods(String periods) {
        this.periods = periods;
    }

    public void setSourceDivision(String sourceDivision) {
        this.sourceDivision = sourceDivision;
    }

    public void setWeighting(String weighting) {
        this.weighting = weighting;
    }

    public void setMask(String mask) {
        this.mask = mask;
    }

    public void setPopulation(String population) {
        this.population = population;
    }

    public void setMissing(String missing) {
        this.missing = missing;
    }

    public void setApproximate(String approximate) {
        this.approximate = approximate;
    }

    public void setTolerance(String tolerance) {
        this.tolerance = tolerance;
    }

    public void setIdAttribute(String idAttribute) {
        this.idAttribute = idAttribute;
    }

    public void setNameAttribute(String nameAttribute) {
        this.nameAttribute = nameAttribute;
    }

    public void setLayout(String layout) {
        this.layout = layout;
    }

    /** @param format {@code geojson} or {@code csv} */
    public void setFormat(String format) {
        this.format = format;
    }

    /** A division, as in {@code deso@2025}, or a layer, as in {@code mine:areas}. */
    String target() {
        return target.strip();
    }

    String format() {
        return format.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * @param boundaries of a layer; null where the target is a division
     * @throws ProcessException if it cannot be computed; the message names the parameter and the reason
     */
    SimpleFeatureCollection run(Supplier<Reaggregator> reaggregators, SimpleFeatureCollection boundaries) {
        try {
            return new ReaggregateProcess(reaggregators)
                    .execute(
                            boundaries,
                            boundaries == null ? target() : "",
                            List.of(indicators),
                            List.of(periods),
                            sourceDivision,
                            weighting,
                            mask,
                            population,
                            missing,
                            isApproximate(),
                            share(),
                            idAttribute,
                            nameAttribute,
                            layout,
                            new Interruption());
        } catch (ProcessException e) {
            throw new ProcessException(e.getMessage().replaceFirst("^(boundaries|targetDivision):", "target:"), e);
        }
    }

    private boolean isApproximate() {
        return switch (approximate.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0", "" -> false;
            default -> throw new ProcessException("approximate: '" + approximate + "' is neither true nor false");
        };
    }

    /** Cancels when the thread that asked is interrupted, as services do that have waited long enough. */
    private static final class Interruption extends DefaultProgressListener {
        private final Thread asking = Thread.currentThread();

        @Override
        public boolean isCanceled() {
            return super.isCanceled() || asking.isInterrupted();
        }
    }

    private Double share() {
        if (tolerance.isBlank()) return null;
        try {
            return Double.valueOf(tolerance.strip());
        } catch (NumberFormatException e) {
            throw new ProcessException("tolerance: '" + tolerance + "' is not a number; it is a share, as 0.001", e);
        }
    }
}
