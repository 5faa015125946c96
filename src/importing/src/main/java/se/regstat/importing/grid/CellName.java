package se.regstat.importing.grid;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a cell lies, as its name says it: by its lower left corner in EPSG:3006.
 *
 * <ul>
 *   <li>SCB's {@code 3520006860000}: six digits of easting, seven of northing; the side is not said.
 *   <li>INSPIRE's {@code SE_CRS3006RES1000mN6860000E352000}, in metres (INSPIRE, Geographical Grid Systems, annex on cell codes).
 *   <li>The older {@code 1kmN6860E352}, {@code 100mN68600E3520}: without as many digits at the end as the side has zeros.
 * </ul>
 *
 * @param easting metres
 * @param northing metres
 * @param side metres; empty if the name does not say
 */
record CellName(int easting, int northing, OptionalInt side) {

    private static final int DIGITS = 13;
    private static final int OF_EASTING = 6;

    private static final Pattern INSPIRE =
            Pattern.compile("(?:[A-Z]{2}_)?CRS(\\d{4,5})RES(\\d{1,6})mN(\\d{6,7})E(\\d{6,7})");
    private static final Pattern OLDER = Pattern.compile("(\\d{1,5})(k?m)N(\\d{3,7})E(\\d{2,7})");
    private static final String SWEREF99_TM = "3006";

    /** Empty if it is no name of a cell along EPSG:3006. */
    static Optional<CellName> of(String name) {
        if (isNumber(name)) {
            return Optional.of(new CellName(
                    Integer.parseInt(name.substring(0, OF_EASTING)),
                    Integer.parseInt(name.substring(OF_EASTING)),
                    OptionalInt.empty()));
        }
        Matcher inspire = INSPIRE.matcher(name);
        if (inspire.matches()) {
            if (!inspire.group(1).equals(SWEREF99_TM)) return Optional.empty();
            return Optional.of(new CellName(
                    Integer.parseInt(inspire.group(4)),
                    Integer.parseInt(inspire.group(3)),
                    OptionalInt.of(Integer.parseInt(inspire.group(2)))));
        }
        Matcher older = OLDER.matcher(name);
        if (!older.matches()) return Optional.empty();
        int side = Integer.parseInt(older.group(1)) * (older.group(2).equals("km") ? 1000 : 1);
        int unit = 1;
        while (side % (10 * unit) == 0 && side > 0) unit *= 10;
        long easting = Long.parseLong(older.group(4)) * unit;
        long northing = Long.parseLong(older.group(3)) * unit;
        if (Math.max(easting, northing) > Integer.MAX_VALUE) return Optional.empty();
        return Optional.of(new CellName((int) easting, (int) northing, OptionalInt.of(side)));
    }

    /** Without a pattern: there may be millions. */
    private static boolean isNumber(String name) {
        if (name.length() != DIGITS) return false;
        for (int i = 0; i < DIGITS; i++) if (name.charAt(i) < '0' || name.charAt(i) > '9') return false;
        return true;
    }

    /** What a name should be, in words. */
    static String expected(String name) {
        boolean europes = name.contains("CRS3035") || OLDER.matcher(name).matches();
        return "it is not named by its corner in EPSG:3006, as 3520006860000 or SE_CRS3006RES1000mN6860000E352000"
                + (europes
                        ? "; cells of Europe's grid, in EPSG:3035, do not lie along that: import them with their polygons"
                        : "");
    }
}
