package se.regstat.bench;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import se.regstat.bench.NationalRegion.NationalVintage;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.snapshot.Generalisations;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Writes a made-up national set of divisions, for measuring. */
@Command(
        name = "NationalCoverage",
        mixinStandardHelpOptions = true,
        description =
                "Writes a made-up country of 6 160 DeSO with 1.5 million vertices, and the RegSO, kommuner and län they "
                        + "nest in; the same on every run.")
public final class NationalCoverage implements Callable<Integer> {

    @Option(names = "--out", paramLabel = "FILE.gpkg", description = "write a Regstat store; an old file is replaced")
    private Path out;

    @Option(
            names = "--geojson",
            paramLabel = "FILE.geojson",
            description =
                    "write the DeSO as GeoJSON in EPSG:3006 (desokod, regsokod, kommunkod, lanskod), to try imports with")
    private Path geojson;

    public static void main(String[] args) {
        System.exit(new CommandLine(new NationalCoverage()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        if (out == null && geojson == null) {
            System.err.println(
                    "NationalCoverage: nothing to write; give --out FILE.gpkg, --geojson FILE.geojson or both");
            return CommandLine.ExitCode.USAGE;
        }
        List<NationalVintage> vintages = NationalRegion.create();
        if (out != null) {
            Files.deleteIfExists(out);
            try (Store store = Store.createDemo(new StoreUrl(out))) {
                for (NationalVintage vintage : vintages) {
                    store.write(vintage.vintage(), vintage.areas(), Generalisations.of(vintage.areas()));
                }
            }
        }
        for (NationalVintage vintage : vintages) {
            if (geojson != null && vintage.vintage().id().division().equals("deso")) write(vintage);
            System.out.printf(
                    "%s: %d areas, %d vertices%n",
                    vintage.vintage().id(), vintage.areas().size(), vintage.vertices());
        }
        return CommandLine.ExitCode.OK;
    }

    private void write(NationalVintage vintage) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(geojson.toFile(), JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("type", "FeatureCollection");
            json.writeObjectFieldStart("crs");
            json.writeStringField("type", "name");
            json.writeObjectFieldStart("properties");
            json.writeStringField("name", "urn:ogc:def:crs:EPSG::3006");
            json.writeEndObject();
            json.writeEndObject();
            json.writeArrayFieldStart("features");
            for (Area area : vintage.areas()) {
                json.writeStartObject();
                json.writeStringField("type", "Feature");
                json.writeObjectFieldStart("properties");
                json.writeStringField("desokod", area.code());
                for (Map.Entry<String, String> column : Map.of(
                                "regso", "regsokod", "kommun", "kommunkod", "lan", "lanskod")
                        .entrySet()) {
                    json.writeStringField(column.getValue(), area.parents().get(column.getKey()));
                }
                json.writeEndObject();
                write(area.geometry(), json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(MultiPolygon geometry, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("geometry");
        json.writeStringField("type", "MultiPolygon");
        json.writeArrayFieldStart("coordinates");
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            Polygon part = (Polygon) geometry.getGeometryN(i);
            json.writeStartArray();
            write(part.getExteriorRing(), json);
            for (int hole = 0; hole < part.getNumInteriorRing(); hole++) {
                write(part.getInteriorRingN(hole), json);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(LinearRing ring, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Coordinate point : ring.getCoordinates()) {
            json.writeStartArray();
            json.writeNumber(point.x);
            json.writeNumber(point.y);
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
