package se.regstat.geoserver.document;

import java.util.ArrayList;
import java.util.List;
import se.regstat.statistics.format.Json;
import se.regstat.statistics.text.XmlEscapes;

/** A refusal in the format that was asked for, so that whoever reads the answer can read it too. */
final class RefusalText {

    /** Characters to a line of a picture. */
    private static final int LINE = 60;

    private static final int LINE_HEIGHT = 18;

    private RefusalText() {}

    /**
     * @param parameter at fault; empty if it is none's
     * @param format of the document that was asked for, or anything else
     */
    static InfoDocument of(int status, String parameter, String message, String format) {
        return switch (format) {
            case "json", "geojson" ->
                InfoDocument.of("application/problem+json", "refused.json", problem(status, parameter, message));
            case "svg" -> InfoDocument.of("image/svg+xml", "refused.svg", picture(message));
            default -> InfoDocument.of("text/plain", "refused.txt", message + "\n");
        };
    }

    /** As RFC 9457 has it, with the parameter as a member of its own. */
    private static String problem(int status, String parameter, String message) {
        return "{\"status\": " + status + ", \"title\": "
                + Json.quoted(title(status))
                + ", \"detail\": " + Json.quoted(message)
                + (parameter.isEmpty() ? "" : ", \"parameter\": " + Json.quoted(parameter)) + "}\n";
    }

    private static String title(int status) {
        return switch (status) {
            case Refusal.FORBIDDEN -> "Forbidden";
            case Refusal.NOT_FOUND -> "Not Found";
            case Refusal.TOO_LARGE -> "Content Too Large";
            case Refusal.PRECONDITION_FAILED -> "Precondition Failed";
            case Refusal.RANGE_NOT_SATISFIABLE -> "Range Not Satisfiable";
            case Refusal.UNAVAILABLE -> "Service Unavailable";
            default -> status < 500 ? "Bad Request" : "Failed";
        };
    }

    private static String picture(String message) {
        List<String> lines = lines(message);
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"380\" height=\""
                + (lines.size() + 1) * LINE_HEIGHT + "\" font-family=\"sans-serif\" font-size=\"12\">\n");
        for (int i = 0; i < lines.size(); i++) {
            svg.append(
                    "<text x=\"8\" y=\"" + (i + 1) * LINE_HEIGHT + "\">" + XmlEscapes.of(lines.get(i)) + "</text>\n");
        }
        return svg.append("</svg>\n").toString();
    }

    private static List<String> lines(String message) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : message.strip().split("\\s+", -1)) {
            if (line.length() > 0 && line.length() + word.length() >= LINE) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
