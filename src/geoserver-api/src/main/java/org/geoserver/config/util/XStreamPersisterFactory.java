package org.geoserver.config.util;

/** Makes what reads and writes the files of the catalog. */
public class XStreamPersisterFactory {

    public XStreamPersister createXMLPersister() {
        return new XStreamPersister();
    }
}
