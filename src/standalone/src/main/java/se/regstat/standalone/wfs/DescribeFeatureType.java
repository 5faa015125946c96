package se.regstat.standalone.wfs;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.w3c.dom.Element;
import se.regstat.standalone.catalog.Layers.Layer;
import se.regstat.standalone.filter.XmlText;
import se.regstat.standalone.format.Gml;
import se.regstat.standalone.format.XmlTemplate;
import se.regstat.standalone.host.OgcReply;

/** DescribeFeatureType (OGC 09-025r2, clause 9): the GML application schema of one namespace. */
final class DescribeFeatureType {

    private static final XmlTemplate SCHEMA = new XmlTemplate(DescribeFeatureType.class, "FeatureTypes.xsd.ftl");

    private final FeatureTypes types;

    DescribeFeatureType(FeatureTypes types) {
        this.types = types;
    }

    OgcReply answer(WfsRequest request) throws IOException {
        Gml.Version version = version(request);
        List<Layer> layers = layers(request);
        if (layers.isEmpty()) throw WfsException.invalid("typeNames", "no layer is published");
        String namespace = layers.get(0).namespaceUri();
        if (layers.stream().anyMatch(l -> !l.namespaceUri().equals(namespace))) {
            throw WfsException.invalid("typeNames", "feature types of several namespaces have no schema in common");
        }
        List<Map<String, Object>> described = new ArrayList<>();
        for (Layer layer : layers) {
            List<Map<String, Object>> attributes = new ArrayList<>();
            for (AttributeDescriptor attribute : layer.source().getSchema().getAttributeDescriptors()) {
                attributes.add(Map.of(
                        "name",
                        attribute.getLocalName(),
                        "type",
                        xmlType(attribute.getType().getBinding())));
            }
            described.add(Map.of("name", layer.name(), "attributes", attributes));
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("namespace", namespace);
        values.put("prefix", layers.get(0).prefix());
        values.put("gml", version.gmlNamespace());
        values.put(
                "gmlSchema",
                version == Gml.Version.V3_2
                        ? "http://schemas.opengis.net/gml/3.2.1/gml.xsd"
                        : "http://schemas.opengis.net/gml/3.1.1/base/gml.xsd");
        values.put("abstractFeature", version == Gml.Version.V3_2 ? "gml:AbstractFeature" : "gml:_Feature");
        values.put("types", described);
        byte[] body = SCHEMA.fill(values);
        return OgcReply.ok(version.contentType(), out -> out.write(body));
    }

    private static Gml.Version version(WfsRequest request) {
        Optional<String> asked = request.parameter("outputFormat");
        if (asked.isEmpty()) return request.version().gml();
        String key = asked.get().toLowerCase(Locale.ROOT);
        // XMLSCHEMA is what WFS 1.0 called it; old clients still ask for it.
        if (key.contains("xmlschema")) return request.version().gml();
        OutputFormat format = OutputFormat.of(asked, request.version());
        if (format.equals(OutputFormat.GML_3_2)) return Gml.Version.V3_2;
        if (format.equals(OutputFormat.GML_3_1_1)) return Gml.Version.V3_1_1;
        throw WfsException.invalid(
                "outputFormat",
                "schemas do not come as '" + asked.get() + "'; they come as "
                        + Arrays.stream(Gml.Version.values())
                                .map(Gml.Version::contentType)
                                .toList());
    }

    private List<Layer> layers(WfsRequest request) {
        if (request.xml().isPresent()) {
            List<Element> names = XmlText.children(request.xml().get(), "TypeName");
            if (names.isEmpty()) return types.visible(request);
            return names.stream()
                    .map(e -> types.find(e.getTextContent(), Optional.of(e), request))
                    .toList();
        }
        Optional<String> names =
                request.kvp().get("typeNames").or(() -> request.kvp().get("typeName"));
        if (names.isEmpty()) return types.visible(request);
        return Arrays.stream(names.get().split("[,()]+", -1))
                .filter(n -> !n.isBlank())
                .distinct()
                .map(n -> types.find(n, Optional.empty(), request))
                .toList();
    }

    private static String xmlType(Class<?> binding) {
        if (MultiPolygon.class.isAssignableFrom(binding)) return "gml:MultiSurfacePropertyType";
        if (Polygon.class.isAssignableFrom(binding)) return "gml:SurfacePropertyType";
        if (MultiLineString.class.isAssignableFrom(binding)) return "gml:MultiCurvePropertyType";
        if (LineString.class.isAssignableFrom(binding)) return "gml:CurvePropertyType";
        if (MultiPoint.class.isAssignableFrom(binding)) return "gml:MultiPointPropertyType";
        if (Point.class.isAssignableFrom(binding)) return "gml:PointPropertyType";
        if (org.locationtech.jts.geom.Geometry.class.isAssignableFrom(binding)) return "gml:GeometryPropertyType";
        if (binding == Integer.class || binding == Short.class || binding == Byte.class) return "xsd:int";
        if (binding == Long.class) return "xsd:long";
        if (binding == BigInteger.class) return "xsd:integer";
        if (binding == BigDecimal.class) return "xsd:decimal";
        if (binding == Float.class) return "xsd:float";
        if (Number.class.isAssignableFrom(binding)) return "xsd:double";
        if (binding == Boolean.class) return "xsd:boolean";
        if (binding == java.sql.Date.class) return "xsd:date";
        if (binding == java.sql.Time.class) return "xsd:time";
        if (Date.class.isAssignableFrom(binding)) return "xsd:dateTime";
        return "xsd:string";
    }
}
