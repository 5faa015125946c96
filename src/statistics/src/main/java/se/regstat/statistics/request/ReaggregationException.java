package se.regstat.statistics.request;

/** What was asked for cannot be computed; the message says what, why, and what would be possible. */
public final class ReaggregationException extends RuntimeException {

    public ReaggregationException(String message) {
        super(message);
    }

    public ReaggregationException(String message, Throwable cause) {
        super(message, cause);
    }
}
