package se.regstat.importing.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** What is wrong with a JSON document, for people. */
public final class JsonSyntax {

    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;]*; (line: \\d+, column: \\d+)]");

    private JsonSyntax() {}

    /** In one line: the place, where that is known, and what was expected there. */
    public static String told(JsonProcessingException e) {
        String where =
                e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
        String what = e.getOriginalMessage().lines().findFirst().orElse("");
        return where + ": not well-formed JSON: " + SOURCE.matcher(what).replaceAll("$1");
    }
}
