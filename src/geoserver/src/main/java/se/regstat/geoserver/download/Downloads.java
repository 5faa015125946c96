package se.regstat.geoserver.download;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geoserver.catalog.Catalog;
import org.geotools.util.logging.Logging;
import se.regstat.geoserver.Published;
import se.regstat.geoserver.Publisher;
import se.regstat.geoserver.VisibleLayers;
import se.regstat.geoserver.document.Freshness;
import se.regstat.geoserver.document.InfoDocument;
import se.regstat.geoserver.document.OpenFile;
import se.regstat.geoserver.document.Refusal;
import se.regstat.geoserver.ledger.Program;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.FileSizes;
import se.regstat.geoserver.metadata.Layer;
import se.regstat.geotools.Table;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.file.Unwritable;
import se.regstat.statistics.observation.AreaNames;
import se.regstat.statistics.store.GeoPackageFile;

/**
 * Whole datasets as files, each under an address that stays: {@code download/deso_2025.gpkg}, {@code download/population.csv}.
 *
 * <p>A file has those of the dataset's layers that the asker sees whole: all rows and all attributes. A layer that access rules hide,
 * or show in part, is in no file for them, and without any layer there is no file. Who sees other layers gets another file.
 *
 * <p>Its entity tag follows from the store's revision, the configuration, the program and what the asker sees, and equal tags mean equal bytes,
 * since writing is deterministic; so it is the same on several servers.
 */
public final class Downloads {

    private static final Logger LOGGER = Logging.getLogger(Downloads.class);

    private static final String FOLDER = "regstat";
    private static final String WITHIN = "downloads";
    private static final List<String> FORMATS = List.of("gpkg", "csv");

    private final Catalog catalog;
    private final Publisher publisher;
    private final VisibleLayers visible;
    private final Shelf shelf = new Shelf();

    /**
     * @param catalog knows the data directory
     * @param visible what the asker may see
     */
    public Downloads(Catalog catalog, Publisher publisher, VisibleLayers visible) {
        this.catalog = catalog;
        this.publisher = publisher;
        this.visible = visible;
        publisher.whenTakenBack(configuration -> shelf.clear(directory(configuration)));
    }

    /**
     * The file, made if need be.
     *
     * @throws Refusal 404 if there is no such dataset, or not for the asker, or not in this format; 503 if it cannot be made now
     */
    public InfoDocument answer(DownloadRequest request) {
        if (!FORMATS.contains(request.format()) || request.file().isEmpty()) {
            throw Refusal.notFound("name a dataset and .gpkg or .csv, as in download/deso_2025.gpkg");
        }
        Published published = now();
        Optional<Content> content = content(request.file(), published);
        // An import or another configuration meanwhile may have left some layers shorter than
        // the others are told to be.
        for (Published later = now(); !isSame(published, later); later = now()) {
            published = later;
            content = content(request.file(), published);
        }
        return answer(request, published, content.orElseThrow(() -> missing(request)));
    }

    private Published now() {
        return publisher.published().orElseThrow(() -> Refusal.notFound("nothing is published yet"));
    }

    private static boolean isSame(Published one, Published other) {
        return one.observations().snapshot().revision()
                        == other.observations().snapshot().revision()
                && one.observations()
                        .configuration()
                        .fingerprint()
                        .equals(other.observations().configuration().fingerprint());
    }

    /** Empty if there is no such dataset, or the asker sees nothing of it whole. */
    private Optional<Content> content(String name, Published published) {
        Catalogue catalogue = visible.catalogue(published);
        return catalogue
                .named(name)
                .map(dataset -> new Content(
                        dataset,
                        whole(catalogue, dataset, published),
                        AreaNames.of(
                                published.observations().snapshot(),
                                published.observations().configuration()),
                        catalogue.harvesting().language()))
                .filter(content -> !content.layers().isEmpty());
    }

    private InfoDocument answer(DownloadRequest request, Published published, Content content) {
        Shelf.Place place = place(published);
        String view = view(request.format(), content.told());
        String dataset = content.dataset().name();
        String name = (published.observations().snapshot().demo() ? "demo_" : "") + dataset + "." + request.format();
        boolean csv = request.format().equals("csv");
        OpenFile file = open(place, dataset, view, request.format(), csv ? csv(content) : gpkg(content));
        Freshness freshness = new Freshness(place.state() + "-" + view, Optional.of(file.modified()));
        return InfoDocument.file(csv ? CsvDownload.TYPE : GeoPackageDownload.TYPE, name, file, freshness);
    }

    private static String view(String format, String told) {
        return digest(format + "\n" + told);
    }

    /**
     * How long files are that have been made, of what is published now.
     *
     * @param catalogue as the asker may see it
     */
    public FileSizes sizes(Catalogue catalogue) {
        Optional<Published> published = publisher.published();
        if (published.isEmpty()) return FileSizes.UNKNOWN;
        Shelf.Place place = place(published.get());
        Set<String> made = Shelf.made(place);
        Locale language = catalogue.harvesting().language();
        return (dataset, ending) -> made.contains(dataset.name())
                ? Shelf.size(
                        place,
                        dataset.name(),
                        view(ending, Content.told(dataset, catalogue.inFile(dataset), language)),
                        ending)
                : OptionalLong.empty();
    }

    private static Refusal missing(DownloadRequest request) {
        String name = request.file();
        return Refusal.notFound("there is no dataset " + Refusal.shortened(name));
    }

    private static Shelf.Maker gpkg(Content content) {
        return (file, named) -> GeoPackageDownload.write(content, file, named);
    }

    private static Shelf.Maker csv(Content content) {
        return (file, named) -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
                CsvDownload.write(content, out);
            }
        };
    }

    private OpenFile open(Shelf.Place place, String name, String view, String format, Shelf.Maker maker) {
        try {
            return shelf.open(place, name, view, format, (file, named) -> {
                // Who waited for their turn while all was taken back makes nothing of it again.
                if (publisher.published().isEmpty()) throw Refusal.notFound("nothing is published any more");
                maker.write(file, named);
            });
        } catch (IOException e) {
            // What it says of places on the server is for its administrator.
            LOGGER.log(
                    Level.SEVERE,
                    "Regstat cannot make a file for download: {0}",
                    Unwritable.told(place.directory(), e));
            LOGGER.log(Level.FINE, e.getMessage(), e);
            throw Refusal.unavailable("the file cannot be made now"
                    + (String.valueOf(e.getMessage()).contains("disk is full")
                            ? ", as the server's disk is full"
                            : ""));
        }
    }

    // ---- what the asker sees

    private Map<Layer, Table> whole(Catalogue catalogue, Dataset dataset, Published published) {
        Map<Layer, Table> whole = new LinkedHashMap<>();
        List<Layer> layers = catalogue.inFile(dataset);
        // Where there would be none, who may see more is asked to log in.
        for (Layer layer : layers.isEmpty() ? dataset.layers() : layers) {
            visible.whole(layer.name(), published).ifPresent(table -> whole.put(layer, table));
        }
        return whole;
    }

    // ---- where files are kept

    private Shelf.Place place(Published published) {
        Configuration configuration = published.observations().configuration();
        String state = published.observations().snapshot().revision() + "\n" + configuration.fingerprint() + "\n"
                + Program.CHECKSUM + "\n" + GeoPackageFile.writer();
        return new Shelf.Place(
                directory(configuration),
                configuration.downloads().bytes(),
                publisher.storeUrl().orElseThrow(() -> Refusal.notFound("nothing is published any more")),
                configuration.reaggregationLimits().time(),
                digest(state));
    }

    private Path directory(Configuration configuration) {
        return configuration
                .downloads()
                .directory()
                .map(configuration.directory()::resolve)
                .orElseGet(() ->
                        catalog.getResourceLoader().get(FOLDER).dir().toPath().resolve(WITHIN));
    }

    private static String digest(String text) {
        return Freshness.ofContent(text.getBytes(StandardCharsets.UTF_8)).tag().substring(0, 16);
    }
}
