package se.regstat.geoserver.wps;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.geoserver.platform.ExtensionPriority;
import org.geoserver.wps.ppio.CDataPPIO;
import se.regstat.geoserver.info.FeatureText;
import se.regstat.geotools.process.ResultFeatures;

/**
 * A text format of what comes of an operation, before GeoServer's own of the same media type. Bound to {@link ResultFeatures}, so
 * that other processes keep theirs. GML stays with GeoServer: there a number is of a type that the schema tells.
 */
final class ResultFormat extends CDataPPIO implements ExtensionPriority {

    /** GeoJSON in WGS 84, as GeoServer's WPS writes it, or a table in JSON; CSV with WKT in EPSG:3006, easting first. */
    static final List<ResultFormat> ALL = List.of(
            new ResultFormat("application/json", "json", FeatureText::json),
            new ResultFormat("text/csv", "csv", (features, out) -> FeatureText.csv(features, true, out)));

    private interface Writing {
        void write(ResultFeatures features, OutputStream out) throws IOException;
    }

    private final String extension;
    private final Writing writing;

    private ResultFormat(String mimeType, String extension, Writing writing) {
        super(ResultFeatures.class, ResultFeatures.class, mimeType);
        this.extension = extension;
        this.writing = writing;
    }

    @Override
    public int getPriority() {
        return ExtensionPriority.HIGHEST;
    }

    @Override
    public PPIODirection getDirection() {
        return PPIODirection.ENCODING;
    }

    @Override
    public String getFileExtension() {
        return extension;
    }

    @Override
    public void encode(Object value, OutputStream out) throws IOException {
        writing.write((ResultFeatures) value, out);
    }

    @Override
    public Object decode(InputStream input) {
        throw onlyWritten();
    }

    @Override
    public Object decode(String input) {
        throw onlyWritten();
    }

    private static UnsupportedOperationException onlyWritten() {
        return new UnsupportedOperationException("results of an operation are only written");
    }
}
