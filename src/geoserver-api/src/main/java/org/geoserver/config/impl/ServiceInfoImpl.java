package org.geoserver.config.impl;

import java.util.ArrayList;
import java.util.List;
import org.geoserver.catalog.KeywordInfo;
import org.geoserver.catalog.MetadataMap;
import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.config.ServiceInfo;
import org.geotools.api.util.InternationalString;

/** What is configured of a service; enabled unless said otherwise. */
public class ServiceInfoImpl implements ServiceInfo {
    private final List<KeywordInfo> keywords = new ArrayList<>();
    private final MetadataMap metadata = new MetadataMap();
    private String name;
    private boolean enabled = true;
    private WorkspaceInfo workspace;
    private String title;
    private InternationalString internationalTitle;
    private String text;
    private InternationalString internationalText;
    private String fees;
    private String accessConstraints;
    private String onlineResource;

    @Override
    public String getId() {
        return null;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public void setName(String name) {
        this.name = name;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public WorkspaceInfo getWorkspace() {
        return workspace;
    }

    @Override
    public void setWorkspace(WorkspaceInfo workspace) {
        this.workspace = workspace;
    }

    @Override
    public String getTitle() {
        return title;
    }

    @Override
    public void setTitle(String title) {
        this.title = title;
    }

    @Override
    public InternationalString getInternationalTitle() {
        return internationalTitle;
    }

    @Override
    public void setInternationalTitle(InternationalString internationalTitle) {
        this.internationalTitle = internationalTitle;
    }

    @Override
    public String getAbstract() {
        return text;
    }

    @Override
    public void setAbstract(String text) {
        this.text = text;
    }

    @Override
    public InternationalString getInternationalAbstract() {
        return internationalText;
    }

    @Override
    public void setInternationalAbstract(InternationalString internationalText) {
        this.internationalText = internationalText;
    }

    @Override
    public String getFees() {
        return fees;
    }

    @Override
    public void setFees(String fees) {
        this.fees = fees;
    }

    @Override
    public String getAccessConstraints() {
        return accessConstraints;
    }

    @Override
    public void setAccessConstraints(String accessConstraints) {
        this.accessConstraints = accessConstraints;
    }

    @Override
    public String getOnlineResource() {
        return onlineResource;
    }

    @Override
    public void setOnlineResource(String onlineResource) {
        this.onlineResource = onlineResource;
    }

    @Override
    public List<KeywordInfo> getKeywords() {
        return keywords;
    }

    @Override
    public MetadataMap getMetadata() {
        return metadata;
    }
}
