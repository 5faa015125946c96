package org.springframework.security.access;

/** As GeoServer throws it where who may not read a layer is to log in; known to the plugin by its name alone. */
public class AccessDeniedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public AccessDeniedException(String message) {
        super(message);
    }
}
