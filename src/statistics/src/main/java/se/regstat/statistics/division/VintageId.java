package se.regstat.statistics.division;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one version of a division, written {@code deso@2025}. The same area code in two vintages is not the same area.
 *
 * @param division the division's id, {@code [a-z][a-z0-9_]*}
 * @param year the vintage's four digits
 */
public record VintageId(String division, String year) implements Comparable<VintageId> {

    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9_]*)@(\\d{4})");

    public VintageId {
        Objects.requireNonNull(division);
        Objects.requireNonNull(year);
        if (!FORM.matcher(division + "@" + year).matches()) throw malformed(division + "@" + year);
    }

    /** @throws IllegalArgumentException if the text is not of the form {@code id@year} */
    public static VintageId parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) throw malformed(text);
        return new VintageId(matcher.group(1), matcher.group(2));
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "'" + text
                        + "' is not a division vintage; write id@year, for example deso@2025 (id: lower-case letters, digits, _; year: four digits)");
    }

    /** The layer that publishes this vintage, as in {@code deso_2025}. */
    public String layerName() {
        return division + "_" + year;
    }

    @Override
    public int compareTo(VintageId other) {
        int byDivision = division.compareTo(other.division);
        return byDivision != 0 ? byDivision : year.compareTo(other.year);
    }

    @Override
    public String toString() {
        return division + "@" + year;
    }
}
