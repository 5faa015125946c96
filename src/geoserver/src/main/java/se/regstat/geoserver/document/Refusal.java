package se.regstat.geoserver.document;

import org.geoserver.platform.ServiceException;

/**
 * What the service does not answer, with a line for the reader. GeoServer logs it in one line, as it has nobody's stack to
 * tell of.
 */
public final class Refusal extends ServiceException {

    private static final long serialVersionUID = 1;

    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int TOO_SLOW = 408;
    static final int PRECONDITION_FAILED = 412;
    static final int TOO_LARGE = 413;
    static final int RANGE_NOT_SATISFIABLE = 416;
    static final int UNAVAILABLE = 503;

    private static final int QUOTED = 60;

    private final int status;
    private final String parameter;

    private Refusal(int status, String parameter, String message) {
        // GeoServer takes codes that begin so for the client's mistakes, others for failures of its own.
        // Parameters are quoted in messages, and shall not write lines of their own into the log.
        super(message.replaceAll("\\p{Cntrl}+", " "), "InvalidParameterValue");
        this.status = status;
        this.parameter = parameter;
    }

    /** What was sent, as messages quote it: of any length it would hide what they say. */
    public static String shortened(String sent) {
        return sent.length() <= QUOTED ? sent : sent.substring(0, QUOTED) + "...";
    }

    /** What cannot be understood. */
    public static Refusal badRequest(String message) {
        return new Refusal(BAD_REQUEST, "", message);
    }

    /** What is not there, or not for the asker, who is told no more. */
    public static Refusal notFound(String message) {
        return new Refusal(NOT_FOUND, "", message);
    }

    /** What is there, as everybody may know, and not for the asker. */
    public static Refusal forbidden(String message) {
        return new Refusal(FORBIDDEN, "", message);
    }

    /** What is more than one request may ask for. */
    public static Refusal tooLarge(String message) {
        return new Refusal(TOO_LARGE, "", message);
    }

    /** What did not arrive in time; the connection ends, as nobody waits for the rest. */
    public static Refusal tooSlow(String message) {
        return new Refusal(TOO_SLOW, "", message);
    }

    /** What cannot be had now, and can later. */
    public static Refusal unavailable(String message) {
        return new Refusal(UNAVAILABLE, "", message);
    }

    static Refusal preconditionFailed(String message) {
        return new Refusal(PRECONDITION_FAILED, "", message);
    }

    static Refusal rangeNotSatisfiable(long length) {
        return new Refusal(RANGE_NOT_SATISFIABLE, "", "the document has " + length + " bytes; ask for some of these");
    }

    /** The same, with the parameter at fault as it was to be written. */
    public Refusal of(String atFault) {
        return new Refusal(status, atFault, getMessage());
    }

    /** Of HTTP. */
    public int status() {
        return status;
    }

    /** The parameter at fault; empty if it is none's. */
    String parameter() {
        return parameter;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
