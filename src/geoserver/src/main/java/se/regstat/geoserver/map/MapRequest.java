package se.regstat.geoserver.map;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import se.regstat.geoserver.document.InfoRequest;
import se.regstat.geoserver.document.Refusal;
import se.regstat.statistics.division.VintageId;

/** What of the web map is wanted. */
public final class MapRequest extends InfoRequest {

    private String file = "";
    private String path = "";
    private String vintage = "";
    private String tolerance = "";
    private String year = "";

    public MapRequest() {
        super("");
    }

    /** @param file what follows the operation in the path, without ending, as in {@code catalogue} */
    public void setFile(String file) {
        this.file = file;
    }

    /** @param path as it was sent */
    public void setPath(String path) {
        this.path = path;
    }

    /** @param vintage whose areas are wanted, as in {@code deso@2018} */
    public void setVintage(String vintage) {
        this.vintage = vintage;
    }

    /** @param tolerance metres that cannot be seen; all detail if empty */
    public void setTolerance(String tolerance) {
        this.tolerance = tolerance;
    }

    /** @param year whose values are wanted; the latest with any if empty */
    public void setYear(String year) {
        this.year = year;
    }

    /** Empty for the page. */
    String file() {
        return file.strip();
    }

    String path() {
        return path;
    }

    /** @throws Refusal 400 if none is named, or it is not written as vintages are */
    VintageId vintage() {
        try {
            return VintageId.parse(vintage.strip());
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("vintage: name one, as in vintage=deso@2018")
                    .of("vintage");
        }
    }

    /** @throws Refusal 400 if it is no number, or less than 0 */
    double tolerance() {
        OptionalDouble metres = tolerance.isBlank() ? OptionalDouble.of(0) : number(tolerance);
        if (metres.isEmpty() || !(metres.getAsDouble() >= 0)) {
            throw Refusal.badRequest("tolerance: '" + Refusal.shortened(tolerance.strip())
                            + "' is no number of metres, as 0 and 160 are")
                    .of("tolerance");
        }
        return metres.getAsDouble();
    }

    private static OptionalDouble number(String text) {
        try {
            return OptionalDouble.of(Double.parseDouble(text.strip()));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** @throws Refusal 400 if it is no year */
    OptionalInt year() {
        if (year.isBlank()) return OptionalInt.empty();
        try {
            return OptionalInt.of(Integer.parseInt(year.strip()));
        } catch (NumberFormatException e) {
            throw Refusal.badRequest("year: '" + Refusal.shortened(year.strip()) + "' is no year, as 2024 is")
                    .of("year");
        }
    }
}
