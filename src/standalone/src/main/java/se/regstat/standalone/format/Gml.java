package se.regstat.standalone.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.format.Values;
import se.regstat.statistics.text.Utf8Sink;
import se.regstat.statistics.text.XmlEscapes;

/**
 * GML simple features in a WFS feature collection: GML 3.2 in that of WFS 2.0 (OGC 09-025r2, 11.3), GML 3.1.1 in that of WFS 1.1
 * (OGC 04-094, 9.3). Axis order is what the {@link SrsName} says.
 */
public final class Gml implements FeatureFormat {

    public enum Version {
        V3_1_1(
                "http://www.opengis.net/gml",
                "http://schemas.opengis.net/gml/3.1.1/base/gml.xsd",
                "http://www.opengis.net/wfs",
                "http://schemas.opengis.net/wfs/1.1.0/wfs.xsd",
                "text/xml; subtype=gml/3.1.1"),
        V3_2(
                "http://www.opengis.net/gml/3.2",
                "http://schemas.opengis.net/gml/3.2.1/gml.xsd",
                "http://www.opengis.net/wfs/2.0",
                "http://schemas.opengis.net/wfs/2.0/wfs.xsd",
                "application/gml+xml; version=3.2");

        private final String gml;
        private final String gmlSchema;
        private final String wfs;
        private final String wfsSchema;
        private final String contentType;

        Version(String gml, String gmlSchema, String wfs, String wfsSchema, String contentType) {
            this.gml = gml;
            this.gmlSchema = gmlSchema;
            this.wfs = wfs;
            this.wfsSchema = wfsSchema;
            this.contentType = contentType;
        }

        String gmlNamespace() {
            return gml;
        }

        String gmlSchema() {
            return gmlSchema;
        }

        public String contentType() {
            return contentType;
        }
    }

    private final Version version;

    public Gml(Version version) {
        this.version = version;
    }

    @Override
    public String contentType() {
        return version.contentType();
    }

    @Override
    public void write(Answer answer, OutputStream stream) throws IOException {
        var out = new Utf8Sink(stream);
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.write("<wfs:FeatureCollection");
        namespaces(answer, out);
        counts(answer, answer.matched(), answer.returned(), out);
        if (version == Version.V3_2) links(answer, out);
        out.write(">\n");
        if (version == Version.V3_1_1) {
            out.write("<gml:featureMembers>\n");
            for (FeatureSet set : answer.sets()) members(set, "", "", out);
            out.write("</gml:featureMembers>\n");
        } else if (answer.sets().size() == 1) {
            members(answer.sets().get(0), "<wfs:member>", "</wfs:member>", out);
        } else {
            for (FeatureSet set : answer.sets()) {
                out.write("<wfs:member><wfs:FeatureCollection");
                counts(answer, set.matched(), set.returned(), out);
                out.write(">\n");
                members(set, "<wfs:member>", "</wfs:member>", out);
                out.write("</wfs:FeatureCollection></wfs:member>\n");
            }
        }
        out.write("</wfs:FeatureCollection>\n");
        out.finish();
    }

    /** A single feature as the whole document, as GetFeatureById answers; empty output and {@code false} if there is none. */
    public boolean writeFeature(Answer answer, OutputStream stream) throws IOException {
        var out = new Utf8Sink(stream);
        FeatureSet set = answer.sets().get(0);
        var writer = new SetWriter(set, out);
        try (SimpleFeatureIterator features = set.features().open()) {
            if (!features.hasNext()) return false;
            out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
            writer.feature(features.next(), Optional.of(answer));
        }
        out.finish();
        return true;
    }

    /**
     * The values of one attribute, or the gml:ids, as GetPropertyValue answers (OGC 09-025r2, 10.3); features without a value give none.
     *
     * @param attribute empty for the ids
     */
    public void writeValues(Answer answer, Optional<String> attribute, OutputStream stream) throws IOException {
        var out = new Utf8Sink(stream);
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").write("<wfs:ValueCollection");
        namespaces(answer, out);
        counts(answer, answer.matched(), answer.returned(), out);
        links(answer, out);
        out.write(">\n");
        for (FeatureSet set : answer.sets()) {
            if (set.returned() == 0) continue;
            var writer = new SetWriter(set, out);
            try (SimpleFeatureIterator features = set.features().open()) {
                while (features.hasNext()) {
                    SimpleFeature feature = features.next();
                    Object value = attribute.map(feature::getAttribute).orElse(null);
                    if (value == null && attribute.isPresent()) continue;
                    out.write("<wfs:member>");
                    if (attribute.isPresent()) writer.property(feature, attribute.get(), value);
                    else out.write(GmlId.of(feature.getID()));
                    out.write("</wfs:member>\n");
                }
            }
        }
        out.write("</wfs:ValueCollection>\n");
        out.finish();
    }

    private void namespaces(Answer answer, Utf8Sink out) throws IOException {
        Map<String, String> prefixes = new LinkedHashMap<>();
        prefixes.put("wfs", version.wfs);
        prefixes.put("gml", version.gml);
        prefixes.put("xsi", "http://www.w3.org/2001/XMLSchema-instance");
        for (FeatureSet set : answer.sets()) prefixes.put(set.prefix(), set.namespaceUri());
        for (var prefix : prefixes.entrySet()) {
            out.write(" xmlns:" + prefix.getKey() + "=\"" + XmlEscapes.of(prefix.getValue()) + "\"");
        }
        List<String> locations = new ArrayList<>(List.of(version.wfs, version.wfsSchema));
        answer.schemas().ifPresent(schemas -> answer.sets().stream()
                .collect(Collectors.groupingBy(FeatureSet::namespaceUri))
                .forEach((namespace, sets) -> locations.addAll(List.of(namespace, schemas.address(sets, version)))));
        out.write(" xsi:schemaLocation=\"" + XmlEscapes.of(String.join(" ", locations)) + "\"");
    }

    private void counts(Answer answer, long matched, long returned, Utf8Sink out) throws IOException {
        String time = " timeStamp=\"" + Values.text(answer.time()) + "\"";
        if (version == Version.V3_1_1) {
            out.write(" numberOfFeatures=\"" + (answer.hits() ? matched : returned) + "\"" + time);
        } else {
            out.write(" numberMatched=\"" + (matched < 0 ? "unknown" : matched) + "\" numberReturned=\"" + returned
                    + "\"" + time);
        }
    }

    private static void links(Answer answer, Utf8Sink out) throws IOException {
        if (answer.next().isPresent())
            out.write(" next=\"" + XmlEscapes.of(answer.next().get()) + "\"");
        if (answer.previous().isPresent()) {
            out.write(" previous=\"" + XmlEscapes.of(answer.previous().get()) + "\"");
        }
    }

    private void members(FeatureSet set, String open, String close, Utf8Sink out) throws IOException {
        if (set.returned() == 0) return;
        var writer = new SetWriter(set, out);
        try (SimpleFeatureIterator features = set.features().open()) {
            while (features.hasNext()) {
                out.write(open);
                writer.feature(features.next(), Optional.empty());
                out.write(close).write('\n');
            }
        }
    }

    /** Writes the features of one set. */
    private final class SetWriter {
        private final FeatureSet set;
        private final Utf8Sink out;
        private final List<String> names;
        private final int decimals;
        private final boolean northingFirst;
        private final String srsName;

        SetWriter(FeatureSet set, Utf8Sink out) {
            this.set = set;
            this.out = out;
            this.names = set.attributeNames();
            this.decimals = set.srs().map(SrsName::decimals).orElse(4);
            this.northingFirst = set.srs().map(SrsName::northingFirst).orElse(false);
            this.srsName = set.srs()
                    .map(s -> " srsName=\"" + XmlEscapes.of(s.text()) + "\" srsDimension=\"2\"")
                    .orElse("");
        }

        void feature(SimpleFeature feature, Optional<Answer> asRoot) throws IOException {
            out.write("<").write(set.prefixedName());
            if (asRoot.isPresent()) namespaces(asRoot.get(), out);
            out.write(" gml:id=\"" + GmlId.of(feature.getID()) + "\">");
            for (String name : names) {
                Object value = feature.getAttribute(name);
                if (value != null) property(feature, name, value);
            }
            out.write("</").write(set.prefixedName()).write('>');
        }

        void property(SimpleFeature feature, String name, Object value) throws IOException {
            String element = set.prefix() + ":" + GmlId.of(name);
            out.write("<").write(element).write('>');
            if (value instanceof Geometry geometry) {
                geometry(geometry, srsName, feature.getID() + "." + name);
            } else {
                out.write(XmlEscapes.of(Values.text(value)));
            }
            out.write("</").write(element).write('>');
        }

        /** GML 3.2 requires an id of every geometry. */
        private String id(String id) {
            return version == Version.V3_2 ? " gml:id=\"" + GmlId.of(id) + "\"" : "";
        }

        private void geometry(Geometry geometry, String srs, String id) throws IOException {
            if (geometry instanceof Polygon polygon) {
                polygon(polygon, srs, id);
            } else if (geometry instanceof LineString line) {
                out.write("<gml:LineString" + srs + id(id) + ">");
                positions("gml:posList", line.getCoordinateSequence());
                out.write("</gml:LineString>");
            } else if (geometry instanceof Point point) {
                out.write("<gml:Point" + srs + id(id) + ">");
                if (!point.isEmpty()) positions("gml:pos", point.getCoordinateSequence());
                out.write("</gml:Point>");
            } else if (geometry instanceof MultiPolygon) {
                parts("MultiSurface", "surfaceMember", geometry, srs, id);
            } else if (geometry instanceof MultiLineString) {
                parts("MultiCurve", "curveMember", geometry, srs, id);
            } else if (geometry instanceof MultiPoint) {
                parts("MultiPoint", "pointMember", geometry, srs, id);
            } else {
                parts("MultiGeometry", "geometryMember", geometry, srs, id);
            }
        }

        private void parts(String element, String member, Geometry geometry, String srs, String id) throws IOException {
            out.write("<gml:" + element + srs + id(id) + ">");
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                out.write("<gml:").write(member).write('>');
                geometry(geometry.getGeometryN(i), "", id + "." + (i + 1));
                out.write("</gml:").write(member).write('>');
            }
            out.write("</gml:" + element + ">");
        }

        private void polygon(Polygon polygon, String srs, String id) throws IOException {
            out.write("<gml:Polygon" + srs + id(id) + ">");
            if (!polygon.isEmpty()) {
                ring("gml:exterior", polygon.getExteriorRing());
                for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                    ring("gml:interior", polygon.getInteriorRingN(i));
                }
            }
            out.write("</gml:Polygon>");
        }

        private void ring(String element, LinearRing ring) throws IOException {
            out.write("<").write(element).write("><gml:LinearRing>");
            positions("gml:posList", ring.getCoordinateSequence());
            out.write("</gml:LinearRing></").write(element).write('>');
        }

        private void positions(String element, CoordinateSequence vertices) throws IOException {
            out.write("<").write(element).write('>');
            out.vertices(vertices, Utf8Sink.Row.GML, northingFirst, decimals);
            out.write("</").write(element).write('>');
        }
    }
}
