package org.geoserver.catalog.impl;

import org.geoserver.catalog.DimensionDefaultValueSetting;
import org.geoserver.catalog.DimensionInfo;
import org.geoserver.catalog.DimensionPresentation;

/** A dimension. */
public class DimensionInfoImpl implements DimensionInfo {
    private static final long serialVersionUID = 1;

    private boolean enabled;
    private String attribute;
    private DimensionPresentation presentation;
    private String units;
    private DimensionDefaultValueSetting defaultValue;
    private boolean nearestMatchEnabled;
    private String acceptableInterval;
    private NearestFailBehavior nearestFailBehavior;

    public DimensionInfoImpl() {}

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public String getAttribute() {
        return attribute;
    }

    @Override
    public void setAttribute(String attribute) {
        this.attribute = attribute;
    }

    @Override
    public DimensionPresentation getPresentation() {
        return presentation;
    }

    @Override
    public void setPresentation(DimensionPresentation presentation) {
        this.presentation = presentation;
    }

    @Override
    public String getUnits() {
        return units;
    }

    @Override
    public void setUnits(String units) {
        this.units = units;
    }

    @Override
    public DimensionDefaultValueSetting getDefaultValue() {
        return defaultValue;
    }

    @Override
    public void setDefaultValue(DimensionDefaultValueSetting defaultValue) {
        this.defaultValue = defaultValue;
    }

    @Override
    public boolean isNearestMatchEnabled() {
        return nearestMatchEnabled;
    }

    @Override
    public void setNearestMatchEnabled(boolean nearestMatchEnabled) {
        this.nearestMatchEnabled = nearestMatchEnabled;
    }

    @Override
    public String getAcceptableInterval() {
        return acceptableInterval;
    }

    @Override
    public void setAcceptableInterval(String acceptableInterval) {
        this.acceptableInterval = acceptableInterval;
    }

    @Override
    public NearestFailBehavior getNearestFailBehavior() {
        return nearestFailBehavior;
    }

    @Override
    public void setNearestFailBehavior(NearestFailBehavior matchBehavior) {
        nearestFailBehavior = matchBehavior;
    }
}
