package se.regstat.geoserver.document;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses the format of a document by what a client accepts (RFC 9110, 12.5.1). An address without an ending, such as {@code
 * /regstat-info/dcat}, is answered directly with {@code Vary: Accept} and the {@code Content-Location} of what was chosen, not by
 * a redirection to it: that needs no address of the server as it is seen from outside, no second request, and no client that goes
 * on after a 303.
 */
public final class Accepted {

    /** The parameter in which operations get the header {@code Accept} where neither ending nor parameter names a format. */
    public static final String PARAMETER = "accepted";

    private static final Pattern RANGE = Pattern.compile("\\s*([^\\s;,/]+)/([^\\s;,/]+)\\s*((?:;[^,]*)?)(?:,|$)");
    private static final Pattern QUALITY =
            Pattern.compile(";\\s*q\\s*=\\s*([01](?:\\.\\d*)?)", Pattern.CASE_INSENSITIVE);

    private Accepted() {}

    /**
     * The best of what there is: what the client prefers, among equals the first. Who accepts none of it gets the first, which may
     * be better than nothing.
     *
     * @param header {@code Accept} as it was sent; blank accepts all
     * @param formats there are by media type in lower case, the usual one first; in the order of the map
     */
    public static String format(String header, Map<String, String> formats) {
        String best = formats.values().iterator().next();
        double most = 0;
        for (Map.Entry<String, String> offered : formats.entrySet()) {
            double quality = quality(offered.getKey(), header.isBlank() ? "*/*" : header);
            if (quality > most) {
                most = quality;
                best = offered.getValue();
            }
        }
        return best;
    }

    /** Of the range that names the type most closely. */
    private static double quality(String type, String header) {
        int closest = -1;
        double quality = 0;
        Matcher range = RANGE.matcher(header.toLowerCase(Locale.ROOT));
        while (range.find()) {
            int closeness = closeness(type, range.group(1), range.group(2));
            if (closeness <= closest) continue;
            closest = closeness;
            Matcher told = QUALITY.matcher(range.group(3));
            quality = told.find() ? Double.parseDouble(told.group(1)) : 1;
        }
        return quality;
    }

    private static int closeness(String type, String main, String sub) {
        if (type.equals(main + "/" + sub)) return 2;
        if (sub.equals("*") && type.startsWith(main + "/")) return 1;
        return main.equals("*") && sub.equals("*") ? 0 : -1;
    }
}
