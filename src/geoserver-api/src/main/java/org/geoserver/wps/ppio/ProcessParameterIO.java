package org.geoserver.wps.ppio;

/** How values of a type come to processes and go from them. Of the WPS extension, which not every GeoServer has. */
public abstract class ProcessParameterIO {

    public enum PPIODirection {
        ENCODING,
        DECODING,
        BOTH
    }

    protected final Class<?> externalType;
    protected final Class<?> internalType;

    protected ProcessParameterIO(Class<?> externalType, Class<?> internalType) {
        this.externalType = externalType;
        this.internalType = internalType;
    }

    public final Class<?> getExternalType() {
        return externalType;
    }

    public final Class<?> getType() {
        return internalType;
    }

    public PPIODirection getDirection() {
        return PPIODirection.BOTH;
    }
}
