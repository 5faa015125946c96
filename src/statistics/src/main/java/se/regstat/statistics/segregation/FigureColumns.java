package se.regstat.statistics.segregation;

import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.request.Result;

/** Columns that tables of figures of groups have in common: which year and place they are of, whose they are, and what they are worth. */
public final class FigureColumns {

    public static final Result.Column YEAR = column("year", Integer.class, "Året", "The year");
    public static final Result.Column WITHIN_ID = column(
            "within_id",
            String.class,
            "Kod för området eller gränsen; tom för allt",
            "Code of the area or boundary; empty for all");
    public static final Result.Column WITHIN_NAME = column("within_name", String.class, "Dess namn", "Its name");

    public static final Result.Column GROUPS =
            column("groups", String.class, "Grupperna som jämförs", "The groups that are compared");
    public static final Result.Column LEFT_OUT =
            column("left_out", Integer.class, "Områden i källindelningen utan värde", "Units without a value");
    public static final Result.Column PEOPLE =
            column("people", Double.class, "Personer i grupperna", "People in the groups");
    public static final Result.Column STATUS =
            column("status", String.class, "Vad talet är värt", "What the figure is worth");
    public static final Result.Column REASON =
            column("reason", String.class, "Varför det inte finns något tal", "Why there is no figure");
    public static final Result.Column DERIVED_FROM =
            column("derived_from", String.class, "Vad det är räknat ur", "What it was computed from");

    private FigureColumns() {}

    private static Result.Column column(String name, Class<?> type, String sv, String en) {
        return new Result.Column(name, type, new LocalText(sv, en));
    }
}
