package org.geoserver.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;

/** Reads and writes what the catalog points at. */
public class ResourcePool {
    public void writeStyle(StyleInfo style, InputStream in) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** @throws java.io.FileNotFoundException if the style has no document */
    public BufferedReader readStyle(StyleInfo style) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Lets go of a style that was read, which is read anew when next asked for. */
    public void clear(StyleInfo style) {
        throw new UnsupportedOperationException();
    }

    /** Lets go of an open data store, which is opened anew when next asked for. */
    public void clear(DataStoreInfo store) {
        throw new UnsupportedOperationException();
    }

    public void deleteStyle(StyleInfo style, boolean purgeFile) throws IOException {
        throw new UnsupportedOperationException();
    }
}
