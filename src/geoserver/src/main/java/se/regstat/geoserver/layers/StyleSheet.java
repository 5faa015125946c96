package se.regstat.geoserver.layers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import se.regstat.geotools.style.GeneratedStyle;
import se.regstat.statistics.division.LocalText;

/**
 * A style of the plugin's: a file of the repository's folder {@code styles}, or made of a layer's values.
 *
 * @param name in the workspace
 * @param version of Styled Layer Descriptor
 * @param document made when it is asked for
 */
public record StyleSheet(String name, String version, Supplier<String> document) {

    private static final Pattern TITLE = Pattern.compile("(<UserStyle>\\s*<Name>[^<]*</Name>\\s*<Title>)([^<]+)");

    /** Those that the plugin brings. */
    public static final List<String> BUNDLED = List.of(
            "outline", "deso", "regso", "kommun", "lan", "area_classes", "changes", "points", "flows", "reliability");

    /** For change logs, which lack what areas have. */
    public static final String CHANGES = "changes";

    /** For what indicators are counted from. */
    public static final String POINTS = "points";

    /** For who go from one area to another. */
    public static final String FLOWS = "flows";

    /** To be laid over layers of re-aggregated values: the less they can be relied on, the paler. */
    public static final String RELIABILITY = "reliability";

    private static final Set<String> FOR_OTHERS = Set.of(CHANGES, POINTS, FLOWS, RELIABILITY);

    private static final Set<String> OF_ONE_DIVISION = Set.of("deso", "regso", "kommun", "lan");

    /** The styles of a division's layers, the default one first: its own, if there is one. */
    public static List<String> of(String division) {
        return Stream.concat(Stream.of(division), BUNDLED.stream())
                .filter(BUNDLED::contains)
                .filter(style -> style.equals(division) || !OF_ONE_DIVISION.contains(style))
                .filter(style -> !FOR_OTHERS.contains(style))
                .distinct()
                .toList();
    }

    /** One that was made for a layer. */
    public static StyleSheet made(String name, GeneratedStyle style) {
        return new StyleSheet(name, "1.0.0", style::document);
    }

    public static StyleSheet bundled(String name) {
        String resource = "/se/regstat/geoserver/styles/" + name + ".sld";
        try (InputStream in = StyleSheet.class.getResourceAsStream(resource)) {
            if (in == null) throw new IllegalStateException("resource " + resource + " is not in the plugin's jar");
            String document = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new StyleSheet(name, document.contains("version=\"1.1.0\"") ? "1.1.0" : "1.0.0", () -> document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its file's name in the workspace's folder {@code styles}. */
    public String filename() {
        return name + ".sld";
    }

    /** As the catalog has it. Where GeoTools' renderer draws maps, it draws borders once, as {@link DrawnStyle} says. */
    public byte[] bytes() {
        String localized = localized(document.get());
        return (DrawnStyle.WANTED ? DrawnStyle.in(localized) : localized).getBytes(StandardCharsets.UTF_8);
    }

    /** With the style's title by language too, as GeoServer reads it: to who asks for a language it shows no other. */
    private static String localized(String document) {
        Matcher title = TITLE.matcher(document);
        if (!title.find()) return document;
        LocalText both = LocalText.ofBoth(title.group(2));
        return document.substring(0, title.end(2)) + "<Localized lang=\"sv\">" + both.sv()
                + "</Localized><Localized lang=\"en\">" + both.en() + "</Localized>"
                + document.substring(title.end(2));
    }
}
