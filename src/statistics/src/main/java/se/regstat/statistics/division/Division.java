package se.regstat.statistics.division;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statistical or administrative division (indelning), such as DeSO or kommun, independent of its vintages.
 *
 * @param id {@code [a-z][a-z0-9_]*}
 * @param codePattern what a well-formed code looks like, matched against the whole code; empty if unknown
 * @param parents ids of the divisions this one nests in, nearest first
 * @param licence SPDX id or a short text; "unknown" if nobody said
 * @param completeWithin the parent division inside which this one is known to be complete once any part of it is loaded
 * @param publish whether layers are made of it
 * @param scale that its borders were drawn for, as the 10000 of 1:10 000; empty if nobody said
 */
public record Division(
        String id,
        LocalText title,
        LocalText description,
        Optional<Pattern> codePattern,
        List<String> parents,
        String owner,
        String licence,
        String source,
        Optional<String> completeWithin,
        boolean publish,
        OptionalInt scale) {

    public static final String UNKNOWN_LICENCE = "unknown";

    /** What a division is said to be complete within when it covers the whole country. */
    public static final String COUNTRY = "riket";

    /** What areas are said to be complete within of which nobody knows that. */
    public static final String NOTHING = "none";

    /** Stands before the title of whatever shows invented areas, so that nobody takes them for real ones. */
    public static final LocalText DEMO = new LocalText("DEMO, påhittad data: ", "DEMO, fictional data: ");

    private static final Pattern BRACKETED = Pattern.compile("\\(([^()]+)\\)\\s*$");

    public Division {
        parents = List.copyOf(parents);
    }

    /** A licence as somebody told it; empty if nobody did. */
    public static String known(String licence) {
        return licence.equals(UNKNOWN_LICENCE) ? "" : licence;
    }

    /** What is known of a division that no configuration describes: its id. */
    public static Division undescribed(String id) {
        return new Division(
                id,
                LocalText.of(id),
                LocalText.of(""),
                Optional.empty(),
                List.of(),
                "",
                UNKNOWN_LICENCE,
                "",
                Optional.empty(),
                true,
                OptionalInt.empty());
    }

    /** This division as its invented areas in a demo store are described: titled so, and nobody's. */
    public Division invented() {
        return new Division(
                id,
                DEMO.before(title),
                LocalText.of(""),
                codePattern,
                parents,
                "",
                UNKNOWN_LICENCE,
                "",
                completeWithin,
                publish,
                OptionalInt.empty());
    }

    /** What stands in brackets at the end of the title, such as DeSO; else all of it. */
    public LocalText shortTitle() {
        return new LocalText(bracketed(title.sv()), bracketed(title.en()));
    }

    private static String bracketed(String title) {
        Matcher bracketed = BRACKETED.matcher(title);
        return bracketed.find() ? bracketed.group(1) : title;
    }

    public boolean acceptsCode(String code) {
        return codePattern.isEmpty() || codePattern.get().matcher(code).matches();
    }
}
