package se.regstat.statistics.format;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.regstat.statistics.format.ReadLimits.Budget;

/** JSON (RFC 8259): as others wrote it, and texts as we write them. */
public final class Json {

    /** Deeper than anybody writes; readers call themselves for each level. */
    static final int MAX_DEPTH = 50;

    /** What the library's messages, and its reader's description, say of the place. */
    private static final Pattern PLACE = Pattern.compile("(?s)(.*?) at line (\\d+) column (\\d+) path .*");

    private static final Pattern WHOLE = Pattern.compile("-?\\d+");
    private static final int LONG_DIGITS = 18;
    private static final int MOST_DIGITS = 100;

    private Json() {}

    /** A JSON string, quotes and all. */
    public static String quoted(String text) {
        var quoted = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** The line that the reader is in. */
    static Optional<String> line(JsonReader in) {
        Matcher place = PLACE.matcher(in.toString());
        return place.matches() ? Optional.of("line " + place.group(2)) : Optional.empty();
    }

    /** What is wrong with the document, from what the library throws. */
    static FormatException malformed(IOException e) {
        Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
        boolean placed = place.matches();
        String said = placed ? place.group(1) : "";
        String what = e instanceof EOFException
                ? "it ends too early"
                : said.isEmpty() || said.startsWith("Use JsonReader")
                        ? "another sign was expected here"
                        : said.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + said.substring(1);
        return new FormatException(
                placed ? Optional.of("line " + place.group(2) + ", column " + place.group(3)) : Optional.empty(),
                "not well-formed JSON: " + what,
                e);
    }

    /** Whether it is about the document, not about where it comes from. */
    static boolean isMalformed(IOException e) {
        return e instanceof MalformedJsonException || e instanceof EOFException;
    }

    /**
     * The next value, whole; it lies so deep.
     *
     * @param budget charged with each value in it
     */
    static JsonElement value(JsonReader in, int depth, Budget budget) throws IOException {
        checkDepth(in, depth);
        budget.items(1);
        switch (in.peek()) {
            case BEGIN_OBJECT -> {
                JsonObject object = new JsonObject();
                in.beginObject();
                while (in.hasNext()) object.add(in.nextName(), value(in, depth + 1, budget));
                in.endObject();
                return object;
            }
            case BEGIN_ARRAY -> {
                JsonArray array = new JsonArray();
                in.beginArray();
                while (in.hasNext()) array.add(value(in, depth + 1, budget));
                in.endArray();
                return array;
            }
            case NUMBER -> {
                Object number = number(in.nextString());
                return number instanceof Number n ? new JsonPrimitive(n) : new JsonPrimitive(number.toString());
            }
            case BOOLEAN -> {
                return new JsonPrimitive(in.nextBoolean());
            }
            case NULL -> {
                in.nextNull();
                return JsonNull.INSTANCE;
            }
            default -> {
                return new JsonPrimitive(in.nextString());
            }
        }
    }

    static void checkDepth(JsonReader in, int depth) {
        if (depth > MAX_DEPTH) {
            throw new FormatException(line(in), "nested deeper than " + MAX_DEPTH + " levels", null);
        }
    }

    /** As an attribute has it; null for null; objects and arrays as text. */
    static Object attribute(JsonReader in, int depth, Budget budget) throws IOException {
        JsonToken token = in.peek();
        if (token != JsonToken.NUMBER && token != JsonToken.STRING) return told(value(in, depth, budget));
        budget.items(1);
        return token == JsonToken.NUMBER ? number(in.nextString()) : in.nextString();
    }

    private static Object told(JsonElement value) {
        if (value.isJsonNull()) return null;
        return value instanceof JsonPrimitive primitive && primitive.isBoolean()
                ? (Object) primitive.getAsBoolean()
                : value.toString();
    }

    /** Long, BigInteger or Double; the text itself where it is larger than those. */
    private static Object number(String text) {
        if (WHOLE.matcher(text).matches() && text.length() <= MOST_DIGITS) {
            return text.length() <= LONG_DIGITS ? (Object) Long.valueOf(text) : small(new BigInteger(text));
        }
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? (Object) number : text;
    }

    private static Number small(BigInteger number) {
        return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
    }
}
