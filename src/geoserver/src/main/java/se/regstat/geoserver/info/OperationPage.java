package se.regstat.geoserver.info;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import se.regstat.geoserver.document.InfoDocument;
import se.regstat.geotools.document.XmlDocument;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Kind;
import se.regstat.statistics.request.Operation;
import se.regstat.statistics.request.Parameter;
import se.regstat.statistics.text.Languages;

/** What can be asked at an operation's address, for people: made from its declaration. */
final class OperationPage {

    private static final XmlDocument PAGE = new XmlDocument(OperationPage.class, "operation.ftl");

    private static final Map<Kind.Form, String> EXAMPLES =
            Map.of(Kind.Form.DIVISION, "deso@2025", Kind.Form.LIST, "population");

    private OperationPage() {}

    static InfoDocument of(Operation operation, Locale locale) {
        String name = operation.name().toLowerCase(Locale.ROOT);
        String page = PAGE.fill(Map.of(
                "swedish", locale.equals(Languages.SWEDISH),
                "name", name,
                "title", operation.title().in(locale),
                "description", operation.description().in(locale),
                "example", example(operation, Door.ADDRESS, true),
                "bodyExample", example(operation, Door.BODY, false),
                "parameters",
                        operation.at(Door.ADDRESS).stream()
                                .map(parameter -> row(parameter, locale))
                                .toList()));
        return InfoDocument.of("text/html", name + ".html", page);
    }

    private static Map<String, Object> row(Parameter<?> parameter, Locale locale) {
        String otherwise = parameter.kind().otherwise().orElse("");
        return Map.of(
                "name", parameter.at(Door.ADDRESS),
                "title", parameter.title().in(locale),
                "details", parameter.details().in(locale),
                "required", parameter.required() && otherwise.isEmpty(),
                "otherwise", otherwise);
    }

    private static String example(Operation operation, Door door, boolean division) {
        return operation.at(door).stream()
                .filter(parameter -> EXAMPLES.containsKey(parameter.kind().form()))
                .filter(parameter -> division || parameter.kind().form() != Kind.Form.DIVISION)
                .map(parameter ->
                        parameter.at(door) + "=" + EXAMPLES.get(parameter.kind().form()))
                .collect(Collectors.joining("&"));
    }
}
