package se.regstat.geotools;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** Feature ids: layer, dot, code, as in {@code deso_2025.0180C4040}. */
final class FeatureIds {

    private FeatureIds() {}

    /** Everything in the code but ASCII letters, digits and {@code - . _ ~} is percent-encoded as UTF-8 (RFC 3986). */
    static String of(String layer, String code) {
        StringBuilder id = new StringBuilder(layer.length() + 1 + code.length())
                .append(layer)
                .append('.');
        for (byte b : code.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(b)) {
                id.append((char) b);
            } else {
                id.append('%').append(HexFormat.of().toHexDigits(b).toUpperCase(Locale.ROOT));
            }
        }
        return id.toString();
    }

    private static boolean isUnreserved(byte b) {
        return (b >= '0' && b <= '9')
                || (b >= 'A' && b <= 'Z')
                || (b >= 'a' && b <= 'z')
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
    }
}
