package org.geoserver.ows;

import java.io.IOException;
import java.io.OutputStream;
import org.geoserver.platform.Operation;
import org.geoserver.platform.ServiceException;

/** Writes what operations return. */
public abstract class Response {
    private final Class<?> binding;

    /** @param binding what it writes */
    public Response(Class<?> binding) {
        this.binding = binding;
    }

    public final Class<?> getBinding() {
        return binding;
    }

    public abstract String getMimeType(Object value, Operation operation) throws ServiceException;

    public abstract void write(Object value, OutputStream output, Operation operation)
            throws IOException, ServiceException;

    public String getCharset(Operation operation) {
        return null;
    }

    /** @return {@code inline} or {@code attachment}; null to leave it to {@link #getHeaders} */
    public String getPreferredDisposition(Object value, Operation operation) {
        return "inline";
    }

    /** @return names, each with its value; null for none */
    public String[][] getHeaders(Object value, Operation operation) throws ServiceException {
        return null;
    }

    public String getAttachmentFileName(Object value, Operation operation) {
        return null;
    }
}
