package se.regstat.geotools;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Feature ids: layer, dot, code, as in {@code deso_2025.0180C4040}; and dot, year, as in {@code population_deso.0180C4040.2023}. */
public final class FeatureIds {

    private FeatureIds() {}

    /** What an id tells. */
    record Parts(String code, int year) {}

    /** Everything in the code but ASCII letters, digits and {@code - . _ ~} is percent-encoded as UTF-8 (RFC 3986). */
    public static String of(String layer, String code) {
        return start(layer, code).toString();
    }

    public static String of(String layer, String code, int year) {
        return start(layer, code).append('.').append(year).toString();
    }

    private static StringBuilder start(String layer, String code) {
        StringBuilder id = new StringBuilder(layer.length() + code.length() + 8)
                .append(layer)
                .append('.');
        if (isPlain(code)) return id.append(code);
        for (byte b : code.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved((char) b)) {
                id.append((char) b);
            } else {
                id.append('%').append(HexFormat.of().toHexDigits(b).toUpperCase(Locale.ROOT));
            }
        }
        return id;
    }

    private static boolean isPlain(String code) {
        for (int i = 0; i < code.length(); i++) {
            if (!isUnreserved(code.charAt(i))) return false;
        }
        return true;
    }

    /**
     * What an id of a layer tells; empty if it is no such id.
     *
     * @param withYear whether the layer's ids end with a year
     */
    static Optional<Parts> parse(String layer, String id, boolean withYear) {
        if (!id.startsWith(layer + ".")) return Optional.empty();
        String code = id.substring(layer.length() + 1);
        if (!withYear) return Optional.of(new Parts(decoded(code), 0));
        int dot = code.lastIndexOf('.');
        if (dot < 0 || !code.substring(dot + 1).matches("\\d{1,9}")) return Optional.empty();
        return Optional.of(new Parts(decoded(code.substring(0, dot)), Integer.parseInt(code.substring(dot + 1))));
    }

    private static String decoded(String code) {
        if (code.indexOf('%') < 0) return code;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < code.length(); i++) {
            boolean encoded = code.charAt(i) == '%'
                    && i + 2 < code.length()
                    && HexFormat.isHexDigit(code.charAt(i + 1))
                    && HexFormat.isHexDigit(code.charAt(i + 2));
            bytes.write(encoded ? HexFormat.fromHexDigits(code, i + 1, i + 3) : code.charAt(i));
            if (encoded) i += 2;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static boolean isUnreserved(char c) {
        return (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
