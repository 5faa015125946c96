package se.regstat.geoserver.map;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import se.regstat.geoserver.document.InfoDocument;

/** What the page loads: scripts, styles and pictures, as they were made of {@code src/web}; and the plugin for QGIS. */
final class WebFile {

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript",
            "css", "text/css",
            "svg", "image/svg+xml",
            "map", "application/json",
            "txt", "text/plain",
            "zip", "application/zip");

    /** Nothing that leads out of the folder. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*\\.([a-z]+)");

    private WebFile() {}

    /** Empty if there is none of that name. */
    static Optional<InfoDocument> named(String name) {
        return Optional.of(NAME.matcher(name))
                .filter(matcher -> matcher.matches())
                .map(matcher -> TYPES.get(matcher.group(1)))
                .flatMap(type -> bytes(name).map(bytes -> InfoDocument.of(type, name, bytes)));
    }

    private static Optional<byte[]> bytes(String name) {
        try (InputStream in = WebFile.class.getResourceAsStream("web/" + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
