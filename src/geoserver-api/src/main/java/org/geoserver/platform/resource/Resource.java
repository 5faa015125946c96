package org.geoserver.platform.resource;

import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;

/** A file or folder of the data directory. */
public interface Resource {
    enum Type {
        DIRECTORY,
        RESOURCE,
        UNDEFINED
    }

    InputStream in();

    /** Writes into a temporary file that takes the resource's place when closed. */
    OutputStream out();

    /** The folder itself, made if there is none. */
    File dir();

    Type getType();

    /** @return whether it was there and is gone */
    boolean delete();
}
