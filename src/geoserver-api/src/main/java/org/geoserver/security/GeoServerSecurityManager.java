package org.geoserver.security;

/** Knows who asks. In GeoServer's application context it is {@code authenticationManager}. */
public class GeoServerSecurityManager {

    /** Whether whoever asks in this thread is an administrator; everybody is where GeoServer's security is off. */
    public boolean checkAuthenticationForAdminRole() {
        return false;
    }
}
