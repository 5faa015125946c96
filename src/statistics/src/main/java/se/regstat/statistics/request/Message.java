package se.regstat.statistics.request;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is said of a request. Parameters in it are spelled by the door where it is read. Immutable. */
public final class Message {

    private final List<Function<Spelling, String>> parts;

    private Message(List<Function<Spelling, String>> parts) {
        this.parts = parts;
    }

    public static Message of(String text) {
        return new Message(List.of(spelling -> text));
    }

    public Message text(String text) {
        return and(spelling -> text);
    }

    /** @param name of a parameter, as declared */
    public Message parameter(String name) {
        return and(spelling -> spelling.parameter(name));
    }

    /** A parameter with a value that may be given. */
    public Message setting(String name, String value) {
        return and(spelling -> spelling.setting(name, value));
    }

    public Message and(Message other) {
        return and(other::in);
    }

    private Message and(Function<Spelling, String> part) {
        List<Function<Spelling, String>> more = new ArrayList<>(parts);
        more.add(part);
        return new Message(List.copyOf(more));
    }

    public String in(Spelling spelling) {
        return parts.stream().map(part -> part.apply(spelling)).collect(Collectors.joining());
    }

    /** As declared. */
    @Override
    public String toString() {
        return in(Spelling.AS_DECLARED);
    }
}
