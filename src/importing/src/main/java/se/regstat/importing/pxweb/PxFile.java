package se.regstat.importing.pxweb;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import se.regstat.importing.format.ImportException;
import se.regstat.statistics.config.Unreadable;
import se.regstat.statistics.format.JsonValue;

/**
 * A PX file (PC-Axis, version 2013 and before): keywords, then the cells, of which the last variable of {@code HEADING} runs fastest.
 * It is read as the JSON-stat that PxWeb would make of it. A variable is called by its code, if the file has that, else by its name; so
 * are its values. Texts in other languages than the file's first are left out.
 */
public final class PxFile {

    private static final Pattern KEYWORD =
            Pattern.compile("\\s*([A-Z][A-Z0-9-]*)(\\[[^\\]]*\\])?(?:\\(\"([^\"]*)\"[^)]*\\))?\\s*=");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern CELL = Pattern.compile("\"([^\"]*)\"|[^\\s,;\"]+");

    private final Path file;
    private final Map<String, List<String>> keywords = new LinkedHashMap<>();
    private String data = "";

    private PxFile(Path file) {
        this.file = file;
    }

    /**
     * The table as a document in JSON-stat 2.
     *
     * @throws ImportException if it is no PX file, or not all of one
     */
    public static byte[] jsonStat(Path file) {
        PxFile px = new PxFile(file);
        px.read();
        return px.document().toString().getBytes(StandardCharsets.UTF_8);
    }

    private void read() {
        String text;
        try {
            byte[] bytes = Files.readAllBytes(file);
            text = new String(bytes, charset(new String(bytes, StandardCharsets.ISO_8859_1))).replace("\uFEFF", "");
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
        Matcher keyword = KEYWORD.matcher(text);
        int at = 0;
        while (keyword.find(at)) {
            if (keyword.group(1).equals("DATA")) {
                data = text.substring(keyword.end());
                return;
            }
            int end = end(text, keyword.end());
            if (keyword.group(2) == null) {
                String of = keyword.group(3) == null ? "" : keyword.group(3);
                keywords.put(keyword.group(1) + " " + of, values(text.substring(keyword.end(), end)));
            }
            at = end + 1;
        }
        throw wrong("it has no DATA");
    }

    /** Windows-1252 where it says ANSI, the code page of DOS where it says nothing, as the format has it. */
    private Charset charset(String text) {
        Matcher page = Pattern.compile("CODEPAGE\\s*=\\s*\"([^\"]+)\"").matcher(text);
        String name = page.find() ? page.group(1) : text.contains("CHARSET=\"ANSI\"") ? "windows-1252" : "IBM850";
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new ImportException(file + " is a PX file with the code page '" + name + "', which is not known", e);
        }
    }

    /** Where the values of a keyword end: at a semicolon outside of texts. */
    private int end(String text, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') quoted = !quoted;
            if (c == ';' && !quoted) return i;
        }
        throw wrong("it breaks off");
    }

    /** Texts that follow one another without a comma are one, in several lines. */
    private static List<String> values(String text) {
        List<String> values = new ArrayList<>();
        Matcher matcher = TEXT.matcher(text);
        int end = -1;
        while (matcher.find()) {
            boolean goesOn = end >= 0 && text.substring(end, matcher.start()).isBlank();
            if (goesOn) values.set(values.size() - 1, values.get(values.size() - 1) + matcher.group(1));
            else values.add(matcher.group(1));
            end = matcher.end();
        }
        return values.isEmpty() ? List.of(text.strip()) : values;
    }

    private JsonValue document() {
        if (keywords.keySet().stream().anyMatch(key -> key.startsWith("KEYS "))) {
            throw wrong("it has KEYS, which leave out rows; save it without them");
        }
        List<String> variables = new ArrayList<>(keywords.getOrDefault("STUB ", List.of()));
        variables.addAll(keywords.getOrDefault("HEADING ", List.of()));
        if (variables.isEmpty()) throw wrong("it has neither STUB nor HEADING");
        List<String> ids = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Map<String, Object> dimensions = new LinkedHashMap<>();
        for (String variable : variables) {
            List<String> labels = keywords.getOrDefault("VALUES " + variable, List.of());
            List<String> codes = keywords.getOrDefault("CODES " + variable, labels);
            if (codes.isEmpty()) throw wrong("the variable " + variable + " has no VALUES");
            String id = keywords.getOrDefault("VARIABLECODE " + variable, List.of(variable))
                    .get(0);
            ids.add(id);
            sizes.add(codes.size());
            dimensions.put(id, Map.of("category", Map.of("index", codes)));
        }
        List<Double> values = new ArrayList<>();
        Map<String, String> statuses = new LinkedHashMap<>();
        read(values, statuses);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", "2.0");
        document.put("class", "dataset");
        document.put("id", ids);
        document.put("size", sizes);
        document.put("dimension", dimensions);
        Map<String, Double> given = new LinkedHashMap<>();
        IntStream.range(0, values.size())
                .filter(i -> values.get(i) != null)
                .forEach(i -> given.put(Integer.toString(i), values.get(i)));
        document.put("value", given);
        document.put("status", statuses);
        requireCells(values.size(), sizes);
        return JsonValue.of(document);
    }

    private void read(List<Double> values, Map<String, String> statuses) {
        Matcher cell = CELL.matcher(data);
        while (cell.find()) {
            String text = cell.group(1) == null ? cell.group() : cell.group(1);
            boolean sign = text.matches("\\.{1,6}|-");
            if (sign) statuses.put(Integer.toString(values.size()), text);
            try {
                values.add(sign ? null : Double.valueOf(text));
            } catch (NumberFormatException e) {
                throw new ImportException(
                        file + " is a PX file, and its cell " + (values.size() + 1) + " is no number: '" + text + "'",
                        e);
            }
        }
    }

    private void requireCells(int cells, List<Integer> sizes) {
        long expected = sizes.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
        if (cells != expected) throw wrong("it has " + cells + " cells, and its variables make " + expected);
    }

    private ImportException wrong(String what) {
        return new ImportException(file + " is a PX file, and " + what);
    }
}
