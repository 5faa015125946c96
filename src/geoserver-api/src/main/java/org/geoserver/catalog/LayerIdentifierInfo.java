package org.geoserver.catalog;

import java.io.Serializable;

/** What an authority calls a layer. */
public interface LayerIdentifierInfo extends Serializable {
    String getAuthority();

    void setAuthority(String authorityName);

    String getIdentifier();

    void setIdentifier(String identifier);
}
