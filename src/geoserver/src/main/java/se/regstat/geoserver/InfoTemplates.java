package se.regstat.geoserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.geoserver.platform.GeoServerResourceLoader;
import se.regstat.geoserver.ledger.Ledger;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Origin;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Reliability;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.snapshot.Snapshot;

/**
 * The FreeMarker templates that GetFeatureInfo's HTML is made with: GeoServer takes {@code header.ftl}, {@code content.ftl} and
 * {@code footer.ftl} from the folder of a layer's workspace. What they say of indicators is written into {@code content.ftl}
 * itself, as templates there can read nothing but features. Those that an administrator changed stay as they are.
 */
final class InfoTemplates {

    private static final List<String> FILES = List.of("header.ftl", "content.ftl", "footer.ftl");

    private final GeoServerResourceLoader files;
    private final Ledger ledger;
    private final String workspace;

    InfoTemplates(GeoServerResourceLoader files, Ledger ledger, String workspace) {
        this.files = files;
        this.ledger = ledger;
        this.workspace = workspace;
    }

    /** Removes those that nobody edited. */
    void remove() {
        for (String file : FILES) file(file).remove();
    }

    private DataFile file(String name) {
        return new DataFile(files.get("workspaces/" + workspace + "/" + name), ledger, name);
    }

    void write(Published published, Snapshot snapshot) {
        for (String file : FILES) {
            String wanted = bundled(file).replace("@texts@", texts(published, snapshot));
            file(file).write(wanted.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String bundled(String name) {
        try (InputStream in = InfoTemplates.class.getResourceAsStream("templates/" + name)) {
            if (in == null) throw new IllegalStateException("templates/" + name + " is not in the plugin's jar");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String texts(Published published, Snapshot snapshot) {
        PlaceNames names = PlaceNames.of(snapshot);
        StringJoiner indicators = new StringJoiner(",\n", "<#assign indicators = {", "}>\n");
        StringJoiner layers = new StringJoiner(",\n", "<#assign layers = {", "}>\n");
        Set<String> shown = new HashSet<>();
        published.layers().series().forEach((name, series) -> {
            if (!series.isPublished()) return;
            layers.add(literal(name) + ": " + described(series, names));
            shown.add(series.indicator().id());
        });
        for (Indicator indicator : published.observations().indicators()) {
            if (!indicator.publish() && !shown.contains(indicator.id())) continue;
            indicators.add(literal(indicator.id()) + ": " + described(indicator));
        }
        StringJoiner statuses = new StringJoiner(", ", "<#assign statuses = {", "}>\n");
        for (Status status : Status.values()) statuses.add(literal(status.id()) + ": " + both(status.words()));
        StringJoiner origins = new StringJoiner(", ", "<#assign origins = {", "}>\n");
        for (Origin origin : Origin.values()) origins.add(literal(origin.id()) + ": " + both(origin.words()));
        StringJoiner reliabilities = new StringJoiner(", ", "<#assign reliabilities = {", "}>\n");
        for (Reliability each : Reliability.values()) reliabilities.add(literal(each.id()) + ": " + both(each.words()));
        StringJoiner reasons = new StringJoiner(", ", "<#assign reasons = {", "}>\n");
        for (Reason reason : Reason.values()) {
            if (reason != Reason.NONE) reasons.add(literal(reason.id()) + ": " + both(reason.words()));
        }
        return indicators.toString()
                + layers
                + divisions(published.observations().configuration(), snapshot, names)
                + statuses
                + origins
                + reasons
                + reliabilities;
    }

    /** Titles of divisions, and what their areas are called where these are few enough to be told here. */
    private static String divisions(Configuration configuration, Snapshot snapshot, PlaceNames names) {
        StringJoiner divisions = new StringJoiner(",\n", "<#assign divisions = {", "}>\n");
        snapshot.vintages().stream()
                .flatMap(areas -> Stream.concat(
                        Stream.of(areas.vintage().id().division()),
                        areas.vintage().parents().stream().map(Vintage.Parent::division)))
                .distinct()
                .sorted()
                .forEach(id -> {
                    StringJoiner known = new StringJoiner(", ", "{", "}");
                    names.of(id).forEach((code, name) -> known.add(literal(code) + ": " + literal(name)));
                    divisions.add(literal(id) + ": {\"title\": "
                            + both(configuration.division(id).title()) + ", \"names\": " + known + "}");
                });
        return divisions.toString();
    }

    private static String described(Series series, PlaceNames names) {
        List<String> entries = new ArrayList<>();
        entries.add("\"indicator\": " + literal(series.indicator().id()));
        entries.add("\"years\": " + series.years().size());
        series.latest().flatMap(latest -> names.inCodesOf(latest.areas())).ifPresent(parent -> {
            entries.add("\"parent\": " + literal(parent.division()));
            entries.add("\"digits\": " + parent.digits());
        });
        return "{" + String.join(", ", entries) + "}";
    }

    private static String described(Indicator indicator) {
        List<String> entries = new ArrayList<>();
        entries.add("\"title\": " + both(indicator.title()));
        entries.add("\"unit\": " + both(indicator.unit()));
        entries.add("\"points\": " + (indicator.measure() instanceof Measure.Ratio));
        entries.add("\"format\": "
                + literal(indicator.decimals() == 0 ? ",##0" : ",##0." + "0".repeat(indicator.decimals())));
        entries.add("\"definition\": " + both(indicator.definition()));
        entries.add("\"reading\": " + both(indicator.reading()));
        entries.add("\"caveat\": " + both(indicator.caveat()));
        entries.add("\"producer\": " + literal(indicator.producer()));
        entries.add("\"source\": " + literal(indicator.source()));
        entries.add("\"licence\": "
                + literal(indicator.licence().equals(Division.UNKNOWN_LICENCE) ? "" : indicator.licence()));
        return "{" + String.join(", ", entries) + "}";
    }

    private static String both(LocalText text) {
        return "{\"sv\": " + literal(text.sv()) + ", \"en\": " + literal(text.en()) + "}";
    }

    /** A text that FreeMarker reads as it is, without interpolations. */
    static String literal(String text) {
        String plain = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return "\""
                + plain.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("${", "$ {")
                        .replace("#{", "# {")
                        .replace("<", "\\l")
                        .replace(">", "\\g")
                + "\"";
    }
}
