package se.regstat.standalone.wms;

import java.util.Optional;
import se.regstat.standalone.http.ExceptionReport;
import se.regstat.standalone.http.Kvp;

/** The versions of the Web Map Service that are spoken: OGC 01-068r3 and 06-042. */
enum WmsVersion {
    V1_1_1("1.1.1", "SRS", "InvalidSRS", ExceptionReport.WMS_1_1_1),
    V1_3_0("1.3.0", "CRS", "InvalidCRS", ExceptionReport.WMS_1_3_0);

    final String text;
    final String crsParameter;
    final String invalidCrs;
    final ExceptionReport report;

    WmsVersion(String text, String crsParameter, String invalidCrs, ExceptionReport report) {
        this.text = text;
        this.crsParameter = crsParameter;
        this.invalidCrs = invalidCrs;
        this.report = report;
    }

    /** For GetCapabilities, which is never refused for its version: the highest spoken that is not above the one asked for (06-042, 6.2.4). */
    static WmsVersion negotiated(Kvp kvp) {
        Optional<int[]> asked = asked(kvp).flatMap(WmsVersion::parts);
        if (asked.isEmpty()) return V1_3_0;
        int[] v = asked.get();
        return v[0] > 1 || (v[0] == 1 && v[1] >= 3) ? V1_3_0 : V1_1_1;
    }

    /** For exception reports, where the version may be what is wrong. */
    static WmsVersion guessed(Kvp kvp) {
        if (asked(kvp).isEmpty()) return kvp.has("SRS") && !kvp.has("CRS") ? V1_1_1 : V1_3_0;
        return negotiated(kvp);
    }

    /** For everything else, where it must be said (06-042, tables 8 and 9). */
    static WmsVersion of(Kvp kvp) throws WmsException {
        Optional<String> asked = asked(kvp);
        if (asked.isEmpty()) throw WmsException.missing("VERSION", "1.3.0 or 1.1.1");
        return switch (asked.get()) {
            case "1.3.0" -> V1_3_0;
            case "1.1.1", "1.1.0" -> V1_1_1;
            default ->
                throw WmsException.invalid("version", "version " + asked.get() + " is not spoken; 1.1.1 and 1.3.0 are");
        };
    }

    private static Optional<String> asked(Kvp kvp) {
        return kvp.get("VERSION").or(() -> kvp.get("WMTVER")).map(String::strip);
    }

    private static Optional<int[]> parts(String version) {
        if (!version.matches("\\d{1,4}(\\.\\d{1,4}){0,3}")) return Optional.empty();
        String[] parts = (version + ".0").split("\\.", -1);
        return Optional.of(new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])});
    }
}
