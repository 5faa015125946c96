package se.regstat.geoserver.info;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.locationtech.jts.geom.Geometry;
import se.regstat.geotools.process.ReaggregatedFeatures;
import se.regstat.geotools.process.ResultFeatures;
import se.regstat.geotools.reprojection.SwerefTransforms;
import se.regstat.statistics.estimate.CountMass;
import se.regstat.statistics.estimate.Mass;
import se.regstat.statistics.format.CsvWriter;
import se.regstat.statistics.format.GeoJsonWriter;
import se.regstat.statistics.format.Json;
import se.regstat.statistics.format.Values;
import se.regstat.statistics.observation.Figures;
import se.regstat.statistics.reaggregation.ReaggregationResult;
import se.regstat.statistics.request.ReaggregationException;

/**
 * Writes what comes of operations as files for people, one by one, with coordinates in EPSG:3006, easting first, to a tenth of a
 * millimetre, where nothing else is said. Streams are flushed, not closed.
 */
public final class FeatureText {

    /** Tenths of a millimetre. */
    private static final int DECIMALS = 4;

    private static final int DECIMALS_OF_DEGREES = 7;

    private FeatureText() {}

    /**
     * GeoJSON with the {@code crs} member that GIS programs read, {@code notes}, and of a re-aggregation also {@code mass}: where each
     * count went in each year.
     */
    public static void geoJson(ResultFeatures features, OutputStream stream) throws IOException {
        GeoJsonWriter out = new GeoJsonWriter(stream).crs("urn:ogc:def:crs:EPSG::3006");
        geoJson(features, out, DECIMALS, geometry -> geometry);
    }

    /**
     * JSON as processes give it: GeoJSON in WGS 84, longitude first (RFC 7946), to a centimetre; of rows without a place, {@code
     * columns}, {@code rows} and {@code notes}.
     *
     * @throws ReaggregationException if a boundary has no degrees
     */
    public static void json(ResultFeatures features, OutputStream stream) throws IOException {
        if (features.hasGeometry()) geoJsonInDegrees(features, stream);
        else ValueTable.write(features, stream);
    }

    private static void geoJsonInDegrees(ResultFeatures features, OutputStream stream) throws IOException {
        MathTransform transform;
        try {
            transform = SwerefTransforms.to(DefaultGeographicCRS.WGS84);
        } catch (FactoryException e) {
            throw new IllegalStateException("the EPSG database knows no way from EPSG:3006 to WGS 84", e);
        }
        geoJson(features, new GeoJsonWriter(stream), DECIMALS_OF_DEGREES, geometry -> {
            try {
                return JTS.transform(geometry, transform);
            } catch (TransformException e) {
                throw ReaggregationException.of(
                        "boundaries",
                        "one is so far from Sweden that it has no longitude and latitude; ask for text/csv, or leave it"
                                + " out",
                        e);
            }
        });
    }

    private static void geoJson(
            ResultFeatures features, GeoJsonWriter out, int decimals, UnaryOperator<Geometry> projection)
            throws IOException {
        out.member("notes", features.notes().stream().map(Json::quoted).collect(Collectors.joining(",", "[", "]")));
        if (features instanceof ReaggregatedFeatures reaggregated) masses(reaggregated.result(), out);
        SimpleFeatureType type = features.getSchema();
        int geometry = type.indexOf(type.getGeometryDescriptor().getName());
        out.columns(new GeoJsonWriter.Columns(names(type), geometry, false, decimals));
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                SimpleFeature feature = iterator.next();
                out.feature(
                        feature.getID(),
                        i -> i == geometry
                                ? projection.apply((Geometry) feature.getAttribute(i))
                                : feature.getAttribute(i));
            }
        }
        out.finish();
    }

    private static List<String> names(SimpleFeatureType type) {
        return type.getAttributeDescriptors().stream()
                .map(attribute -> attribute.getLocalName())
                .toList();
    }

    private static void masses(ReaggregationResult result, GeoJsonWriter out) throws IOException {
        out.member(
                "mass", result.masses().stream().map(FeatureText::mass).collect(Collectors.joining(",\n", "[\n", "]")));
    }

    private static String mass(CountMass count) {
        Mass mass = count.mass();
        return "{\"indicator\":" + Json.quoted(count.indicator().id()) + ",\"year\":" + count.year() + ",\"in\":"
                + told(mass.in()) + ",\"out\":" + told(mass.out()) + ",\"lost\":" + told(mass.lost()) + ",\"twice\":"
                + told(mass.twice()) + "}";
    }

    /** Masses add up to the last digit that is told. */
    private static String told(double mass) {
        return Values.text(Figures.exact(mass));
    }

    /**
     * CSV (RFC 4180). Texts that spreadsheet programs would take for formulas have an apostrophe before them.
     *
     * @param geometry whether there is the geometry as WKT, in the last column; spreadsheet programs have no room for it
     */
    public static void csv(SimpleFeatureCollection features, boolean geometry, OutputStream stream) throws IOException {
        CsvWriter out = new CsvWriter(stream);
        SimpleFeatureType type = features.getSchema();
        int[] places = IntStream.range(0, type.getAttributeCount())
                .filter(i -> geometry || !(type.getDescriptor(i) instanceof GeometryDescriptor))
                .toArray();
        List<String> names = names(type);
        out.header(IntStream.of(places).mapToObj(names::get).toList(), DECIMALS, false);
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                SimpleFeature feature = iterator.next();
                out.row(i -> feature.getAttribute(places[i]));
            }
        }
        out.finish();
    }
}
