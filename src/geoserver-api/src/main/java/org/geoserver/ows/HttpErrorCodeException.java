package org.geoserver.ows;

/** Answered with a status of HTTP instead of an exception report. */
public class HttpErrorCodeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int errorCode;

    public HttpErrorCodeException(int errorCode, String message) {
        super(message);
        this.errorCode = errorCode;
    }

    public int getErrorCode() {
        return errorCode;
    }
}
