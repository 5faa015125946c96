package se.regstat.standalone.wps;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.w3c.dom.Element;
import se.regstat.geotools.reprojection.EpsgAxes;
import se.regstat.standalone.format.SrsName;
import se.regstat.statistics.crs.AxisOrder;
import se.regstat.statistics.crs.CrsName;
import se.regstat.statistics.format.BoundaryFormat;
import se.regstat.statistics.format.CsvFeatures;
import se.regstat.statistics.format.CsvForm;
import se.regstat.statistics.format.Faults;
import se.regstat.statistics.format.FeatureRow;
import se.regstat.statistics.format.FormatException;
import se.regstat.statistics.format.GeoJsonFeatures;
import se.regstat.statistics.format.GmlFeatures;
import se.regstat.statistics.format.Polygons;
import se.regstat.statistics.format.ReadDocument;
import se.regstat.statistics.format.ReadLimits;
import se.regstat.statistics.format.Wkt;
import se.regstat.statistics.format.Xml;

/**
 * Makes features of what clients send: GeoJSON (longitude, latitude in WGS 84 unless its {@code crs} member says otherwise), GML in a
 * feature collection of WFS or by itself, and CSV with a column of WKT (easting first). Geometries come out x = easting or longitude.
 */
final class FeatureDocument {

    private static final AxisOrder AXES = new EpsgAxes();

    private final String locator;
    private final BoundaryFormat format;
    private final List<FeatureRow> rows = new ArrayList<>();

    private FeatureDocument(String locator, BoundaryFormat format) {
        this.locator = locator;
        this.format = format;
    }

    /** Reads rows. */
    @FunctionalInterface
    private interface Reading {
        ReadDocument of(FeatureDocument document) throws IOException;
    }

    /**
     * @param locator the input's identifier, for messages
     * @throws WpsException if it is not what it is said to be, or more than the limits; the message says where
     */
    static SentFeatures read(String text, FeatureFormats format, String locator, ReadLimits limits) {
        return switch (format) {
            case GEOJSON ->
                read(
                        BoundaryFormat.GEOJSON,
                        locator,
                        into -> GeoJsonFeatures.read(bytes(text), limits, into.rows::add, Faults.REFUSED));
            case CSV ->
                read(
                        BoundaryFormat.CSV,
                        locator,
                        into -> CsvFeatures.read(bytes(text), CsvForm.USUAL, limits, into.rows::add, Faults.REFUSED));
            default -> read(told(locator, () -> Xml.parse(text, limits)), locator);
        };
    }

    /** From the XML itself, which is in memory already. */
    static SentFeatures read(Element element, String locator) {
        return read(
                BoundaryFormat.GML,
                locator,
                into -> GmlFeatures.read(element, AXES, ReadLimits.NONE, into.rows::add, Faults.REFUSED));
    }

    private static SentFeatures read(BoundaryFormat format, String locator, Reading reading) {
        return told(locator, () -> {
            FeatureDocument document = new FeatureDocument(locator, format);
            try {
                return document.features(reading.of(document).checkColumns());
            } catch (IOException e) {
                throw new UncheckedIOException("text in memory", e);
            }
        });
    }

    /** A single geometry: WKT, GeoJSON or GML. */
    static Geometry geometry(String text, String locator, ReadLimits limits) {
        String trimmed = text.strip();
        if (trimmed.startsWith("{")) {
            return (Geometry) read(trimmed, FeatureFormats.GEOJSON, locator, limits)
                    .features()
                    .next()
                    .getDefaultGeometry();
        }
        if (trimmed.startsWith("<")) return told(locator, () -> GmlFeatures.geometry(Xml.parse(trimmed, limits), AXES));
        try {
            return Wkt.read(trimmed).geometry();
        } catch (IllegalArgumentException e) {
            throw WpsException.invalid(locator, locator + ": neither WKT nor GeoJSON nor GML: " + e.getMessage());
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static <T> T told(String locator, Supplier<T> read) {
        try {
            return read.get();
        } catch (FormatException e) {
            throw WpsException.invalid(locator, e.told(locator));
        }
    }

    private SentFeatures features(ReadDocument read) {
        if (rows.isEmpty()) throw new FormatException("there is no feature in it");
        Envelope bounds = new Envelope();
        Polygons.LeftOut leftOut = new Polygons.LeftOut();
        for (FeatureRow row : rows) {
            bounds.expandToInclude(row.geometry().getEnvelopeInternal());
            leftOut.of(row.geometry());
        }
        ReadDocument.Taken taken = read.taken(format, bounds, leftOut);

        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName(locator);
        type.add("geom", Geometry.class, srs(taken.crs()).crs());
        Set<String> names = new LinkedHashSet<>(read.columns());
        names.remove("geom");
        for (String name : names) type.add(name, binding(name));
        SimpleFeatureType built = type.buildFeatureType();
        SentFeatures features = new SentFeatures(built, taken.notes());
        for (FeatureRow row : rows) {
            List<Object> values = new ArrayList<>();
            values.add(row.geometry());
            for (String name : names) values.add(row.attributes().get(name));
            features.add(SimpleFeatureBuilder.build(built, values, locator + "." + (features.size() + 1)));
        }
        return features;
    }

    /** What all values of an attribute have in common. */
    private Class<?> binding(String name) {
        Class<?> common = null;
        for (FeatureRow row : rows) {
            Object value = row.attributes().get(name);
            if (value == null) continue;
            boolean numbers = common != null && Number.class.isAssignableFrom(common) && value instanceof Number;
            if (common == null) common = value.getClass();
            else if (numbers && common != value.getClass()) common = Double.class;
            else if (common != value.getClass()) return Object.class;
        }
        return common == null ? String.class : common;
    }

    private static SrsName srs(CrsName crs) {
        try {
            return SrsName.of(crs);
        } catch (IllegalArgumentException e) {
            throw new FormatException(e.getMessage());
        }
    }
}
