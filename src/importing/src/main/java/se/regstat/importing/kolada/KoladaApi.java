package se.regstat.importing.kolada;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import se.regstat.importing.download.Call;
import se.regstat.importing.download.Downloads;
import se.regstat.importing.format.FileKind;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.JsonStat;
import se.regstat.importing.format.Progress;
import se.regstat.importing.table.ValueIntake;
import se.regstat.statistics.config.Unreadable;
import se.regstat.statistics.format.JsonValue;

/**
 * A client of Kolada's API. Values of key figures come as a table in CSV with the columns {@value #UNIT}, {@code kpi}, {@code year} and
 * {@code value}, of men and women together, of all years there are; empty where there is no value.
 */
public final class KoladaApi {

    /** The column with codes of areas. */
    public static final String UNIT = "unit";

    /** Of ids in one call. */
    private static final int MOST_IDS = 25;

    private final URI base;
    private final Downloads downloads;
    private final Progress progress;
    private final String advice;

    /**
     * @param base as in {@code https://api.kolada.se/v3}
     * @param advice what to do where something has changed
     */
    public KoladaApi(URI base, Downloads downloads, Progress progress, String advice) {
        this.base = base;
        this.downloads = downloads;
        this.progress = progress;
        this.advice = advice;
    }

    /**
     * Writes the values of key figures.
     *
     * @param titles what is in the title of each, whichever case, by its id
     * @param units codes of areas by Kolada's ids: of kommuner their codes, of regions {@code 00} and the code of the län
     * @param years those that are wanted
     * @return how many values of other years were left out
     * @throws ImportException if a key figure is called something else, or an answer is not what it should be
     */
    public int write(Map<String, String> titles, Map<String, String> units, IntPredicate years, Path file) {
        titles.forEach(this::requireTitle);
        List<String> ids = List.copyOf(units.keySet());
        Set<List<String>> seen = new HashSet<>();
        int others = 0;
        progress.begin("fetching " + String.join(", ", titles.keySet()) + " from " + base.getHost(), 0);
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write(UNIT + ",kpi,year,value\n");
            for (String kpi : titles.keySet()) {
                int came = 0;
                for (int i = 0; i < ids.size(); i += MOST_IDS) {
                    List<String> some = ids.subList(i, Math.min(i + MOST_IDS, ids.size()));
                    for (JsonValue cell : all("/data/kpi/" + kpi + "/municipality/" + String.join(",", some))) {
                        requireAsked(cell, some, kpi);
                        came++;
                        String unit = cell.at("municipality").text();
                        String year = cell.at("period").text();
                        if (!years.test(Integer.parseInt(year))) others++;
                        else if (!seen.add(List.of(unit, kpi, year))) throw twice(kpi, unit, year);
                        else out.write(units.get(unit) + "," + kpi + "," + year + "," + both(cell) + "\n");
                    }
                }
                if (came == 0)
                    throw new ImportException(base + " has no values of " + kpi + "; nothing was stored: " + advice);
            }
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
        return others;
    }

    private void requireTitle(String kpi, String words) {
        List<JsonValue> values = all("/kpi/" + kpi);
        String title = values.isEmpty() ? "" : values.get(0).at("title").text();
        if (title.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT))) return;
        throw new ImportException(base + " calls " + kpi + (title.isEmpty() ? " nothing" : " '" + title + "'")
                + ", and '" + words + "' is expected in that; nothing was stored: " + advice);
    }

    private void requireAsked(JsonValue cell, List<String> units, String kpi) {
        if (units.contains(cell.at("municipality").text())
                && cell.at("kpi").text().equals(kpi)
                && cell.at("period").text().matches("\\d{4}")) return;
        throw new ImportException(
                base + " gave something else than was asked for, " + cell + "; nothing was stored: " + advice);
    }

    private ImportException twice(String kpi, String unit, String year) {
        return new ImportException(
                base + " gave " + kpi + " of " + unit + " in " + year + " twice; nothing was stored: " + advice);
    }

    /** The value of men and women together; empty if there is none. */
    private static String both(JsonValue cell) {
        return cell.at("values").items().stream()
                .filter(value -> value.at("gender").text().equals("T")
                        && value.at("value").isNumber()
                        && !value.at("isdeleted").isTrue())
                .map(value -> ValueIntake.plain(value.at("value").number()))
                .findFirst()
                .orElse("");
    }

    /** The values of all pages. */
    private List<JsonValue> all(String path) {
        List<JsonValue> values = new ArrayList<>();
        Set<URI> seen = new HashSet<>();
        URI next = URI.create(base + path);
        while (seen.add(next)) {
            JsonValue page = page(next);
            if (!page.at("values").isArray()) {
                throw new ImportException(next + " has no list of values; nothing was stored: " + advice);
            }
            List<JsonValue> items = page.at("values").items();
            if (page.at("count").whole().filter(count -> count != items.size()).isPresent()) {
                throw new ImportException(
                        next + " says that it has " + page.at("count").text() + " values, and has " + items.size()
                                + "; nothing was stored: " + advice);
            }
            values.addAll(items);
            String link = page.at("next_url").text();
            if (!link.isEmpty()) next = Call.next(next, link);
        }
        return values;
    }

    private JsonValue page(URI address) {
        Path file = downloads.file(Call.get(address), Set.of(FileKind.JSON), advice);
        return JsonStat.json(file, address.toString());
    }
}
