package se.regstat.statistics.format;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.regstat.statistics.format.ReadLimits.Budget;

/** A value of a JSON document that is held whole, or nothing: what is asked of something that has it not is nothing too. */
public final class JsonValue {

    private static final Gson WRITER = new GsonBuilder().serializeNulls().create();

    private static final JsonValue NOTHING = new JsonValue(JsonNull.INSTANCE);

    private final JsonElement element;

    JsonValue(JsonElement element) {
        this.element = element;
    }

    /**
     * A document in UTF-8.
     *
     * @throws FormatException if it is not one value in well-formed JSON
     */
    public static JsonValue parse(byte[] document) {
        try {
            JsonReader in = new JsonReader(Text.reader(new ByteArrayInputStream(document), StandardCharsets.UTF_8, 1));
            JsonElement root = Json.value(in, 0, new Budget(ReadLimits.NONE));
            if (in.peek() != JsonToken.END_DOCUMENT)
                throw new FormatException("not well-formed JSON: more than a value");
            return new JsonValue(root);
        } catch (CharacterCodingException e) {
            throw Text.notIn(StandardCharsets.UTF_8, e);
        } catch (IOException e) {
            throw Json.malformed(e);
        }
    }

    /** Of lists, maps, texts, numbers and null. */
    public static JsonValue of(Object value) {
        return new JsonValue(WRITER.toJsonTree(value));
    }

    /** A member; nothing if there is none, or this is no object. */
    public JsonValue at(String name) {
        JsonElement member = element instanceof JsonObject object ? object.get(name) : null;
        return member == null ? NOTHING : new JsonValue(member);
    }

    /** The items in order; none if this is no array. */
    public List<JsonValue> items() {
        List<JsonValue> items = new ArrayList<>();
        if (element instanceof JsonArray array) array.forEach(item -> items.add(new JsonValue(item)));
        return items;
    }

    /** The members in order; none if this is no object. */
    public Map<String, JsonValue> members() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        if (element instanceof JsonObject object) {
            object.entrySet().forEach(member -> members.put(member.getKey(), new JsonValue(member.getValue())));
        }
        return members;
    }

    /** Null, or not there. */
    public boolean isNothing() {
        return element.isJsonNull();
    }

    public boolean isArray() {
        return element.isJsonArray();
    }

    public boolean isObject() {
        return element.isJsonObject();
    }

    public boolean isNumber() {
        return element instanceof JsonPrimitive primitive && primitive.isNumber();
    }

    public boolean isText() {
        return element instanceof JsonPrimitive primitive && primitive.isString();
    }

    /** Whether it is the word true. */
    public boolean isTrue() {
        return element instanceof JsonPrimitive primitive && primitive.isBoolean() && primitive.getAsBoolean();
    }

    /** A text, number or truth value as text; empty for all else. */
    public String text() {
        return element instanceof JsonPrimitive primitive ? primitive.getAsString() : "";
    }

    /** NaN if it is no number. */
    public double number() {
        return isNumber() ? element.getAsDouble() : Double.NaN;
    }

    /** A whole number, written as a number or as text. */
    public Optional<Long> whole() {
        try {
            return text().isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(text().strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** In JSON. */
    @Override
    public String toString() {
        return element.toString();
    }
}
