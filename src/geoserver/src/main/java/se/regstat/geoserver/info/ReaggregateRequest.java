package se.regstat.geoserver.info;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.process.ProcessException;
import se.regstat.geotools.process.ReaggregateProcess;
import se.regstat.statistics.division.VintageId;
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
    private String minimumCoverage = "";
    private String idAttribute = "";
    private String nameAttribute = "";
    private String layout = "";
    private String geometry = "";
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

    public void setMinimumCoverage(String minimumCoverage) {
        this.minimumCoverage = minimumCoverage;
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

    /** @param geometry of CSV: {@code none} or {@code wkt} */
    public void setGeometry(String geometry) {
        this.geometry = geometry;
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
     * @param visible which divisions the asker may see
     * @param boundaries of a layer; null where the target is a division
     * @throws ProcessException if it cannot be computed; the message names the parameter and the reason
     */
    SimpleFeatureCollection run(
            Supplier<Reaggregator> reaggregators, Predicate<VintageId> visible, SimpleFeatureCollection boundaries) {
        try {
            return new ReaggregateProcess(reaggregators, visible)
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
                            approximate,
                            tolerance,
                            minimumCoverage,
                            idAttribute,
                            nameAttribute,
                            layout(),
                            new Interruption());
        } catch (ProcessException e) {
            throw new ProcessException(e.getMessage().replaceFirst("^(boundaries|targetDivision):", "target:"));
        }
    }

    /** Whether CSV is to have it. */
    boolean hasGeometry() {
        return switch (geometry.strip().toLowerCase(Locale.ROOT)) {
            case "wkt" -> true;
            case "none", "" -> false;
            default -> throw new ProcessException("geometry: '" + geometry + "' is not known; give none or wkt");
        };
    }

    /** Several indicators side by side, so that GeoJSON does not repeat each geometry for each of them. */
    private String layout() {
        boolean several = indicators.contains(",");
        return layout.isBlank() && several && !format().equals("csv") ? "wide" : layout;
    }

    /** Cancels when the thread that asked is interrupted, as services do that have waited long enough. */
    private static final class Interruption extends DefaultProgressListener {
        private final Thread asking = Thread.currentThread();

        @Override
        public boolean isCanceled() {
            return super.isCanceled() || asking.isInterrupted();
        }
    }
}
