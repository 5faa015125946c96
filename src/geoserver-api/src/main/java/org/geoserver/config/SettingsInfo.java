package org.geoserver.config;

import org.geoserver.catalog.Info;
import org.geoserver.catalog.WorkspaceInfo;

/** Settings of the server, or of a workspace. */
public interface SettingsInfo extends Info {
    WorkspaceInfo getWorkspace();

    void setWorkspace(WorkspaceInfo workspace);

    ContactInfo getContact();

    void setContact(ContactInfo contact);

    /** Decimals of coordinates. */
    int getNumDecimals();

    void setNumDecimals(int decimals);

    /** Its address as clients see it; null if nobody told. May have placeholders for what a request's headers say. */
    String getProxyBaseUrl();

    void setProxyBaseUrl(String address);

    Boolean isUseHeadersProxyURL();

    void setUseHeadersProxyURL(Boolean use);
}
