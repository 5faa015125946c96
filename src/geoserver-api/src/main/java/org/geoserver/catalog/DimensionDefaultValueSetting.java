package org.geoserver.catalog;

import java.io.Serializable;

/** Which value stands for a dimension that a request does not mention. */
public class DimensionDefaultValueSetting implements Serializable {
    private static final long serialVersionUID = 1;

    /** How the value is found. */
    public enum Strategy {
        MINIMUM,
        MAXIMUM,
        NEAREST,
        FIXED,
        BUILTIN
    }

    private Strategy strategyType;
    private String referenceValue;

    public Strategy getStrategyType() {
        return strategyType;
    }

    public void setStrategyType(Strategy strategyType) {
        this.strategyType = strategyType;
    }

    /** For {@link Strategy#NEAREST} and {@link Strategy#FIXED}. */
    public String getReferenceValue() {
        return referenceValue;
    }

    public void setReferenceValue(String referenceValue) {
        this.referenceValue = referenceValue;
    }
}
