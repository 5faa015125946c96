package se.regstat.statistics.topology;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import se.regstat.statistics.format.Json;
import se.regstat.statistics.text.Utf8Sink;

/**
 * Writes a topology as TopoJSON 1.0 (https://github.com/topojson/topojson-specification): quantised, so that arcs are steps from point to
 * point. All areas are in the one object {@code areas}, in their order.
 */
public final class TopoJson {

    /**
     * What is told of an area beside its outline.
     *
     * @param properties texts by name
     */
    public record Told(String id, Map<String, String> properties) {}

    private final Utf8Sink out;

    private TopoJson(Utf8Sink out) {
        this.out = out;
    }

    /**
     * @param crs of coordinates, x before y, told in the member {@code crs}, which TopoJSON has no other place for: {@code EPSG:3006}
     * @param told of each area, in their order
     * @param stream is flushed at the end, not closed
     */
    public static void write(Topology topology, String crs, List<Told> told, OutputStream stream) throws IOException {
        Utf8Sink out = new Utf8Sink(stream);
        new TopoJson(out).write(topology, crs, told);
        out.finish();
    }

    private void write(Topology topology, String crs, List<Told> told) throws IOException {
        String step = plain(topology.step());
        out.write("{\"type\":\"Topology\",\"crs\":" + Json.quoted(crs) + ",\"transform\":{\"scale\":[" + step + ","
                + step + "],\"translate\":[" + plain(topology.x()) + "," + plain(topology.y()) + "]},\n");
        out.write("\"objects\":{\"areas\":{\"type\":\"GeometryCollection\",\"geometries\":[");
        String between = "\n";
        for (int area = 0; area < told.size(); area++) {
            out.write(between);
            area(told.get(area), topology.areas().get(area));
            between = ",\n";
        }
        out.write("]}},\n\"arcs\":[");
        between = "\n";
        for (int[] arc : topology.arcs()) {
            out.write(between);
            arc(arc);
            between = ",\n";
        }
        out.write("]}\n");
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private void area(Told told, List<List<int[]>> polygons) throws IOException {
        boolean one = polygons.size() == 1;
        out.write(one ? "{\"type\":\"Polygon\",\"id\":" : "{\"type\":\"MultiPolygon\",\"id\":")
                .write(Json.quoted(told.id()))
                .write(",\"properties\":{");
        String between = "";
        for (Map.Entry<String, String> property : told.properties().entrySet()) {
            out.write(between + Json.quoted(property.getKey()) + ":" + Json.quoted(property.getValue()));
            between = ",";
        }
        out.write("},\"arcs\":");
        if (one) {
            rings(polygons.get(0));
        } else {
            between = "[";
            for (List<int[]> polygon : polygons) {
                out.write(between);
                rings(polygon);
                between = ",";
            }
            out.write(polygons.isEmpty() ? "[]" : "]");
        }
        out.write('}');
    }

    private void rings(List<int[]> rings) throws IOException {
        String between = "[";
        for (int[] ring : rings) {
            out.write(between);
            for (int i = 0; i < ring.length; i++) out.write((i == 0 ? "[" : ",") + ring[i]);
            out.write(']');
            between = ",";
        }
        out.write(']');
    }

    /** The first point from the origin, each other from the one before. */
    private void arc(int[] xy) throws IOException {
        int x = 0;
        int y = 0;
        for (int i = 0; i < xy.length; i += 2) {
            out.write((i == 0 ? "[[" : ",[") + (xy[i] - x) + "," + (xy[i + 1] - y) + "]");
            x = xy[i];
            y = xy[i + 1];
        }
        out.write(']');
    }
}
