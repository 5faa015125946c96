package se.regstat.geoserver.info;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.geoserver.config.ServiceInfo;
import org.geoserver.config.impl.ServiceInfoImpl;
import se.regstat.geoserver.Published;
import se.regstat.geoserver.Publisher;
import se.regstat.geoserver.VisibleLayers;
import se.regstat.geoserver.document.InfoDocument;
import se.regstat.geoserver.document.InfoPath;
import se.regstat.geoserver.document.Refusal;
import se.regstat.geoserver.download.DownloadRequest;
import se.regstat.geoserver.download.Downloads;
import se.regstat.geoserver.health.Monitoring;
import se.regstat.geoserver.health.MonitoringRequest;
import se.regstat.geoserver.inspire.InspireAddress;
import se.regstat.geoserver.inspire.InspireRequest;
import se.regstat.geoserver.map.MapAddress;
import se.regstat.geoserver.map.MapRequest;
import se.regstat.geoserver.metrics.Metrics;
import se.regstat.geoserver.table.TableAddress;
import se.regstat.geoserver.table.TableRequest;
import se.regstat.geotools.process.AnsweredOperation;
import se.regstat.statistics.observation.AreaSeries;
import se.regstat.statistics.observation.Series;

/**
 * The operations of the service {@code regstat-info}. What is not there is answered with 404, what cannot be understood
 * with 400, both with a line for the reader.
 */
public final class InfoService {

    /** Each may take tens of megabytes while it is made. */
    private static final int DOCUMENTS_AT_ONCE = 4;

    /** What is made within a second or two for who comes last. */
    private static final int DOCUMENTS_WAITING = 16;

    private final Publisher publisher;
    private final VisibleLayers layers;
    private final Downloads downloads;
    private final Monitoring monitoring;
    private final Metrics metrics;
    private final ServiceInfo info;
    private final BodyRoom bodies = new BodyRoom();
    private final Turns turns = new Turns(DOCUMENTS_AT_ONCE, DOCUMENTS_WAITING, Duration.ofSeconds(60));

    /**
     * @param layers which may be asked for
     * @param metrics which count what is computed
     */
    public InfoService(
            Publisher publisher, VisibleLayers layers, Downloads downloads, Monitoring monitoring, Metrics metrics) {
        this.publisher = publisher;
        this.layers = layers;
        this.downloads = downloads;
        this.monitoring = monitoring;
        this.metrics = metrics;
        this.info = new ServiceInfoImpl();
        info.setName(InfoPath.SERVICE);
    }

    /** What GeoServer asks every service for before it calls it; without one it warns at each request. */
    public ServiceInfo getServiceInfo() {
        return info;
    }

    /**
     * One area's time series: a plot (SVG), or the numbers (JSON).
     *
     * @throws Refusal 404 if there is no such layer or area, or not for the asker; 400 for other formats
     */
    public InfoDocument series(SeriesRequest request) {
        Locale locale = request.locale();
        AreaSeries series = find(request);
        String name = request.layer() + "-" + series.area().code();
        return switch (request.format()) {
            case "svg" -> InfoDocument.of("image/svg+xml", name + ".svg", SeriesPlot.of(series, locale));
            case "json" ->
                InfoDocument.of("application/json", name + ".json", SeriesJson.of(request.layer(), series, locale));
            default ->
                throw Refusal.badRequest(
                        "there is no series." + Refusal.shortened(request.format()) + ", but series.svg and .json");
        };
    }

    /**
     * Indicators re-aggregated to a registered division or to the polygons of any layer, in EPSG:3006: GeoJSON, which QGIS and
     * GDAL open as a layer, or CSV, which has geometry on request only.
     *
     * @throws Refusal 404 if there is no such layer, or not for the asker; 400 for what cannot be computed
     */
    public InfoDocument reaggregate(AddressRequest request) {
        return new ReaggregateAddress(publisher, layers, metrics, bodies).answer(request);
    }

    /**
     * Shares of groups among the nearest people around places: a table in JSON or CSV.
     *
     * @throws Refusal as {@link #reaggregate}
     */
    public InfoDocument neighbours(AddressRequest request) {
        return answer(AnsweredOperation.NEIGHBOURS, request);
    }

    /**
     * The weights of re-aggregation: a table in JSON or CSV.
     *
     * @throws Refusal as {@link #reaggregate}
     */
    public InfoDocument crosswalk(AddressRequest request) {
        return answer(AnsweredOperation.CROSSWALK, request);
    }

    /**
     * How unevenly groups live: a table in JSON or CSV.
     *
     * @throws Refusal as {@link #reaggregate}
     */
    public InfoDocument segregation(AddressRequest request) {
        return answer(AnsweredOperation.SEGREGATION, request);
    }

    /**
     * How many go into, out of and within areas, and which belong together: a table in JSON or CSV.
     *
     * @throws Refusal as {@link #reaggregate}
     */
    public InfoDocument flows(AddressRequest request) {
        return answer(AnsweredOperation.FLOWS, request);
    }

    /**
     * How much of a figure is how the borders were drawn: a table in JSON or CSV.
     *
     * @throws Refusal as {@link #reaggregate}
     */
    public InfoDocument sensitivity(AddressRequest request) {
        return answer(AnsweredOperation.SENSITIVITY, request);
    }

    /**
     * Which areas changed type, and why: a table in JSON or CSV.
     *
     * @throws Refusal as {@link #reaggregate}
     */
    public InfoDocument types(AddressRequest request) {
        return answer(AnsweredOperation.TYPES, request);
    }

    /**
     * Which areas are alike: a table in JSON or CSV.
     *
     * @throws Refusal as {@link #reaggregate}
     */
    public InfoDocument alike(AddressRequest request) {
        return answer(AnsweredOperation.ALIKE, request);
    }

    private InfoDocument answer(AnsweredOperation operation, AddressRequest request) {
        return new OperationAddress(operation, publisher, layers, metrics, bodies).answer(request);
    }

    /**
     * A layer of indicators as a table in JSON-stat 2.0, of one vintage's areas and years.
     *
     * @throws Refusal 404 if there is no such layer, or not for the asker; 400 for what cannot be understood
     */
    public InfoDocument table(TableRequest request) {
        return turns.make(() -> new TableAddress(publisher, layers).answer(request));
    }

    /**
     * The web map: its page, the files of the page, and what it reads, the catalogue, areas and values.
     *
     * @throws Refusal 404 if there is no such file, layer or vintage, or not all of it for the asker; 400 for what cannot be understood
     */
    public InfoDocument map(MapRequest request) {
        return turns.make(() -> new MapAddress(publisher, layers).answer(request));
    }

    /**
     * A whole dataset as a file: GeoPackage or CSV.
     *
     * @throws Refusal 404 if there is no such dataset, or not for the asker; 503 if the file cannot be made now
     */
    public InfoDocument download(DownloadRequest request) {
        return downloads.answer(request);
    }

    /**
     * The catalogue of datasets, or one of them, by DCAT-AP-SE: RDF/XML, Turtle or JSON-LD.
     *
     * @throws Refusal 404 if there is no such dataset or format, or not for the asker
     */
    public InfoDocument dcat(MetadataRequest request) {
        return turns.make(() -> new DcatAddress(layers, downloads).answer(request));
    }

    /**
     * A change log as INSPIRE's evolutions of statistical units: GeoJSON in EPSG:3006, or CSV.
     *
     * @throws Refusal 404 if there is no such change log, or not for the asker; 400 for what cannot be understood
     */
    public InfoDocument evolutions(InspireRequest request) {
        return turns.make(() -> new InspireAddress(publisher, layers).evolutions(request));
    }

    /**
     * The values of an indicator's layer as INSPIRE's statistical values, without geometry: GeoJSON or CSV.
     *
     * @throws Refusal 404 if there is no such layer of an indicator, or not for the asker; 400 for what cannot be understood
     */
    public InfoDocument statisticalValues(InspireRequest request) {
        return turns.make(() -> new InspireAddress(publisher, layers).statisticalValues(request));
    }

    /**
     * The metadata record of a dataset, or of a service, in ISO 19139.
     *
     * @throws Refusal 404 if there is no such dataset, layer or service, or not for the asker; 400 if none is named
     */
    public InfoDocument metadata(MetadataRequest request) {
        return turns.make(() -> new RecordAddress(layers).metadata(request));
    }

    /**
     * All records that there are, as a page of links, or one of them by its identifier.
     *
     * @throws Refusal 404 if there is no such record, or not for the asker
     */
    public InfoDocument records(MetadataRequest request) {
        return turns.make(() -> new RecordAddress(layers).records(request));
    }

    /**
     * What the attributes of a dataset's layers are, in ISO 19110.
     *
     * @throws Refusal as {@link #metadata}
     */
    public InfoDocument featurecatalogue(MetadataRequest request) {
        return turns.make(() -> new RecordAddress(layers).features(request));
    }

    /**
     * The feed of all datasets for download, or that of one of them.
     *
     * @throws Refusal 404 if there is no such dataset, or not for the asker
     */
    public InfoDocument atom(MetadataRequest request) {
        return turns.make(() -> new AtomAddress(layers, downloads).feed(request));
    }

    /** How datasets are searched, for programs. */
    public InfoDocument opensearch(MetadataRequest request) {
        return new AtomAddress(layers, downloads).description(request);
    }

    /**
     * Datasets by words or identifier: a page, a feed, or the file itself.
     *
     * @throws Refusal 404 if there is no such dataset, system or format, or not for the asker
     */
    public InfoDocument search(SearchRequest request) {
        return turns.make(() -> new AtomAddress(layers, downloads).search(request));
    }

    /**
     * Whether the plugin is well: 200 where requests may be sent here, else 503.
     *
     * @throws Refusal 404 for what is not told
     */
    public InfoDocument health(MonitoringRequest request) {
        return monitoring.health(request);
    }

    /**
     * Figures for Prometheus.
     *
     * @throws Refusal 403 if they are not for the asker
     */
    public InfoDocument metrics(MonitoringRequest request) {
        return monitoring.metrics(request);
    }

    private AreaSeries find(SeriesRequest request) {
        if (request.layer().isEmpty() || request.code().isEmpty()) {
            throw Refusal.badRequest("name a layer and an area's code, as in layer=population_deso&code=0180C4040");
        }
        Published published = publisher.published().orElseThrow(() -> Refusal.notFound("nothing is published yet"));
        if (layers.ours(request.layer()).isEmpty()) {
            throw Refusal.notFound("there is no layer " + Refusal.shortened(request.layer())
                    + layers.insteadOf(request.layer(), published));
        }
        Series series = series(published, request.layer())
                .orElseThrow(() -> Refusal.notFound(
                        "there is no layer " + Refusal.shortened(request.layer()) + " of an indicator"));
        return AreaSeries.of(published.observations(), series, request.code())
                .filter(found -> layers.showsAll(request.layer(), found.area().code(), published))
                .orElseThrow(
                        () -> Refusal.notFound(request.layer() + " has no area " + Refusal.shortened(request.code())));
    }

    private static Optional<Series> series(Published published, String layer) {
        return published.layers().series(layer).filter(Series::isPublished);
    }
}
