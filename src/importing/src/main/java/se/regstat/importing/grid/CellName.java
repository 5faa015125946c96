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

    private static final String EUROPES =
            "those are in EPSG:3035 and do not lie along EPSG:3006: import them with their polygons";

    /** Where corners may lie: Sweden with its economic zone, amply; the eastern and northern bound are out of it. */
    private static final int WEST = 100_000;

    /** Metres that no easting reaches. */
    static final int EAST = 1_000_000;

    private static final int SOUTH = 6_000_000;
    private static final int NORTH = 7_800_000;

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
            int side = Integer.parseInt(inspire.group(2));
            if (!inspire.group(1).equals(SWEREF99_TM) || side == 0) return Optional.empty();
            return Optional.of(new CellName(
                    Integer.parseInt(inspire.group(4)), Integer.parseInt(inspire.group(3)), OptionalInt.of(side)));
        }
        Matcher older = OLDER.matcher(name);
        if (!older.matches()) return Optional.empty();
        int side = Integer.parseInt(older.group(1)) * (older.group(2).equals("km") ? 1000 : 1);
        if (side == 0) return Optional.empty();
        int unit = 1;
        while (side % (10 * unit) == 0) unit *= 10;
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

    /** Whether its corner lies in Sweden with its sea. */
    boolean isInSweden() {
        return isIn(easting, northing);
    }

    private static boolean isIn(int easting, int northing) {
        return easting >= WEST && easting < EAST && northing >= SOUTH && northing < NORTH;
    }

    /** Why a name is wrong whose cell lies elsewhere, in words. */
    String elsewhere() {
        if (isIn(/* easting= */ northing, /* northing= */ easting) || (side.isEmpty() && isSwapped())) {
            return "it lies outside Sweden; its name should be easting, then northing";
        }
        boolean europes = easting >= EAST && northing < SOUTH;
        return "it lies outside Sweden" + (europes ? "; if it is a cell of Europe's grid: " + EUROPES : "");
    }

    /** Whether its digits say northing, then easting. */
    private boolean isSwapped() {
        long digits = easting * 10_000_000L + northing;
        return isIn((int) (digits % 1_000_000), (int) (digits / 1_000_000));
    }

    /** What a name should be, in words. */
    static String expected(String name) {
        return "it is not named by its corner in EPSG:3006, as 3520006860000 or SE_CRS3006RES1000mN6860000E352000"
                + (name.contains("CRS3035") ? "; " + EUROPES : "");
    }
}
