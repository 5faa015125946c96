package se.regstat.geoserver.info;

import java.util.Locale;
import java.util.Map;
import se.regstat.geoserver.document.InfoDocument;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Kind;
import se.regstat.statistics.request.Operation;
import se.regstat.statistics.request.Parameter;
import se.regstat.statistics.text.XmlEscapes;

/** What can be asked at an operation's address, for people: made from its declaration. */
final class OperationPage {

    private static final Map<Kind.Form, LocalText> EXAMPLES = Map.of(
            Kind.Form.DIVISION, LocalText.of("deso@2025"),
            Kind.Form.LIST, LocalText.of("population"));

    private final Operation operation;
    private final Locale locale;
    private final String name;

    private OperationPage(Operation operation, Locale locale) {
        this.operation = operation;
        this.locale = locale;
        this.name = operation.name().toLowerCase(Locale.ROOT);
    }

    static InfoDocument of(Operation operation, Locale locale) {
        OperationPage page = new OperationPage(operation, locale);
        return InfoDocument.of("text/html", page.name + ".html", page.text());
    }

    private String text() {
        StringBuilder html = new StringBuilder("<!doctype html>\n<html lang=\"" + locale.getLanguage()
                + "\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>"
                + told(operation.title()) + "</title>\n<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60em;"
                + "margin:2em auto;padding:0 1em}td,th{text-align:left;vertical-align:top;padding:.3em 1em .3em 0}"
                + "td:first-child{white-space:nowrap}pre{white-space:pre-wrap}</style></head>\n<body>\n<h1>"
                + told(operation.title()) + "</h1>\n<p>"
                + told(operation.description()) + "</p>\n");
        html.append("<p>"
                + said("Adressen svarar i det format som den slutar på", "The address answers in the format it ends in")
                + ": <code>" + name + ".geojson</code>, <code>.csv</code> " + said("eller", "or")
                + " <code>.json</code> (" + said("en tabell utan gränser", "a table without boundaries") + ").</p>\n");
        html.append("<pre>" + name + ".csv?" + example() + "</pre>\n");
        html.append("<p><code>target</code> "
                + said(
                        "är en indelning, eller ett lager med polygoner på den här servern",
                        "is a division, or a layer of polygons on this server")
                + ": <code>target=mine:areas</code>.</p>\n");
        html.append("<p>"
                + said(
                        "Egna gränser skickas i kroppen av en POST, som GeoJSON, GML eller CSV med WKT, till samma adress med samma"
                                + " parametrar utom",
                        "Boundaries of your own go in the body of a POST, as GeoJSON, GML or CSV with WKT, to the same address with"
                                + " the same parameters but")
                + " <code>target</code>:</p>\n<pre>curl --data-binary @mine.geojson -H 'Content-Type: application/geo+json' '…/"
                + name + ".csv?" + examples(Door.BODY, false) + "'</pre>\n");
        html.append("<table>\n<tr><th>" + said("Parameter", "Parameter") + "</th><th>"
                + said("Vad den säger", "What it says") + "</th><th>" + said("Annars", "Otherwise") + "</th></tr>\n");
        operation
                .at(Door.ADDRESS)
                .forEach(parameter -> html.append("<tr><td><code>" + parameter.at(Door.ADDRESS)
                        + "</code></td><td>" + told(parameter.title()) + ". " + told(parameter.details()) + ".</td><td>"
                        + XmlEscapes.of(parameter
                                .kind()
                                .otherwise()
                                .orElse(parameter.required() ? said("måste anges", "is needed") : ""))
                        + "</td></tr>\n"));
        return html.append("</table>\n</body>\n</html>\n").toString();
    }

    private String example() {
        return examples(Door.ADDRESS, true);
    }

    private String examples(Door door, boolean division) {
        StringBuilder query = new StringBuilder();
        for (Parameter<?> parameter : operation.at(door)) {
            Kind.Form form = parameter.kind().form();
            if (!EXAMPLES.containsKey(form) || (form == Kind.Form.DIVISION && !division)) continue;
            query.append(query.isEmpty() ? "" : "&amp;")
                    .append(parameter.at(door))
                    .append('=')
                    .append(EXAMPLES.get(form).in(locale));
        }
        return query.toString();
    }

    private String said(String sv, String en) {
        return told(new LocalText(sv, en));
    }

    private String told(LocalText text) {
        return XmlEscapes.of(text.in(locale));
    }
}
