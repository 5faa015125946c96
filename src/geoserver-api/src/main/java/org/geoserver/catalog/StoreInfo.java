package org.geoserver.catalog;

import java.io.Serializable;
import java.util.Map;

/** Where data comes from. */
public interface StoreInfo extends CatalogInfo {
    String getName();

    void setName(String name);

    String getType();

    void setType(String type);

    String getDescription();

    void setDescription(String description);

    boolean isEnabled();

    void setEnabled(boolean enabled);

    WorkspaceInfo getWorkspace();

    void setWorkspace(WorkspaceInfo workspace);

    Map<String, Serializable> getConnectionParameters();
}
