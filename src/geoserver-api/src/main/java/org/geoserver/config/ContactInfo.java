package org.geoserver.config;

import org.geoserver.catalog.Info;
import org.geotools.api.util.InternationalString;

/** Whom to ask about a server, or about the services of a workspace. */
public interface ContactInfo extends Info {
    String getContactOrganization();

    void setContactOrganization(String organization);

    InternationalString getInternationalContactOrganization();

    void setInternationalContactOrganization(InternationalString organization);

    String getContactEmail();

    void setContactEmail(String email);

    InternationalString getInternationalContactEmail();

    void setInternationalContactEmail(InternationalString email);

    String getOnlineResource();

    void setOnlineResource(String url);
}
