package se.regstat.importing.pxweb;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.regstat.importing.download.Answer;
import se.regstat.importing.download.Call;
import se.regstat.importing.download.Caller;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.JsonStat;
import se.regstat.importing.format.Progress;
import se.regstat.statistics.format.JsonValue;

/**
 * A client of the PxWeb API, versions 1 and 2. It asks the API for its limits, splits a query so that each part has no more cells
 * than one call may fetch, and passes the number of calls in a window of time on to who makes them. Not thread-safe.
 */
public final class PxWebApi {

    /** Asked for at a time where an API does not tell its limit. */
    private static final long CAUTIOUS_CELLS = 50_000;

    private static final Pattern SECOND_VERSION = Pattern.compile("(.*)/tables/([^/]+?)(/data|/metadata)?/?");
    private static final Pattern TOO_MANY =
            Pattern.compile("(?i)too (many|large|big)|max|limit|cells|values|celler|värden");

    private final URI table;
    private final int version;
    private final Caller caller;
    private final Progress progress;
    private long maxCells = CAUTIOUS_CELLS;

    /**
     * @param version of the API, as the form of the query tells
     * @param caller asks it
     */
    public PxWebApi(URI table, int version, Caller caller, Progress progress) {
        this.table = table;
        this.version = version;
        this.caller = caller;
        this.progress = progress;
        boolean looksLikeSecond = SECOND_VERSION
                .matcher(table.getRawPath() == null ? "" : table.getRawPath())
                .matches();
        if (version == 2 && !looksLikeSecond) {
            throw new ImportException("the query has the form of version 2 of the API, and " + table
                    + " is no table's address there; it should end as in …/tables/TAB638");
        }
        if (version == 1 && looksLikeSecond) {
            throw new ImportException(
                    table + " is an address of version 2 of the API, and the query has the form of version 1;"
                            + " in version 2 it is {\"selection\": [{\"variableCode\": …, \"valueCodes\": […]}]}");
        }
    }

    /**
     * The answers to a query, as they come.
     *
     * @param name of the query, for messages
     * @throws ImportException if the API refuses the query or cannot be reached
     */
    public List<byte[]> fetch(JsonValue query, String name) {
        limits();
        PxWebQuery whole = PxWebQuery.of(query, variables(), name);
        Deque<PxWebQuery> open = new ArrayDeque<>(whole.split(maxCells));
        List<byte[]> answers = new ArrayList<>();
        progress.begin("fetching " + whole.cells() + " cells from " + table.getHost(), open.size());
        while (!open.isEmpty()) {
            PxWebQuery next = open.removeFirst();
            Answer answer = caller.answer(Call.post(dataAddress(), next.body()));
            if (isTooMuch(answer) && next.cells() > 1) {
                // It allows less than it tells; what is still to be asked is made smaller too.
                maxCells = next.cells() / 2;
                open.addFirst(next);
                List<PxWebQuery> larger = List.copyOf(open);
                open.clear();
                for (PxWebQuery part : larger) open.addAll(part.split(maxCells));
                continue;
            }
            byte[] cube = ok(answer, dataAddress());
            requireAll(next, cube);
            answers.add(cube);
            progress.at(answers.size());
        }
        return answers;
    }

    /**
     * What the table calls the values of its variables, in version 2 of the API: texts by the values' codes, by variable.
     *
     * @throws ImportException if the API cannot be reached, or does not describe the table
     */
    public Map<String, Map<String, String>> labels() {
        URI address = metadataAddress();
        JsonValue root = JsonStat.json(ok(caller.answer(Call.get(address)), address), address.toString());
        Map<String, Map<String, String>> labels = new LinkedHashMap<>();
        root.at("dimension").members().forEach((variable, dimension) -> {
            Map<String, String> texts = new LinkedHashMap<>();
            dimension.at("category").at("label").members().forEach((code, text) -> texts.put(code, text.text()));
            labels.put(variable, texts);
        });
        return labels;
    }

    private void requireAll(PxWebQuery asked, byte[] cube) {
        long cells = JsonStat.json(cube, dataAddress().toString()).at("size").items().stream()
                .mapToLong(size -> size.whole().orElse(0L))
                .reduce(1, (a, b) -> a * b);
        if (cells >= asked.cells()) return;
        throw new ImportException(
                table + " was asked for " + asked.cells() + " cells, and gave " + cells + "; nothing was stored");
    }

    private static boolean isTooMuch(Answer answer) {
        if (answer.status() == 413) return true;
        return answer.status() == 403
                && TOO_MANY.matcher(new String(answer.body(), StandardCharsets.UTF_8))
                        .find();
    }

    // ---- what the API says of itself and of the table

    private void limits() {
        Answer answer = caller.answer(Call.get(configAddress()));
        if (answer.status() != 200) return;
        Map<String, JsonValue> config = new LinkedHashMap<>();
        JsonStat.json(answer.body(), configAddress().toString())
                .members()
                .forEach((name, value) -> config.put(name.toLowerCase(Locale.ROOT), value));
        number(config, "maxdatacells", "maxcells", "maxvalues").ifPresent(cells -> maxCells = cells);
        OptionalLong calls = number(config, "maxcallspertimewindow", "maxcalls");
        OptionalLong seconds = number(config, "timewindow");
        if (calls.isPresent() && seconds.isPresent()) {
            caller.limit(table.getHost(), (int) calls.getAsLong(), Duration.ofSeconds(seconds.getAsLong()));
        }
    }

    private static OptionalLong number(Map<String, JsonValue> config, String... keys) {
        for (String key : keys) {
            Optional<Long> number = Optional.ofNullable(config.get(key)).flatMap(JsonValue::whole);
            if (number.orElse(0L) > 0) return OptionalLong.of(Math.min(number.orElseThrow(), Integer.MAX_VALUE));
        }
        return OptionalLong.empty();
    }

    /**
     * The table's variables with their values, by code.
     *
     * @throws ImportException if the API has no such table or cannot be reached
     */
    public Map<String, PxWebQuery.Variable> variables() {
        URI address = metadataAddress();
        JsonValue root = JsonStat.json(ok(caller.answer(Call.get(address)), address), address.toString());
        Map<String, PxWebQuery.Variable> variables = new LinkedHashMap<>();
        if (version == 1) {
            for (JsonValue variable : root.at("variables").items()) {
                List<String> values = new ArrayList<>();
                variable.at("values").items().forEach(value -> values.add(value.text()));
                variables.put(
                        variable.at("code").text(),
                        new PxWebQuery.Variable(
                                values,
                                variable.at("time").isTrue(),
                                variable.at("elimination").isTrue()));
            }
        } else {
            List<String> time = new ArrayList<>();
            root.at("role").at("time").items().forEach(id -> time.add(id.text()));
            for (JsonValue id : root.at("id").items()) {
                JsonValue dimension = root.at("dimension").at(id.text());
                variables.put(
                        id.text(),
                        new PxWebQuery.Variable(
                                JsonStat.codes(dimension.at("category"), id.text(), -1, address.toString()),
                                time.contains(id.text()),
                                dimension.at("extension").at("elimination").isTrue()));
            }
        }
        if (variables.isEmpty()) throw new ImportException(address + " does not describe a table's variables");
        return variables;
    }

    // ---- addresses

    private URI configAddress() {
        return version == 1
                ? URI.create(plain() + "?config")
                : URI.create(plain().replaceFirst("/tables/[^/]+$", "/config"));
    }

    private URI metadataAddress() {
        return version == 1
                ? table
                : URI.create(plain() + "/metadata"
                        + language().map(lang -> "?" + lang).orElse(""));
    }

    private URI dataAddress() {
        return version == 1
                ? table
                : URI.create(plain() + "/data?outputFormat=json-stat2"
                        + language().map(lang -> "&" + lang).orElse(""));
    }

    /** The table's address without a query, and in version 2 without what follows the table's id. */
    private String plain() {
        String address = table.toString().replaceFirst("[?#].*$", "").replaceFirst("/+$", "");
        return version == 1 ? address : address.replaceFirst("/(data|metadata)$", "");
    }

    private Optional<String> language() {
        Matcher matcher = Pattern.compile("(^|&)(lang=[A-Za-z-]+)")
                .matcher(Optional.ofNullable(table.getRawQuery()).orElse(""));
        return matcher.find() ? Optional.of(matcher.group(2)) : Optional.empty();
    }

    // ---- answers

    private static byte[] ok(Answer answer, URI address) {
        if (answer.status() == 200) return answer.body();
        String meaning =
                switch (answer.status()) {
                    case 400 -> "the API does not take the query";
                    case 401, 403 -> "the API refuses it";
                    case 404 -> "there is no such table";
                    default -> "the API failed";
                };
        throw new ImportException(address + " answered " + answer.status() + ", " + meaning + message(answer.body()));
    }

    /** What the API says in its answer: {@code error} in version 1, {@code title} and {@code detail} in version 2. */
    private static String message(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (text.startsWith("{")) {
            try {
                JsonValue root = JsonStat.json(body, "the answer");
                List<String> said = new ArrayList<>();
                for (String key : List.of("error", "title", "detail")) {
                    if (root.at(key).isText()) said.add(root.at(key).text());
                }
                text = String.join(": ", said);
            } catch (ImportException e) {
                return "";
            }
        }
        if (text.isEmpty() || text.startsWith("<")) return "";
        String line = text.lines().findFirst().orElse("");
        return ": " + (line.length() > 200 ? line.substring(0, 200) + "…" : line);
    }
}
