package org.geoserver.wps.ppio;

import java.io.InputStream;
import java.io.OutputStream;

/** Values that have a media type. */
public abstract class ComplexPPIO extends ProcessParameterIO {

    protected String mimeType;

    protected ComplexPPIO(Class<?> externalType, Class<?> internalType, String mimeType) {
        super(externalType, internalType);
        this.mimeType = mimeType;
    }

    public final String getMimeType() {
        return mimeType;
    }

    public abstract Object decode(InputStream input) throws Exception;

    public Object decode(Object input) throws Exception {
        return input;
    }

    public abstract void encode(Object value, OutputStream os) throws Exception;

    public String getFileExtension() {
        return ".bin";
    }
}
