package se.regstat.geoserver.layers;

import java.util.Objects;
import org.geoserver.catalog.DimensionDefaultValueSetting;
import org.geoserver.catalog.DimensionDefaultValueSetting.Strategy;
import org.geoserver.catalog.DimensionInfo;
import org.geoserver.catalog.DimensionPresentation;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.impl.DimensionInfoImpl;
import se.regstat.geoserver.ledger.Property;

/**
 * The dimension TIME of layers with years: the years are listed, and the latest is shown to whoever asks for none. A moment or a
 * part of a year is the year: the nearest value is taken if it lies in the year before what is asked for, else the request is
 * refused.
 */
final class TimeDimension {

    private static final String KEY = "time";
    private static final String ATTRIBUTE = "period";
    private static final String UNITS = "ISO8601";

    /** From the end of a year back to its beginning, and not to that of the year before. */
    private static final String WITHIN_THE_YEAR = "P364DT23H59M59S/PT0S";

    private TimeDimension() {}

    /** @param wanted false for a layer that is the same at all times */
    static Property property(FeatureTypeInfo type, boolean wanted) {
        return new Property(
                "time",
                () -> told(type.getMetadata().get(KEY, DimensionInfo.class)),
                wanted ? told(latest()) : "",
                () -> {
                    if (wanted) {
                        type.getMetadata().put(KEY, latest());
                    } else {
                        type.getMetadata().remove(KEY);
                    }
                });
    }

    private static DimensionInfo latest() {
        DimensionDefaultValueSetting latest = new DimensionDefaultValueSetting();
        latest.setStrategyType(Strategy.MAXIMUM);
        DimensionInfoImpl time = new DimensionInfoImpl();
        time.setEnabled(true);
        time.setAttribute(ATTRIBUTE);
        time.setPresentation(DimensionPresentation.LIST);
        time.setUnits(UNITS);
        time.setDefaultValue(latest);
        time.setNearestMatchEnabled(true);
        time.setAcceptableInterval(WITHIN_THE_YEAR);
        time.setNearestFailBehavior(DimensionInfo.NearestFailBehavior.EXCEPTION);
        return time;
    }

    private static String told(DimensionInfo time) {
        if (time == null) return "";
        DimensionDefaultValueSetting otherwise = time.getDefaultValue();
        return (time.isEnabled() ? "" : "disabled ") + time.getAttribute() + " " + time.getPresentation() + " "
                + time.getUnits() + ", default "
                + Objects.toString(otherwise == null ? null : otherwise.getStrategyType(), "none")
                + (time.isNearestMatchEnabled() ? ", nearest within " + time.getAcceptableInterval() : "");
    }
}
