package org.geoserver.platform;

/** A call of a service's operation. */
public final class Operation {
    private final String id;
    private final Object[] parameters;

    /** As the embedded host makes it. */
    public Operation(String id, Object... parameters) {
        this.id = id;
        this.parameters = parameters.clone();
    }

    public String getId() {
        return id;
    }

    /** What it is called with. */
    public Object[] getParameters() {
        return parameters.clone();
    }
}
