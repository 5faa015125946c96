package org.geoserver.catalog;

import java.util.List;
import org.geotools.geometry.jts.ReferencedEnvelope;

/** Layers drawn together. */
public interface LayerGroupInfo extends PublishedInfo {
    enum Mode {
        SINGLE,
        OPAQUE_CONTAINER,
        NAMED,
        CONTAINER,
        EO
    }

    Mode getMode();

    void setMode(Mode mode);

    WorkspaceInfo getWorkspace();

    void setWorkspace(WorkspaceInfo workspace);

    List<PublishedInfo> getLayers();

    /** One for each layer; null stands for the layer's default style. */
    List<StyleInfo> getStyles();

    /** Where there are none, capabilities tell those of the layers in it. */
    List<MetadataLinkInfo> getMetadataLinks();

    ReferencedEnvelope getBounds();

    void setBounds(ReferencedEnvelope bounds);
}
