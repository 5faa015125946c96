package se.regstat.standalone.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import se.regstat.geotools.document.XmlDocument;

/** The GML application schema of features that {@link Gml} writes. */
public final class GmlSchema {

    private static final XmlDocument SCHEMA = new XmlDocument(GmlSchema.class, "FeatureTypes.xsd.ftl");

    private GmlSchema() {}

    /** @param name of its element */
    public record Property(String name, Type type) {}

    /** Of a property's values. */
    public enum Type {
        MULTI_SURFACE("gml:MultiSurfacePropertyType"),
        SURFACE("gml:SurfacePropertyType"),
        MULTI_CURVE("gml:MultiCurvePropertyType"),
        CURVE("gml:CurvePropertyType"),
        MULTI_POINT("gml:MultiPointPropertyType"),
        POINT("gml:PointPropertyType"),
        GEOMETRY("gml:GeometryPropertyType"),
        INT("xsd:int"),
        LONG("xsd:long"),
        INTEGER("xsd:integer"),
        DECIMAL("xsd:decimal"),
        FLOAT("xsd:float"),
        DOUBLE("xsd:double"),
        BOOLEAN("xsd:boolean"),
        DATE("xsd:date"),
        TIME("xsd:time"),
        DATE_TIME("xsd:dateTime"),
        STRING("xsd:string");

        private final String xml;

        Type(String xml) {
            this.xml = xml;
        }

        /** As in {@code double} and {@code MultiSurface}. */
        public String label() {
            return xml.substring(4).replace("PropertyType", "");
        }

        /** The reverse of {@link #label}. */
        public static Optional<Type> labelled(String label) {
            return Arrays.stream(values()).filter(t -> t.label().equals(label)).findFirst();
        }

        private static Type of(Class<?> binding) {
            if (MultiPolygon.class.isAssignableFrom(binding)) return MULTI_SURFACE;
            if (Polygon.class.isAssignableFrom(binding)) return SURFACE;
            if (MultiLineString.class.isAssignableFrom(binding)) return MULTI_CURVE;
            if (LineString.class.isAssignableFrom(binding)) return CURVE;
            if (MultiPoint.class.isAssignableFrom(binding)) return MULTI_POINT;
            if (Point.class.isAssignableFrom(binding)) return POINT;
            if (Geometry.class.isAssignableFrom(binding)) return GEOMETRY;
            if (binding == Integer.class || binding == Short.class || binding == Byte.class) return INT;
            if (binding == Long.class) return LONG;
            if (binding == BigInteger.class) return INTEGER;
            if (binding == BigDecimal.class) return DECIMAL;
            if (binding == Float.class) return FLOAT;
            if (Number.class.isAssignableFrom(binding)) return DOUBLE;
            if (binding == Boolean.class) return BOOLEAN;
            if (binding == java.sql.Date.class) return DATE;
            if (binding == java.sql.Time.class) return TIME;
            return Date.class.isAssignableFrom(binding) ? DATE_TIME : STRING;
        }
    }

    /** What features of a type have, in order. */
    public static List<Property> properties(SimpleFeatureType type) {
        return type.getAttributeDescriptors().stream()
                .map(a -> new Property(
                        GmlId.of(a.getLocalName()), Type.of(a.getType().getBinding())))
                .toList();
    }

    /**
     * A schema document.
     *
     * @param prefix for the namespace inside the document
     * @param types by the name of the feature's element
     */
    public static byte[] of(String prefix, String namespace, Map<String, List<Property>> types, Gml.Version version) {
        List<Map<String, Object>> described = new ArrayList<>();
        types.forEach((name, properties) -> described.add(Map.of(
                "name",
                name,
                "attributes",
                properties.stream()
                        .map(p -> Map.of("name", p.name(), "type", p.type().xml))
                        .toList())));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("namespace", namespace);
        values.put("prefix", prefix);
        values.put("gml", version.gmlNamespace());
        values.put("gmlSchema", version.gmlSchema());
        values.put("abstractFeature", version == Gml.Version.V3_2 ? "gml:AbstractFeature" : "gml:_Feature");
        values.put("types", described);
        return SCHEMA.bytes(values);
    }
}
