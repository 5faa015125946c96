package org.geoserver.platform;

/** The order among extensions of a kind: lower comes first; 100 is the default. */
public interface ExtensionPriority {
    int getPriority();
}
