package se.regstat.geoserver.info;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.geoserver.ows.Response;
import org.geoserver.platform.Operation;

/** Writes the plugin's own documents. */
public final class InfoResponse extends Response {

    public InfoResponse() {
        super(InfoDocument.class);
    }

    @Override
    public String getMimeType(Object value, Operation operation) {
        return ((InfoDocument) value).type();
    }

    @Override
    public void write(Object value, OutputStream output, Operation operation) throws IOException {
        ((InfoDocument) value).content().writeTo(output);
    }

    @Override
    public String getCharset(Operation operation) {
        return StandardCharsets.UTF_8.name();
    }

    @Override
    public String getAttachmentFileName(Object value, Operation operation) {
        return ((InfoDocument) value).name();
    }
}
