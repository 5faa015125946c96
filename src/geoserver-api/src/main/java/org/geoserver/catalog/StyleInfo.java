package org.geoserver.catalog;

import java.io.IOException;
import org.geotools.api.style.Style;
import org.geotools.api.style.StyledLayerDescriptor;
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

    /** What maps and capabilities are made with: one object for all of them, while it is kept. */
    Style getStyle() throws IOException;

    /** The document as it was read. */
    StyledLayerDescriptor getSLD() throws IOException;
}
