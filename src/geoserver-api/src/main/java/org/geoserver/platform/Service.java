package org.geoserver.platform;

import java.util.List;
import org.geotools.util.Version;

/** A service: a bean whose methods are its operations. */
public final class Service {
    private final String id;
    private final Object service;
    private final Version version;
    private final List<String> operations;

    public Service(String id, Object service, Version version, List<String> operations) {
        this.id = id;
        this.service = service;
        this.version = version;
        this.operations = List.copyOf(operations);
    }

    public String getId() {
        return id;
    }

    public Object getService() {
        return service;
    }

    public Version getVersion() {
        return version;
    }

    public List<String> getOperations() {
        return operations;
    }
}
