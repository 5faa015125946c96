package org.geoserver.ogcapi.impl;

import java.io.Serializable;

/** Stands in for that of GeoServer's OGC API extension, as far as the plugin uses it. */
public record LinkInfoImpl(String getRel, String getType, String getHref) implements Serializable {}
