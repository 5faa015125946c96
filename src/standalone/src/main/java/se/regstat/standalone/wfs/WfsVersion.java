package se.regstat.standalone.wfs;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import se.regstat.standalone.format.Gml;

/** The versions of WFS that are spoken. */
enum WfsVersion {
    V2_0_0("2.0.0", "http://www.opengis.net/wfs/2.0", Gml.Version.V3_2),
    V1_1_0("1.1.0", "http://www.opengis.net/wfs", Gml.Version.V3_1_1);

    private final String number;
    private final String namespace;
    private final Gml.Version gml;

    WfsVersion(String number, String namespace, Gml.Version gml) {
        this.number = number;
        this.namespace = namespace;
        this.gml = gml;
    }

    String number() {
        return number;
    }

    String namespace() {
        return namespace;
    }

    /** The GML it answers with unless asked otherwise. */
    Gml.Version gml() {
        return gml;
    }

    /** By number; {@code 2.0}, {@code 2.0.2} (a corrigendum) and {@code 1.1} count too. */
    static Optional<WfsVersion> of(String number) {
        return switch (number.strip()) {
            case "2.0.0", "2.0.2", "2.0" -> Optional.of(V2_0_0);
            case "1.1.0", "1.1" -> Optional.of(V1_1_0);
            default -> Optional.empty();
        };
    }

    static Optional<WfsVersion> ofNamespace(String uri) {
        return Arrays.stream(values()).filter(v -> v.namespace.equals(uri)).findFirst();
    }

    static String spoken() {
        return Arrays.stream(values()).map(WfsVersion::number).collect(Collectors.joining(" and "));
    }
}
