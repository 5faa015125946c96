package org.geoserver.catalog;

import java.io.Serializable;

/** Who gives identifiers. */
public interface AuthorityURLInfo extends Serializable {
    String getName();

    void setName(String name);

    String getHref();

    void setHref(String href);
}
