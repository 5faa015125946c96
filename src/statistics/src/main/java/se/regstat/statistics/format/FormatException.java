package se.regstat.statistics.format;

import java.util.Optional;

/** A document cannot be read; the message says where in it and why, and what would be right. */
public final class FormatException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Of a reason: documents are quoted in some, and may be long. */
    private static final int MOST = 500;

    private final transient Optional<String> where;
    private final String reason;
    private final transient Optional<String> exceeded;

    public FormatException(String reason) {
        this(Optional.empty(), reason, null);
    }

    /** @param where as in {@code line 7}, {@code line 7, column 3} or {@code feature 3} */
    public FormatException(String where, String reason) {
        this(Optional.of(where), reason, null);
    }

    FormatException(Optional<String> where, String reason, Throwable cause) {
        this(where, reason, cause, Optional.empty());
    }

    private FormatException(Optional<String> where, String reason, Throwable cause, Optional<String> exceeded) {
        super(where.map(place -> place + ": ").orElse("") + shortened(reason), cause);
        this.where = where;
        this.reason = shortened(reason);
        this.exceeded = exceeded;
    }

    /** @param what there is too much of: {@code bytes}, {@code features}, {@code vertices}, or another word for what is counted */
    static FormatException tooMany(long limit, String what) {
        return new FormatException(
                Optional.empty(),
                "more than " + limit + " " + what + ", which is the limit here; give less at a time",
                null,
                Optional.of(what));
    }

    /** Of which of {@link ReadLimits} there is too much, by its name; empty if that is not the fault. */
    public Optional<String> exceeded() {
        return exceeded;
    }

    private static String shortened(String reason) {
        return reason.length() > MOST ? reason.substring(0, MOST) + "…" : reason;
    }

    /** The reason alone. */
    public String reason() {
        return reason;
    }

    /**
     * In one line, of a document.
     *
     * @param source what it is called: a file, or a parameter
     */
    public String told(String source) {
        return source + where.map(place -> ", " + place).orElse("") + ": " + reason;
    }
}
