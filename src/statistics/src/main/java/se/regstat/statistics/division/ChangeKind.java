package se.regstat.statistics.division;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What happened to an area between two vintages, with the labels of SCB's change log. */
public enum ChangeKind {
    ENDED_TO_NEW("Upphör; till nybildad", "Ends; to a new area"),
    ENDED_TO_EXISTING("Upphör; till befintlig", "Ends; to an existing area"),
    REDUCED(
            "Minskas och ger del till befintlig eller nybildad",
            "Is reduced and gives a part to an existing or new area"),
    PART_TO_EXISTING("Ger del/delar till befintlig", "Gives a part or parts to an existing area"),
    PART_TO_NEW("Ger del till nybildad", "Gives a part to a new area"),
    EXTENDED("Utvidgas", "Is extended"),
    EXTENDED_TO_SEA("Utvidgas till territorialvattengräns", "Is extended to the limit of the territorial sea"),
    RECODED("Kodändrad", "Gets a new code");

    private final String sv;
    private final String en;

    ChangeKind(String sv, String en) {
        this.sv = sv;
        this.en = en;
    }

    /** SCB's words, and a translation. */
    public LocalText label() {
        return new LocalText(sv, en);
    }

    /** As in {@code extended_to_sea}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By SCB's label, whatever its case and spaces, or by id. */
    public static Optional<ChangeKind> parse(String text) {
        String wanted = plain(text);
        return Arrays.stream(values())
                .filter(kind -> plain(kind.sv).equals(wanted) || kind.id().equals(wanted))
                .findFirst();
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /** SCB's labels, for messages. */
    public static String known() {
        return Arrays.stream(values()).map(kind -> "'" + kind.sv + "'").collect(Collectors.joining(", "));
    }
}
