package se.regstat.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import se.regstat.importing.download.Downloads;
import se.regstat.importing.download.Http;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.importing.source.Fetch;
import se.regstat.importing.source.Fetched;
import se.regstat.importing.source.Recipes;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Fetches by the recipes that come along from the imitated publishers, whose addresses begin with the real host's name as a folder. */
final class Fetching {

    static final Path CONFIG = Path.of("../../config");

    final TestClock clock = new TestClock();
    final StoreUrl.GeoPackage url;

    /** What a recipe says of numbers of the real country, and what is true of the imitated one. */
    final Map<String, String> otherwise = new LinkedHashMap<>();

    private final Path directory;
    private final Publishers publishers;

    Fetching(Path directory, Publishers publishers) {
        this.directory = directory;
        this.publishers = publishers;
        this.url = StoreUrl.of(directory.resolve("store.gpkg"));
        otherwise.put("\"2018\": 5984, \"2025\": 6160", "\"2018\": 12, \"2025\": 12");
        otherwise.put("\"2020\": 3363, \"2025\": 3363", "\"2020\": 6, \"2025\": 6");
        otherwise.put("{hits: 290}", "{hits: 3}");
        otherwise.put("{\"2023\": 2017}", "{\"2023\": 6}");
        otherwise.put("{hits: 21}", "{hits: 1}");
    }

    /** All values of a store, as what can be compared; not when they were imported. */
    static List<Object> values(Store store) {
        List<Object> values = new ArrayList<>();
        for (PublishedValues set : store.values()) {
            values.add(List.of(
                    set.indicator(),
                    set.vintage(),
                    set.year(),
                    set.codes(),
                    Arrays.toString(set.values()),
                    Arrays.toString(set.statuses())));
        }
        return values;
    }

    Recipes recipes() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("config/sources"));
        try (Stream<Path> files = Files.list(CONFIG.resolve("sources"))) {
            for (Path file : files.toList()) {
                String text = Files.readString(file)
                        .replaceAll("(service|address|table|codelist|api): https://", "$1: " + publishers.base() + "/")
                        .replace(
                                "../mappings",
                                CONFIG.resolve("mappings").toAbsolutePath().toString());
                for (Map.Entry<String, String> change : otherwise.entrySet()) {
                    text = text.replace(change.getKey(), change.getValue());
                }
                Files.writeString(folder.resolve(file.getFileName()), text);
            }
        }
        return Recipes.read(folder);
    }

    List<Fetched> fetch(List<String> ids, List<String> kommuner) throws IOException {
        return fetch(ids, kommuner, false);
    }

    List<Fetched> fetch(List<String> ids, List<String> kommuner, boolean replace) throws IOException {
        try (Downloads downloads = Downloads.into(
                directory.resolve("downloads"), new Http(clock, Duration.ofMinutes(1)), clock, Progress.NONE)) {
            return new Fetch(Configuration.load(CONFIG), epsg -> geometry -> geometry, downloads, Progress.NONE)
                    .into(url, new Fetch.Wanted(recipes().named(ids), kommuner, replace, false));
        }
    }

    /** The refusal, after which the store is as it was. */
    ImportException refused(List<String> ids, List<String> kommuner) throws IOException {
        byte[] before = Files.exists(url.file()) ? Files.readAllBytes(url.file()) : null;
        ImportException refusal = Assertions.catchThrowableOfType(ImportException.class, () -> fetch(ids, kommuner));
        Assertions.assertThat(refusal).as("a refusal").isNotNull();
        if (before == null) Assertions.assertThat(url.file()).doesNotExist();
        else Assertions.assertThat(Files.readAllBytes(url.file())).isEqualTo(before);
        return refusal;
    }

    Store store() {
        return url.open(StoreUrl.Mode.READ_ONLY);
    }
}
