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

    public void deleteStyle(StyleInfo style, boolean purgeFile) throws IOException {
        throw new UnsupportedOperationException();
    }
}
