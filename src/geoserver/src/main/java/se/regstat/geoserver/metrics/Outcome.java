package se.regstat.geoserver.metrics;

import java.util.Locale;

/** What became of a request, or of a computation. */
public enum Outcome {
    /** It was answered as it was asked. */
    OK,
    /** A mistake of the client's, or more than a limit allows. */
    REFUSED,
    /** The server's own fault. */
    FAILED,
    /** The client went away, or took too little, before it had the whole answer. */
    GONE;

    private static final int LEAST_REFUSAL = 400;
    private static final int LEAST_FAILURE = 500;

    /** What a status of HTTP says of itself. */
    public static Outcome ofStatus(int status) {
        if (status < LEAST_REFUSAL) return OK;
        return status < LEAST_FAILURE || isOfLimit(status) ? REFUSED : FAILED;
    }

    /** Whether refusals with this status are for more than is taken on: 408, 413 and 503. */
    static boolean isOfLimit(int status) {
        return status == 408 || status == 413 || status == 503;
    }

    /** As figures and logs have it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
