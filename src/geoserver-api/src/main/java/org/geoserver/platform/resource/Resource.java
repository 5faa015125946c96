package org.geoserver.platform.resource;

import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** A file or folder of the data directory. */
public interface Resource {
    enum Type {
        DIRECTORY,
        RESOURCE,
        UNDEFINED
    }

    /** The last part of its path. */
    String name();

    InputStream in();

    /** Writes into a temporary file that takes the resource's place when closed. */
    OutputStream out();

    /** The folder itself, made if there is none. */
    File dir();

    Type getType();

    /** Milliseconds since 1970; 0 if there is none. */
    long lastmodified();

    /** What lies in a folder; of anything else nothing. */
    List<Resource> list();

    /** A folder with all that lies in it. @return whether it was there and is gone */
    boolean delete();
}
