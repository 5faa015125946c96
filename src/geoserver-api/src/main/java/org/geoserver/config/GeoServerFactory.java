package org.geoserver.config;

/** Makes what can be added to the configuration. */
public interface GeoServerFactory {
    SettingsInfo createSettings();

    ContactInfo createContact();

    /** Null if nothing here can make it. */
    <T> T create(Class<T> kind);
}
