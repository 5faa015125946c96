package se.regstat.statistics.text;

import java.util.regex.Pattern;

/** Text as XML and HTML hold it. */
public final class XmlEscapes {

    private static final Pattern FORBIDDEN =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private XmlEscapes() {}

    /** Text that is yet to be escaped, with {@code ?} for what XML 1.0 cannot hold. Messages quote requests, which may hold anything. */
    public static String legal(String text) {
        return FORBIDDEN.matcher(text).replaceAll("?");
    }

    /**
     * Text inside an element or an attribute. What XML 1.0 cannot hold becomes U+FFFD; a carriage return is written as a
     * reference, since a parser would take it for the end of a line.
     */
    public static String of(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\r' -> escaped.append("&#13;");
                default -> escaped.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int c) {
        return c == '\t' || c == '\n' || (c >= ' ' && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) || c > 0xFFFF;
    }
}
