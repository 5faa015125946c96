package se.regstat.importing.format;

import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import se.regstat.statistics.crs.AssumedCrs;
import se.regstat.statistics.crs.CrsName;
import se.regstat.statistics.crs.Reprojection;

/**
 * What is said of the reference system of a file's coordinates.
 *
 * @param file and layer, for messages
 * @param own what the file says
 * @param given what the person says, with {@code --crs}
 * @param usual what files of this kind are in where nobody says
 */
public record StatedCrs(String file, Optional<CrsName> own, Optional<CrsName> given, Optional<Usual> usual) {

    /** @param why in words, for a note */
    record Usual(CrsName crs, String why) {

        /** Of tables of points: the system that Swedish registers have. */
        static final Usual OF_TABLES = new Usual(
                CrsName.SWEREF99_TM, "EPSG:3006 (SWEREF 99 TM), easting first, since neither --crs nor the file says");

        /**
         * Degrees are in WGS 84, longitude first, as GeoJSON says that it is and all else that looks so is taken here and by services;
         * what is not is in EPSG:3006.
         */
        static Usual of(boolean geoJson, List<Feature> features) {
            Envelope bounds = new Envelope();
            features.forEach(
                    feature -> bounds.expandToInclude(feature.geometry().getEnvelopeInternal()));
            boolean nothing = bounds.isNull() && !geoJson;
            CrsName assumed = nothing
                    ? CrsName.SWEREF99_TM
                    : AssumedCrs.of(geoJson, bounds).crs();
            String why = assumed.equals(CrsName.CRS84)
                    ? "longitude, latitude in WGS 84, "
                            + (geoJson
                                    ? "as GeoJSON is without a crs member"
                                    : "since they look so and neither --crs nor the file says")
                    : "EPSG:3006 (SWEREF 99 TM), easting first, since "
                            + (geoJson
                                    ? "they are no degrees and the file does not say"
                                    : "neither --crs nor the file says");
            return new Usual(assumed, why);
        }
    }

    /**
     * The system and the way from it: what the file says, if that is a system that is known; else what the person says; else what is
     * usual. What was assumed, overruled or left out is added to the notes.
     *
     * @throws ImportException if nobody says, what is said is not known, or file and person name two systems
     */
    public SwedishExtent resolve(Reprojection.Provider reprojections, List<String> notes) {
        if (own.isPresent()) {
            try {
                SwedishExtent extent = extent(own.get(), true, reprojections, notes);
                if (given.isPresent() && !own.get().isSameSystemAs(given.get())) {
                    throw new ImportException(file + " says that it is in " + own.get() + ", --crs says " + given.get()
                            + "; leave --crs out");
                }
                return extent;
            } catch (IllegalArgumentException unknown) {
                if (given.isEmpty()) {
                    throw new ImportException(
                            file + " says that it is in '" + own.get()
                                    + "', which is no coordinate reference system known here; say which it is with"
                                    + " --crs, for example --crs EPSG:3006",
                            unknown);
                }
                notes.add("coordinates were taken as " + given.get() + ", as --crs says; the file names '" + own.get()
                        + "', which is not known");
            }
        } else if (given.isPresent()) {
            notes.add("coordinates were taken as " + given.get() + ", as --crs says");
        }
        CrsName taken = given.or(() -> {
                    usual.ifPresent(assumed -> notes.add("coordinates were taken as " + assumed.why()));
                    return usual.map(Usual::crs);
                })
                .orElseThrow(() -> new ImportException(
                        file + " does not say in which coordinate reference system it is; say so with --crs, for"
                                + " example --crs EPSG:3006"));
        try {
            return extent(taken, false, reprojections, notes);
        } catch (IllegalArgumentException e) {
            throw new ImportException(given.isPresent() ? "--crs: " + e.getMessage() : e.getMessage(), e);
        }
    }

    private static SwedishExtent extent(
            CrsName crs, boolean byFile, Reprojection.Provider reprojections, List<String> notes) {
        String code = crs.epsgCode().map(number -> "EPSG:" + number).orElse(crs.name());
        Reprojection reprojection = crs.isSweref99Tm() ? geometry -> geometry : reprojections.from(code);
        if (reprojection.leavesOutHeights()) {
            notes.add(crs + " has heights; its horizontal part was taken, and heights were left out");
        }
        return new SwedishExtent(crs, byFile, reprojection);
    }
}
