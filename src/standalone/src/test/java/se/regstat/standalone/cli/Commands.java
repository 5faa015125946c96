package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/**
 * Gives commands in a folder, as somebody would who works there: words of a command that name a file of the folder are taken as
 * that file, and the store is the folder's.
 */
record Commands(Path folder) {

    private static final Path CONFIG =
            Path.of(System.getProperty("regstat.root", ".")).resolve("config");

    Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    /** What a command says that ends well. */
    String done(String command) {
        return said(0, command);
    }

    /** What a command says that fails. */
    String refused(String command) {
        return said(1, command);
    }

    String said(int status, String command) {
        List<String> words = new ArrayList<>();
        for (String word : Arrays.asList(command.split(" +"))) {
            boolean file = Files.exists(folder.resolve(word)) || word.startsWith("out.");
            words.add(file ? folder.resolve(word).toString() : word);
        }
        words.addAll(Arrays.asList("--store", folder.resolve("store.gpkg").toString()));
        words.addAll(Arrays.asList("--config", CONFIG.toString()));
        StringWriter out = new StringWriter();
        assertThat(Main.run(out, words.toArray(String[]::new)))
                .as(command + "\n" + out)
                .isEqualTo(status);
        assertThat(out.toString()).doesNotContain("\tat ", "Exception");
        return out.toString();
    }

    Store store() {
        return StoreUrl.of(folder.resolve("store.gpkg")).open(StoreUrl.Mode.READ_ONLY);
    }

    /** A square of 10 km beside the one of the number before, on land; the last one is the first again. */
    static String ring(int number, String separator) {
        int west = 600_000 + 10_000 * number;
        int[][] corners = {{0, 0}, {10_000, 0}, {10_000, 10_000}, {0, 10_000}, {0, 0}};
        return Arrays.stream(corners)
                .map(corner -> String.format(Locale.ROOT, "%d%s%d", west + corner[0], separator, 6_600_000 + corner[1]))
                .collect(java.util.stream.Collectors.joining(separator.isBlank() ? ", " : "],["));
    }

    /** The square of {@link #ring} as WKT. */
    static String wkt(int number) {
        return "POLYGON ((" + ring(number, " ") + "))";
    }

    /** The square of {@link #ring} as a geometry of GeoJSON. */
    static String polygon(int number) {
        return "{\"type\": \"Polygon\", \"coordinates\": [[[" + ring(number, ",") + "]]]}";
    }

    /** A feature of GeoJSON. */
    static String feature(String properties, String geometry) {
        return "{\"type\": \"Feature\", \"properties\": {" + properties + "}, \"geometry\": " + geometry + "}";
    }

    /** A collection in EPSG:3006. */
    static String collection(String... features) {
        return collection(
                "\"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"EPSG:3006\"}}", List.of(features));
    }

    /** @param more members of the collection */
    static String collection(String more, List<String> features) {
        return "{\"type\": \"FeatureCollection\", " + more + (more.isEmpty() ? "" : ", ") + "\"features\": ["
                + String.join(", ", features) + "]}";
    }
}
