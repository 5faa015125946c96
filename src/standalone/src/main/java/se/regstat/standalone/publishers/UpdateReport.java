package se.regstat.standalone.publishers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.regstat.geotools.document.XmlDocument;
import se.regstat.importing.update.Figure;
import se.regstat.importing.update.Finding;
import se.regstat.importing.update.Finding.Kind;
import se.regstat.statistics.format.CsvWriter;

/**
 * What is new at the publishers, for readers: as a page in Swedish and English, or as a table with a row for each finding and for each
 * of its figures.
 *
 * @param store which one
 * @param made when
 * @param taken whether what recipes fetch of it was taken into the store
 * @param asked recipes that were asked for again
 */
public record UpdateReport(String store, Instant made, boolean taken, List<String> asked, List<Finding> findings) {

    private static final List<String> COLUMNS = List.of(
            "kind", "recipe", "about", "count", "beyond_tolerance", "text_sv", "text_en", "code", "before", "after");

    /** Whether a file's name says in which form it is to be written. */
    public static boolean canWrite(Path file) {
        return isPage(file) || file.toString().endsWith(".csv");
    }

    private static boolean isPage(Path file) {
        return file.toString().endsWith(".html");
    }

    /** Writes it, in the form that the ending says. */
    public void write(Path file) throws IOException {
        Files.write(file, isPage(file) ? page() : table());
    }

    private byte[] page() {
        List<Map<String, Object>> kinds = Arrays.stream(Kind.values())
                .map(kind -> {
                    List<Finding> of = findings.stream()
                            .filter(finding -> finding.kind() == kind)
                            .toList();
                    return Map.<String, Object>of(
                            "id",
                            kind.id(),
                            "sv",
                            kind.title().sv(),
                            "en",
                            kind.title().en(),
                            "findings",
                            maps(of));
                })
                .filter(kind -> !((List<?>) kind.get("findings")).isEmpty())
                .toList();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("store", store);
        values.put("made", made.toString());
        values.put("upstream", kinds.stream().anyMatch(kind -> kind.get("id").equals(Kind.UPSTREAM.id())));
        values.put("taken", taken && findings.stream().anyMatch(finding -> finding.kind() != Kind.UPSTREAM));
        values.put("asked", asked);
        values.put("kinds", kinds);
        return new XmlDocument(UpdateReport.class, "update.ftl").bytes(values);
    }

    private static List<Map<String, Object>> maps(List<Finding> findings) {
        return findings.stream()
                .map(finding -> Map.<String, Object>of(
                        "sv",
                        finding.text().sv(),
                        "en",
                        finding.text().en(),
                        "figures",
                        finding.figures().stream()
                                .map(figure -> Map.of(
                                        "code", figure.code(), "before", figure.before(), "after", figure.after()))
                                .toList()))
                .toList();
    }

    private byte[] table() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CsvWriter out = new CsvWriter(bytes);
        out.header(COLUMNS, 0, false);
        for (Finding finding : findings) {
            row(out, finding, null);
            for (Figure figure : finding.figures()) row(out, finding, figure);
        }
        out.finish();
        return bytes.toByteArray();
    }

    /** @param figure null for the finding itself */
    private static void row(CsvWriter out, Finding finding, Figure figure) throws IOException {
        List<Object> values = new ArrayList<>(Arrays.asList(
                finding.kind().id(),
                finding.recipe(),
                finding.about(),
                figure == null ? finding.count() : null,
                figure == null ? finding.beyond() : null,
                figure == null ? finding.text().sv() : null,
                figure == null ? finding.text().en() : null,
                figure == null ? null : figure.code(),
                figure == null ? null : figure.before(),
                figure == null ? null : figure.after()));
        out.row(values::get);
    }
}
