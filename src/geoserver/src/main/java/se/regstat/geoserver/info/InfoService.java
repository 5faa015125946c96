package se.regstat.geoserver.info;

import java.util.Locale;
import java.util.Optional;
import org.geoserver.ows.HttpErrorCodeException;
import se.regstat.geoserver.Published;
import se.regstat.geoserver.Publisher;
import se.regstat.statistics.observation.AreaSeries;
import se.regstat.statistics.observation.Series;

/**
 * The operations of the service {@code regstat-info}. What is not there is answered with 404, what cannot be understood
 * with 400, both with a line for the reader.
 */
public final class InfoService {

    static final String ID = "regstat-info";

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final Publisher publisher;

    public InfoService(Publisher publisher) {
        this.publisher = publisher;
    }

    /**
     * One area's time series: a plot (SVG), or the numbers (JSON).
     *
     * @throws HttpErrorCodeException 404 if there is no such layer or area, 400 for other formats
     */
    public InfoDocument series(SeriesRequest request) {
        Locale locale = request.locale();
        AreaSeries series = find(request);
        String name = request.layer() + "-" + series.code();
        return switch (request.format()) {
            case "svg" -> new InfoDocument("image/svg+xml", name + ".svg", SeriesPlot.of(series, locale));
            case "json" ->
                new InfoDocument("application/json", name + ".json", SeriesJson.of(request.layer(), series, locale));
            default ->
                throw new HttpErrorCodeException(
                        BAD_REQUEST,
                        "there is no series." + shortened(request.format()) + ", but series.svg and .json");
        };
    }

    private AreaSeries find(SeriesRequest request) {
        if (request.layer().isEmpty() || request.code().isEmpty()) {
            throw new HttpErrorCodeException(
                    BAD_REQUEST, "name a layer and an area's code, as in layer=population_deso&code=0180C4040");
        }
        Published published = publisher
                .published()
                .orElseThrow(() -> new HttpErrorCodeException(NOT_FOUND, "nothing is published yet"));
        Series series = series(published, request.layer())
                .orElseThrow(() -> new HttpErrorCodeException(
                        NOT_FOUND, "there is no layer " + shortened(request.layer()) + " of an indicator"));
        return AreaSeries.of(published.observations(), series, request.code())
                .orElseThrow(() -> new HttpErrorCodeException(
                        NOT_FOUND, request.layer() + " has no area " + shortened(request.code())));
    }

    private static Optional<Series> series(Published published, String layer) {
        return published.layers().series(layer).filter(series -> series.indicator()
                .publish());
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
