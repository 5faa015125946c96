package org.geoserver.platform;

/** The order among extensions of a kind: lower comes first; 100 is the default. */
public interface ExtensionPriority {

    int HIGHEST = 0;

    int getPriority();
}
