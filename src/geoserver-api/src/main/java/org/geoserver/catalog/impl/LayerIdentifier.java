package org.geoserver.catalog.impl;

import java.util.Objects;
import org.geoserver.catalog.LayerIdentifierInfo;

/** What an authority calls a layer. */
public class LayerIdentifier implements LayerIdentifierInfo {
    private static final long serialVersionUID = 1;

    private String authority;
    private String identifier;

    @Override
    public String getAuthority() {
        return authority;
    }

    @Override
    public void setAuthority(String authorityName) {
        this.authority = authorityName;
    }

    @Override
    public String getIdentifier() {
        return identifier;
    }

    @Override
    public void setIdentifier(String identifier) {
        this.identifier = identifier;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LayerIdentifierInfo info
                && Objects.equals(authority, info.getAuthority())
                && Objects.equals(identifier, info.getIdentifier());
    }

    @Override
    public int hashCode() {
        return Objects.hash(authority, identifier);
    }

    @Override
    public String toString() {
        return authority + " " + identifier;
    }
}
