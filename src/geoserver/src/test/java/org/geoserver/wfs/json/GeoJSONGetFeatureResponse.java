package org.geoserver.wfs.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonPrimitive;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.geoserver.ows.Response;
import org.geoserver.platform.Operation;
import org.geoserver.wfs.request.FeatureCollectionResponse;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.geometry.BoundingBox;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.FeatureCollection;
import org.geotools.referencing.CRS;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Writes geometries, texts and bounds as GeoServer's class of this name does (2.27, 3.0), number for number. */
public class GeoJSONGetFeatureResponse extends Response {

    private final int decimals;
    private final String charset;
    private final boolean areaIsId;
    private final Optional<UnaryOperator<List<SimpleFeature>>> order;

    public GeoJSONGetFeatureResponse(int decimals, String charset) {
        this(decimals, charset, false, Optional.empty());
    }

    /**
     * @param areaIsId whether the geometry is written as id too, as {@code format_options=id_policy:geom} has it
     * @param order which features of a collection to write, after all of them were taken; else each is written as it is taken
     */
    public GeoJSONGetFeatureResponse(
            int decimals, String charset, boolean areaIsId, Optional<UnaryOperator<List<SimpleFeature>>> order) {
        super(FeatureCollectionResponse.class);
        this.decimals = decimals;
        this.charset = charset;
        this.areaIsId = areaIsId;
        this.order = order;
    }

    @Override
    public String getMimeType(Object value, Operation operation) {
        return "application/json";
    }

    @Override
    public String getCharset(Operation operation) {
        return charset;
    }

    @Override
    public void write(Object value, OutputStream output, Operation operation) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(output, UTF_8));
        out.write("{\"features\":[");
        String separator = "";
        for (FeatureCollection<?, ?> collection : ((FeatureCollectionResponse) value).getFeature()) {
            try (SimpleFeatureIterator features = ((SimpleFeatureCollection) collection).features()) {
                List<SimpleFeature> taken = new ArrayList<>();
                while (features.hasNext()) {
                    taken.add(features.next());
                    if (order.isPresent() && features.hasNext()) continue;
                    for (SimpleFeature feature : order.map(o -> o.apply(taken)).orElse(taken)) {
                        out.write(separator);
                        feature(feature, out);
                        separator = ",";
                    }
                    taken.clear();
                }
            }
        }
        out.write("]}");
        out.flush();
    }

    private void feature(SimpleFeature feature, Writer out) throws IOException {
        boolean northFirst =
                CRS.getAxisOrder(feature.getFeatureType().getCoordinateReferenceSystem()) == CRS.AxisOrder.NORTH_EAST;
        Geometry geometry = (Geometry) feature.getDefaultGeometry();
        out.write("{\"id\":");
        if (areaIsId) geometry(geometry, northFirst, out);
        else out.write(new JsonPrimitive(feature.getID()).toString());
        out.write(",\"geometry\":");
        geometry(geometry, northFirst, out);
        out.write(",\"properties\":{\"text\":" + new JsonPrimitive((String) feature.getAttribute("text")) + "}");
        BoundingBox bounds = feature.getBounds();
        if (!bounds.isEmpty()) {
            List<Double> corners = List.of(bounds.getMinX(), bounds.getMinY(), bounds.getMaxX(), bounds.getMaxY());
            out.write(",\"bbox\":" + corners.stream().map(this::number).toList());
        }
        out.write("}");
    }

    private void geometry(Geometry geometry, boolean northFirst, Writer out) throws IOException {
        if (geometry == null) {
            out.write("null");
            return;
        }
        out.write("{\"type\":\"" + geometry.getGeometryType() + "\",\"coordinates\":");
        coordinates(geometry, northFirst, out);
        out.write("}");
    }

    private void coordinates(Geometry geometry, boolean northFirst, Writer out) throws IOException {
        if (geometry instanceof Point point) {
            String x = number(point.getX());
            String y = number(point.getY());
            out.write(northFirst ? "[" + y + "," + x + "]" : "[" + x + "," + y + "]");
            return;
        }
        out.write("[");
        for (int i = 0; i < parts(geometry); i++) {
            if (i > 0) out.write(",");
            coordinates(part(geometry, i), northFirst, out);
        }
        out.write("]");
    }

    private static int parts(Geometry geometry) {
        if (geometry instanceof Polygon polygon) return polygon.getNumInteriorRing() + 1;
        return geometry instanceof LineString line ? line.getNumPoints() : geometry.getNumGeometries();
    }

    private static Geometry part(Geometry geometry, int i) {
        if (geometry instanceof Polygon polygon) {
            return i == 0 ? polygon.getExteriorRing() : polygon.getInteriorRingN(i - 1);
        }
        return geometry instanceof LineString line ? line.getPointN(i) : geometry.getGeometryN(i);
    }

    private String number(double value) {
        double scale = Math.pow(10, decimals);
        double rounded = Math.ulp(value) * scale > 1 ? value : Math.floor(value * scale + 0.5) / scale;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}
