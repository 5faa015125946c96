package se.regstat.geoserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A style that comes with the plugin: a file of the repository's folder {@code styles}.
 *
 * @param name in the workspace
 */
record StyleSheet(String name, String document) {

    /** Those that the plugin brings, all for layers of areas. */
    static final List<String> BUNDLED = List.of("outline", "deso", "regso", "kommun", "lan", "area_classes");

    private static final Set<String> OF_ONE_DIVISION = Set.of("deso", "regso", "kommun", "lan");

    /** The styles of a division's layers, the default one first: its own, if there is one. */
    static List<String> of(String division) {
        return Stream.concat(Stream.of(division), BUNDLED.stream())
                .filter(BUNDLED::contains)
                .filter(style -> style.equals(division) || !OF_ONE_DIVISION.contains(style))
                .distinct()
                .toList();
    }

    static StyleSheet bundled(String name) {
        String resource = "styles/" + name + ".sld";
        try (InputStream in = StyleSheet.class.getResourceAsStream(resource)) {
            if (in == null) throw new IllegalStateException("resource " + resource + " is not in the plugin's jar");
            return new StyleSheet(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its file's name in the workspace's folder {@code styles}. */
    String filename() {
        return name + ".sld";
    }

    /** Of Styled Layer Descriptor. */
    String version() {
        return document.contains("version=\"1.1.0\"") ? "1.1.0" : "1.0.0";
    }

    byte[] bytes() {
        return document.getBytes(StandardCharsets.UTF_8);
    }

    static String digest(byte[] document) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
