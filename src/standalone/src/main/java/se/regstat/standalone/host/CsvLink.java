package se.regstat.standalone.host;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.geotools.api.feature.type.GeometryDescriptor;
import se.regstat.catalog.HostLayers;

/** A layer's features as CSV for people: without geometry, for which spreadsheet programs have no room. */
final class CsvLink {

    private CsvLink() {}

    /** @param features the WFS request for them */
    static String of(String features, HostLayers.Layer layer) {
        String csv = features + "&outputFormat=csv";
        try {
            String columns = layer.source().getSchema().getAttributeDescriptors().stream()
                    .filter(attribute -> !(attribute instanceof GeometryDescriptor))
                    .map(attribute -> attribute.getLocalName())
                    .collect(Collectors.joining(","));
            return csv + "&propertyName=" + URLEncoder.encode(columns, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return csv; // its data is gone, and so will the layer be
        }
    }
}
