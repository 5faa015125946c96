package org.geoserver.platform;

/** A call of a service's operation. */
public final class Operation {
    private Operation() {}
}
