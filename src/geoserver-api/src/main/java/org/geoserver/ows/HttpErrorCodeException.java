package org.geoserver.ows;

/** A status of HTTP that is answered without more ado. */
public class HttpErrorCodeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int errorCode;

    public HttpErrorCodeException(int errorCode) {
        this.errorCode = errorCode;
    }

    public int getErrorCode() {
        return errorCode;
    }
}
