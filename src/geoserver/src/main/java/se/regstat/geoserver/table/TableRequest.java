package se.regstat.geoserver.table;

import se.regstat.geoserver.document.InfoRequest;

/** Of which layer a table is wanted, of one indicator or of all side by side, and of which years. */
public final class TableRequest extends InfoRequest {

    private String vintage = "";
    private String periods = "";

    public TableRequest() {
        super("json");
    }

    /** @param vintage whose areas and years are wanted, as in {@code 2018}; the newest with values if empty */
    public void setVintage(String vintage) {
        this.vintage = vintage;
    }

    /** @param periods as elsewhere: years, ranges such as {@code 2011/2023}, {@code latest}; all of the vintage if empty */
    public void setPeriods(String periods) {
        this.periods = periods;
    }

    String vintage() {
        return vintage.strip();
    }

    String periods() {
        return periods.strip();
    }
}
