package org.geoserver.config;

import java.util.List;
import org.geoserver.catalog.Info;
import org.geoserver.catalog.KeywordInfo;
import org.geoserver.catalog.MetadataMap;
import org.geoserver.catalog.WorkspaceInfo;
import org.geotools.api.util.InternationalString;

/** What is configured of a service, of the server's or of a workspace's own. */
public interface ServiceInfo extends Info {
    String getName();

    void setName(String name);

    boolean isEnabled();

    void setEnabled(boolean enabled);

    /** Null for that of the server. */
    WorkspaceInfo getWorkspace();

    void setWorkspace(WorkspaceInfo workspace);

    String getTitle();

    void setTitle(String title);

    InternationalString getInternationalTitle();

    void setInternationalTitle(InternationalString title);

    String getAbstract();

    void setAbstract(String text);

    InternationalString getInternationalAbstract();

    void setInternationalAbstract(InternationalString text);

    String getFees();

    void setFees(String fees);

    String getAccessConstraints();

    void setAccessConstraints(String constraints);

    String getOnlineResource();

    void setOnlineResource(String url);

    List<KeywordInfo> getKeywords();

    MetadataMap getMetadata();
}
