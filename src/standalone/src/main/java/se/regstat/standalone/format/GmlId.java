package se.regstat.standalone.format;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Feature ids as GML holds them. A gml:id is an XML name (xs:ID), which a percent-encoded code is not: {@code deso_2025.A%20B}.
 *
 * <ul>
 *   <li>ASCII letters, digits, {@code - . _} stay, so that ordinary ids are the same everywhere.
 *   <li>All else becomes {@code _xHHHH_}, by the UTF-16 code unit, as SQL/XML (ISO 9075-14, 9.1) writes names: {@code deso_2025.A_x0025_20B}.
 *   <li>What looks like that already is told apart by {@code _x005F_}, so that {@link #featureIds} gives back every id.
 * </ul>
 */
public final class GmlId {

    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-F]{4})_");

    /** The underscore at the end may be that of the next escape. */
    private static final Pattern LIKE_ESCAPED = Pattern.compile("_x[0-9A-F]{4}");

    private GmlId() {}

    /** The gml:id of a feature or geometry. */
    public static String of(String id) {
        int plain = 0;
        while (plain < id.length() && isPlain(id, plain)) plain++;
        if (plain == id.length()) return id;
        StringBuilder name = new StringBuilder(id.length() + 16).append(id, 0, plain);
        for (int i = plain; i < id.length(); i++) {
            char c = id.charAt(i);
            if (isPlain(id, i)) name.append(c);
            else name.append(String.format(Locale.ROOT, "_x%04X_", (int) c));
        }
        return name.toString();
    }

    /** The feature ids that a client may mean, who has one from GML or from another format: one, or rarely two. */
    public static Set<String> featureIds(String written) {
        if (!ESCAPED.matcher(written).find()) return Set.of(written);
        String id = ESCAPED.matcher(written)
                .replaceAll(m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))));
        return of(id).equals(written) ? Set.of(written, id) : Set.of(written);
    }

    private static boolean isPlain(String id, int i) {
        char c = id.charAt(i);
        if (c == '_') return !LIKE_ESCAPED.matcher(id).region(i, id.length()).lookingAt();
        if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return true;
        return i > 0 && ((c >= '0' && c <= '9') || c == '-' || c == '.');
    }
}
