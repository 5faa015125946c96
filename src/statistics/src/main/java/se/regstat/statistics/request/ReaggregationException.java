package se.regstat.statistics.request;

import java.util.Optional;

/** What was asked for cannot be computed; the message says what, why, and what would be possible. */
public final class ReaggregationException extends RuntimeException {

    private final String parameter;
    private final transient Message message;

    /** For what is no parameter's fault. */
    public ReaggregationException(String message) {
        this("", Message.of(message), null);
    }

    /** For what is no parameter's fault. */
    public ReaggregationException(String message, Throwable cause) {
        this("", Message.of(message), cause);
    }

    private ReaggregationException(String parameter, Message message, Throwable cause) {
        super(told(parameter, message).toString(), cause);
        this.parameter = parameter;
        this.message = message;
    }

    /** @param parameter at fault, as declared */
    public static ReaggregationException of(String parameter, String message) {
        return of(parameter, Message.of(message));
    }

    /** @param parameter at fault, as declared */
    public static ReaggregationException of(String parameter, Message message) {
        return new ReaggregationException(parameter, message, null);
    }

    /** @param parameter at fault, as declared */
    public static ReaggregationException of(String parameter, String message, Throwable cause) {
        return new ReaggregationException(parameter, Message.of(message), cause);
    }

    /** The same, with more that may be its cause. */
    public ReaggregationException and(Message more) {
        return new ReaggregationException(parameter, message.text("; ").and(more), this);
    }

    private static Message told(String parameter, Message message) {
        return parameter.isEmpty()
                ? message
                : Message.of("").parameter(parameter).text(": ").and(message);
    }

    /** The parameter at fault, as declared; empty if it is none's. */
    public Optional<String> parameter() {
        return Optional.of(parameter).filter(name -> !name.isEmpty());
    }

    /** What is said, the parameter at fault first, as a door spells it; {@link #getMessage} is {@link Spelling#AS_DECLARED}. */
    public String in(Spelling spelling) {
        return told(parameter, message).in(spelling);
    }
}
