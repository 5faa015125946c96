package org.geoserver.catalog;

import org.geotools.util.Version;

/** A style; its document lies in a file of its own. */
public interface StyleInfo extends CatalogInfo {
    String getName();

    void setName(String name);

    WorkspaceInfo getWorkspace();

    void setWorkspace(WorkspaceInfo workspace);

    String getFilename();

    void setFilename(String filename);

    String getFormat();

    void setFormat(String format);

    Version getFormatVersion();

    void setFormatVersion(Version version);
}
