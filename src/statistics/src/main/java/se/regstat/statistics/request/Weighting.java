package se.regstat.statistics.request;

import java.util.Locale;
import se.regstat.statistics.division.LocalText;

/** By what a source is divided between the targets that cut it; simpler ways before those that know or guess more. */
public enum Weighting {
    /** By code where targets are unions of whole units, else the best there is. */
    AUTO("bästa tillgängliga", "the best there is", ""),
    /** Not at all: targets are unions of whole units. */
    CODE("hela enheter", "whole units", ""),
    AREA("area", "area", ""),
    /** By the area inside registered polygons, such as land or built-up areas (binary dasymetric). */
    MASK("area inom mask", "area inside a mask", "a registered mask (land or built-up areas)"),
    /** By classes of land, registered as masks, whose densities are estimated from what the sources have. */
    DASYMETRIC(
            "markklasser med skattad täthet",
            "classes of land with estimated densities",
            "a registered mask other than land and water, and the population of the sources' areas"),
    /** The same with densities that pass smoothly from one source into the next (pycnophylactic). */
    SMOOTH(
            "markklasser med utjämnad täthet",
            "classes of land with smoothed densities",
            "a registered mask other than land and water, and the population of the sources' areas"),
    /** By where people live: points, grid cells or a raster. */
    POPULATION("befolkning", "population", "a registered population"),
    /** By where people live, within cells by classes of land, scaled to what the sources have. */
    COMBINED(
            "befolkning och markklasser",
            "population and classes of land",
            "a registered population in cells, and that of the sources' areas"),
    /** By how many live in those areas of another vintage that a source lies in, and within them by classes of land. */
    VINTAGES(
            "den andra versionens områden",
            "the areas of the other vintage",
            "another vintage of the source division, and the population of the areas of both");

    private final String sv;
    private final String en;
    private final String needs;

    Weighting(String sv, String en, String needs) {
        this.sv = sv;
        this.en = en;
        this.needs = needs;
    }

    /** Whether it rests on how densely people live in classes of land, as the population of some year has it. */
    public boolean usesDensities() {
        return this == DASYMETRIC || this == SMOOTH || this == COMBINED;
    }

    /** As in requests and results: {@code population}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** With what it divides by, as results say it: {@code mask:built-up}; {@code area} where that has no name. */
    public String by(String name) {
        return name.isEmpty() ? id() : id() + ':' + name;
    }

    /** @throws IllegalArgumentException if there is none with the id */
    public static Weighting of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /** For readers. */
    public LocalText words() {
        return new LocalText(sv, en);
    }

    /** What a store must have for it, for readers of messages; empty if nothing. */
    public String needs() {
        return needs;
    }

    /** Whether what another one divides by is of the same kind, so that there is none of it where this one finds nothing. */
    public boolean knowsAllOf(Weighting other) {
        if (this == VINTAGES || other == VINTAGES) return this == other || other == AREA;
        return other == AREA
                || (this != AREA && (!other.usesLand() || usesLand()) && (!other.usesPeople() || usesPeople()));
    }

    private boolean usesLand() {
        return this == MASK || this == DASYMETRIC || this == SMOOTH || this == COMBINED;
    }

    private boolean usesPeople() {
        return this == POPULATION || this == COMBINED;
    }

    /** Whether cut sources are divided by what a store has of where people live; not so by area or code. */
    public boolean usesStore() {
        return !needs.isEmpty();
    }
}
