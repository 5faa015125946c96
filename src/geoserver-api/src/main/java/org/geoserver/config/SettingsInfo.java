package org.geoserver.config;

/** Settings of the server, or of a workspace. */
public interface SettingsInfo {
    /** Its address as clients see it; null if nobody told. May have placeholders for what a request's headers say. */
    String getProxyBaseUrl();
}
