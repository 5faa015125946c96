package org.geoserver.platform;

/** A request that a service cannot answer. */
public class ServiceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    public ServiceException(String message, String code) {
        super(message);
        this.code = code;
    }

    public String getCode() {
        return code;
    }
}
