package org.geoserver.csw.records.iso;

/** Stands in for that of GeoServer's CSW extension for ISO 19139, whose presence the plugin looks for. */
public final class MetaDataDescriptor {
    private MetaDataDescriptor() {}
}
