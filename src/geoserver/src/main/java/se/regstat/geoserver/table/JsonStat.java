package se.regstat.geoserver.table;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import se.regstat.statistics.division.AreaName;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.format.Json;
import se.regstat.statistics.format.JsonValue;
import se.regstat.statistics.format.Values;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Reliability;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Figures;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.text.Utf8Sink;

/**
 * Writes a cube as a dataset in JSON-stat 2.0 (https://json-stat.org/full/): dimensions {@code region} (geo), {@code indicator}
 * (metric) and {@code year} (time), the last running fastest.
 *
 * <ul>
 *   <li>{@code value}: as layers tell it; null where there is none, never 0.
 *   <li>{@code status}: of cells that are not normal, by their numbers; what each means stands in {@code extension.status.label},
 *       where Eurostat has it.
 *   <li>{@code extension.reason.value}: why there is none, by the cells' numbers, where that follows from how values are made; what
 *       each means stands in {@code extension.reason.label}.
 *   <li>{@code extension.lower.value}, {@code upper}, {@code interval_low}, {@code interval_high} and {@code reliability}: of what is re-aggregated, as
 *       layers and CSV tell them; by the cells' numbers, of those that have them.
 * </ul>
 */
final class JsonStat {

    private final Cube cube;
    private final List<AreaName> names;
    private final Locale locale;

    /** @param names of the areas, in their order */
    JsonStat(Cube cube, List<AreaName> names, Locale locale) {
        this.cube = cube;
        this.names = names;
        this.locale = locale;
    }

    /** Another table, of other areas. */
    record Related(String href, String label) {}

    /**
     * What is told of the table as a whole.
     *
     * @param href its own address
     * @param source who published it; empty if nobody did, or nobody knows
     * @param notes for who reads the values
     * @param updated when what it is made of was last imported
     * @param related tables of the division's other vintages
     * @param licence SPDX id or other words; empty if nobody said
     */
    record Head(
            String href,
            String label,
            String source,
            Instant updated,
            List<String> notes,
            List<Related> related,
            String licence) {}

    /** Cell by cell, so that memory does not grow with their number. */
    void write(Head head, OutputStream stream) throws IOException {
        Utf8Sink out = new Utf8Sink(stream);
        out.write(unended(members(head))).write(",\n\"value\":[");
        int[] place = {0};
        cube.read(cell -> {
            if (place[0]++ > 0) out.write(',');
            out.write(Double.isNaN(cell.value()) ? "null" : Values.text(cell.value()));
        });
        out.write("],\n\"status\":");
        some(
                out,
                cell -> words(
                        cell.status() == Status.NORMAL ? "" : cell.status().id()));
        out.write(",\n\"extension\":").write(unended(extension(head)));
        extension(out, "reason", reasons(), cell -> words(cell.reason().id()));
        if (cube.isDerived()) {
            number(out, "lower", Figures.Told::lower);
            number(out, "upper", Figures.Told::upper);
            number(out, "interval_low", Figures.Told::intervalLow);
            number(out, "interval_high", Figures.Told::intervalHigh);
            extension(
                    out,
                    "reliability",
                    reliabilities(),
                    cell -> words(cell.reliability().map(Reliability::id).orElse("")));
        }
        out.write("}}\n").finish();
    }

    private static String words(String text) {
        return text.isEmpty() ? "" : Json.quoted(text);
    }

    private void number(Utf8Sink out, String name, ToDoubleFunction<Figures.Told> figure) throws IOException {
        extension(out, name, Map.of(), cell -> {
            double number = figure.applyAsDouble(cell.figures());
            return Double.isFinite(number) ? Values.text(number) : "";
        });
    }

    /** @param labels of what is told of cells, by id */
    private void extension(Utf8Sink out, String name, Map<String, String> labels, Function<Cube.Cell, String> told)
            throws IOException {
        out.write(",\n\"" + name + "\":{");
        if (!labels.isEmpty())
            out.write("\"label\":").write(JsonValue.of(labels).toString()).write(',');
        out.write("\"value\":");
        some(out, told);
        out.write('}');
    }

    /** Without the brace at its end: more members follow. */
    private static String unended(Map<String, Object> object) {
        String json = JsonValue.of(object).toString();
        return json.substring(0, json.length() - 1);
    }

    /** What is told of some cells only, by their numbers; nothing of those of which it is empty. {@code told} gives JSON. */
    private void some(Utf8Sink out, Function<Cube.Cell, String> told) throws IOException {
        int[] place = {0};
        boolean[] any = {false};
        out.write('{');
        cube.read(cell -> {
            int number = place[0]++;
            String text = told.apply(cell);
            if (text.isEmpty()) return;
            out.write((any[0] ? ",\"" : "\"") + number + "\":").write(text);
            any[0] = true;
        });
        out.write('}');
    }

    // ---- what does not grow with the number of cells

    private Map<String, Object> members(Head head) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("version", "2.0");
        members.put("class", "dataset");
        members.put("href", head.href());
        members.put("label", head.label());
        if (!head.source().isBlank()) members.put("source", head.source());
        members.put("updated", head.updated().truncatedTo(ChronoUnit.SECONDS).toString());
        members.put("note", head.notes());
        if (!head.related().isEmpty()) {
            members.put(
                    "link",
                    Map.of(
                            "related",
                            head.related().stream().map(JsonStat::link).toList()));
        }
        members.put("id", List.of("region", "indicator", "year"));
        members.put(
                "size",
                List.of(
                        cube.areas().areas().size(),
                        cube.series().size(),
                        cube.years().size()));
        Map<String, Object> roles = new LinkedHashMap<>();
        roles.put("geo", List.of("region"));
        roles.put("metric", List.of("indicator"));
        roles.put("time", List.of("year"));
        members.put("role", roles);
        Map<String, Object> dimensions = new LinkedHashMap<>();
        dimensions.put("region", dimension(new LocalText("område", "area"), regions(), Map.of()));
        dimensions.put("indicator", dimension(new LocalText("indikator", "indicator"), indicators(), units()));
        dimensions.put("year", dimension(new LocalText("år", "year"), years(), breaks()));
        members.put("dimension", dimensions);
        return members;
    }

    private static Map<String, Object> link(Related related) {
        Map<String, Object> link = new LinkedHashMap<>();
        link.put("class", "dataset");
        link.put("href", related.href());
        link.put("label", related.label());
        return link;
    }

    /** @param labels by code, in order */
    private Map<String, Object> dimension(LocalText label, Map<String, String> labels, Map<String, Object> more) {
        Map<String, Object> category = new LinkedHashMap<>();
        category.put("index", List.copyOf(labels.keySet()));
        category.put("label", labels);
        category.putAll(more);
        Map<String, Object> dimension = new LinkedHashMap<>();
        dimension.put("label", label.in(locale));
        dimension.put("category", category);
        return dimension;
    }

    /** Names, with codes where two areas have the same: programs that tell areas apart by labels would put them together. */
    private Map<String, String> regions() {
        Map<String, Long> times = names.stream().collect(groupingBy(AreaName::text, counting()));
        Map<String, String> labels = new LinkedHashMap<>();
        for (int area = 0; area < names.size(); area++) {
            String code = cube.areas().areas().get(area).code();
            String name = names.get(area).text();
            labels.put(code, times.get(name) > 1 ? name + " (" + code + ")" : name);
        }
        return labels;
    }

    private Map<String, String> indicators() {
        Map<String, String> labels = new LinkedHashMap<>();
        for (Series one : cube.series()) {
            labels.put(one.indicator().id(), one.indicator().title().in(locale));
        }
        return labels;
    }

    private Map<String, Object> units() {
        Map<String, Object> units = new LinkedHashMap<>();
        for (Series one : cube.series()) {
            Map<String, Object> unit = new LinkedHashMap<>();
            unit.put("label", one.indicator().unit().in(locale));
            unit.put("decimals", one.indicator().decimals());
            units.put(one.indicator().id(), unit);
        }
        return Map.of("unit", units);
    }

    private Map<String, String> years() {
        Map<String, String> labels = new LinkedHashMap<>();
        cube.years().forEach(year -> labels.put(year.toString(), year.toString()));
        return labels;
    }

    /** Years that cannot be compared with those before, whichever vintage they are told in. */
    private Map<String, Object> breaks() {
        Map<String, Object> notes = new LinkedHashMap<>();
        for (int year : cube.years()) {
            List<String> broken = cube.series().stream()
                    .map(Series::indicator)
                    .filter(indicator -> indicator.breaks().contains(year))
                    .map(indicator -> indicator.title().in(locale))
                    .toList();
            if (broken.isEmpty()) continue;
            String text = new LocalText(
                            "Seriebrott, inte jämförbart med åren före: ",
                            "Series break, not comparable with the years before: ")
                    .in(locale);
            notes.put(Integer.toString(year), List.of(text + String.join(", ", broken)));
        }
        return notes.isEmpty() ? Map.of() : Map.of("note", notes);
    }

    private Map<String, Object> extension(Head head) {
        Map<String, String> statuses = new LinkedHashMap<>();
        for (Status status : Status.values()) {
            if (status != Status.NORMAL)
                statuses.put(status.id(), status.words().in(locale));
        }
        Map<String, Object> extension = new LinkedHashMap<>();
        extension.put("vintage", cube.areas().vintage().id().toString());
        if (!head.licence().isBlank()) extension.put("licence", head.licence());
        extension.put("status", Map.of("label", statuses));
        return extension;
    }

    private Map<String, String> reliabilities() {
        Map<String, String> labels = new LinkedHashMap<>();
        for (Reliability reliability : Reliability.values()) {
            labels.put(reliability.id(), reliability.words().in(locale));
        }
        return labels;
    }

    private Map<String, String> reasons() {
        Map<String, String> labels = new LinkedHashMap<>();
        for (Reason reason : Reason.values()) {
            if (reason != Reason.NONE) labels.put(reason.id(), reason.words().in(locale));
        }
        return labels;
    }
}
