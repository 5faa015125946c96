package se.regstat.geoserver.info;

import org.geoserver.platform.ServiceException;

/**
 * What the service does not answer, with a line for the reader. GeoServer logs it in one line, as it has nobody's stack to
 * tell of.
 */
final class Refusal extends ServiceException {

    private static final long serialVersionUID = 1;

    static final int BAD_REQUEST = 400;
    static final int NOT_FOUND = 404;
    static final int TOO_LARGE = 413;

    private final int status;
    private final String parameter;

    private Refusal(int status, String parameter, String message) {
        // GeoServer takes codes that begin so for the client's mistakes, others for failures of its own.
        // Parameters are quoted in messages, and shall not write lines of their own into the log.
        super(message.replaceAll("\\p{Cntrl}+", " "), "InvalidParameterValue");
        this.status = status;
        this.parameter = parameter;
    }

    static Refusal badRequest(String message) {
        return new Refusal(BAD_REQUEST, "", message);
    }

    static Refusal notFound(String message) {
        return new Refusal(NOT_FOUND, "", message);
    }

    static Refusal tooLarge(String message) {
        return new Refusal(TOO_LARGE, "", message);
    }

    /** The same, with the parameter at fault as it was to be written. */
    Refusal of(String atFault) {
        return new Refusal(status, atFault, getMessage());
    }

    /** Of HTTP. */
    int status() {
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
