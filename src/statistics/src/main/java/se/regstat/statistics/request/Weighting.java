package se.regstat.statistics.request;

import java.util.Locale;
import se.regstat.statistics.division.LocalText;

/** By what a source is divided between the targets that cut it. */
public enum Weighting {
    /** By code where targets are unions of whole units, else the best there is. */
    AUTO("bästa tillgängliga", "the best there is"),
    /** Not at all: targets are unions of whole units. */
    CODE("hela enheter", "whole units"),
    AREA("area", "area"),
    /** By the area inside registered polygons, such as land or built-up areas (binary dasymetric). */
    MASK("area inom mask", "area inside a mask"),
    /** By where people live: points, grid cells or a raster. */
    POPULATION("befolkning", "population");

    private final String sv;
    private final String en;

    Weighting(String sv, String en) {
        this.sv = sv;
        this.en = en;
    }

    /** As in requests and results: {@code population}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For readers. */
    public LocalText words() {
        return new LocalText(sv, en);
    }
}
