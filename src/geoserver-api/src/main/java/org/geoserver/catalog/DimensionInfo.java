package org.geoserver.catalog;

import java.io.Serializable;

/** A dimension of a layer, such as time. Layers keep theirs among the metadata of their resource, by its name. */
public interface DimensionInfo extends Serializable {
    boolean isEnabled();

    void setEnabled(boolean enabled);

    String getAttribute();

    void setAttribute(String attribute);

    DimensionPresentation getPresentation();

    void setPresentation(DimensionPresentation presentation);

    /** As in {@code ISO8601}. */
    String getUnits();

    void setUnits(String units);

    DimensionDefaultValueSetting getDefaultValue();

    void setDefaultValue(DimensionDefaultValueSetting defaultValue);

    boolean isNearestMatchEnabled();

    void setNearestMatchEnabled(boolean nearestMatch);

    /** How far from a value asked for the nearest may be, as durations before and after: {@code P1D/PT0S}. */
    String getAcceptableInterval();

    void setAcceptableInterval(String acceptableInterval);

    /** What becomes of a request that has no match. */
    NearestFailBehavior getNearestFailBehavior();

    void setNearestFailBehavior(NearestFailBehavior matchBehavior);

    /** What may become of a request that has no match. */
    enum NearestFailBehavior {
        IGNORE,
        EXCEPTION
    }
}
