package se.regstat.geoserver.info;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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

    private OperationPage() {}

    static InfoDocument of(Operation operation, Locale locale) {
        Map<String, Object> values = new HashMap<>();
        values.put("swedish", locale.equals(Languages.SWEDISH));
        values.put("name", operation.id());
        values.put("title", operation.title().in(locale));
        values.put("description", operation.description().in(locale));
        values.put("hasGeometry", operation.result().hasGeometry());
        values.put("example", example(operation, Door.ADDRESS));
        values.put("bodyExample", operation.features().isPresent() ? example(operation, Door.BODY) : "");
        values.put("bodyWithout", bodyWithout(operation));
        values.put(
                "sendsPoints",
                operation
                        .features()
                        .filter(sent -> sent.kind().form() == Kind.Form.POINTS)
                        .isPresent());
        values.put(
                "takesTarget",
                operation
                        .features()
                        .filter(polygons -> polygons.at(Door.ADDRESS).equals("target"))
                        .isPresent());
        values.put(
                "parameters",
                operation.at(Door.ADDRESS).stream()
                        .map(parameter -> row(parameter, locale))
                        .toList());
        values.put(
                "columns",
                operation.result().columns().stream()
                        .map(column -> Map.of(
                                "name",
                                column.name(),
                                "meaning",
                                column.meaning().in(locale)))
                        .toList());
        String page = PAGE.fill(values);
        return InfoDocument.of("text/html", operation.id() + ".html", page);
    }

    private static Map<String, Object> row(Parameter<?> parameter, Locale locale) {
        String otherwise = parameter.kind().otherwise().orElse("");
        return Map.of(
                "name", parameter.at(Door.ADDRESS),
                "title", parameter.title().in(locale),
                "details", parameter.details().in(locale),
                "required", parameter.required() && otherwise.isEmpty(),
                "otherwise", otherwise,
                "choices",
                        parameter.kind().choices().stream()
                                .filter(choice -> choice.explanation().isPresent())
                                .map(choice -> Map.of(
                                        "id", choice.id(),
                                        "explanation",
                                                choice.explanation()
                                                        .get()
                                                        .whole()
                                                        .in(locale)))
                                .toList());
    }

    /** The first that can be asked here; of the body, the first that is about features. */
    private static String example(Operation operation, Door door) {
        return operation.examples().stream()
                .filter(example -> door == Door.BODY ? example.hasFeatures() : example.isFor(door))
                .findFirst()
                .map(example -> String.join("&", example.at(door)))
                .orElseThrow();
    }

    /** The name of what takes the place of a body in other requests. */
    private static String bodyWithout(Operation operation) {
        return operation.at(Door.ADDRESS).stream()
                .filter(parameter -> !parameter.isAt(Door.BODY))
                .map(parameter -> parameter.at(Door.ADDRESS))
                .findFirst()
                .orElse("");
    }
}
