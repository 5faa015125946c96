package org.geoserver.catalog.impl;

import java.util.Objects;
import org.geoserver.catalog.AuthorityURLInfo;

/** Who gives identifiers. */
public class AuthorityURL implements AuthorityURLInfo {
    private static final long serialVersionUID = 1;

    private String name;
    private String href;

    @Override
    public String getName() {
        return name;
    }

    @Override
    public void setName(String name) {
        this.name = name;
    }

    @Override
    public String getHref() {
        return href;
    }

    @Override
    public void setHref(String href) {
        this.href = href;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AuthorityURLInfo info
                && Objects.equals(name, info.getName())
                && Objects.equals(href, info.getHref());
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, href);
    }

    @Override
    public String toString() {
        return name + " " + href;
    }
}
