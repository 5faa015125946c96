package org.geoserver.wps.ppio;

/** Values that are written as text. */
public abstract class CDataPPIO extends ComplexPPIO {

    protected CDataPPIO(Class<?> externalType, Class<?> internalType, String mimeType) {
        super(externalType, internalType, mimeType);
    }

    @Override
    public Object decode(Object input) throws Exception {
        return decode((String) input);
    }

    public abstract Object decode(String input) throws Exception;
}
