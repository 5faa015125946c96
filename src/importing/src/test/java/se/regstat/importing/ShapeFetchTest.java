package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.importing.source.Fetched;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;

/** SCB's generalised borders as they lie: a Shapefile in a zip in a zip, made and read by ogr2ogr, where that is installed. */
class ShapeFetchTest {

    @TempDir
    Path directory;

    @Test
    void a_shapefile_in_a_zip_in_a_zip_is_fetched() throws Exception {
        Map<String, byte[]> shape = new LinkedHashMap<>();
        for (Path file : shapefile()) shape.put(file.getFileName().toString(), Files.readAllBytes(file));
        byte[] outer = zip(Map.of("Kommun_Sweref99TM.zip", zip(shape), "LanSweref99TM.zip", new byte[1]));
        try (Publishers publishers = new Publishers()) {
            publishers.files.put(
                    "/www.scb.se/contentassets/3443fea3fa6640f7a57ea15d9a372d33/shape_svenska_260225.zip", outer);
            Fetching fetching = new Fetching(directory, publishers);
            fetching.otherwise.put("{hits: 290, columns: [KnKod]}", "{hits: 2, columns: [KnKod]}");

            List<Fetched> fetched = fetching.fetch(List.of("kommun_generaliserad"), List.of());

            assertThat(fetched.get(0).notes()).anyMatch(note -> note.contains("GDAL's ogr2ogr read it"));
            try (Store store = fetching.store()) {
                assertThat(store.areas(VintageId.parse("kommun_generaliserad@2026")))
                        .extracting(Area::code)
                        .containsExactly("1401", "1402");
            }
            assertThat(fetching.fetch(List.of("kommun_generaliserad"), List.of()))
                    .allMatch(Fetched::isKnown);
        }
    }

    private List<Path> shapefile() throws Exception {
        Path csv = Files.writeString(directory.resolve("k.csv"), """
                KnKod,wkt
                1401,"POLYGON ((320000 6400000, 321000 6400000, 321000 6401000, 320000 6400000))"
                1402,"POLYGON ((330000 6400000, 331000 6400000, 331000 6401000, 330000 6400000))"
                """);
        List<String> command = List.of(
                "ogr2ogr",
                "-f",
                "ESRI Shapefile",
                "-a_srs",
                "EPSG:3006",
                "-oo",
                "GEOM_POSSIBLE_NAMES=wkt",
                "-oo",
                "KEEP_GEOM_COLUMNS=NO",
                directory.resolve("k.shp").toString(),
                csv.toString());
        try {
            assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
        } catch (IOException e) {
            Assumptions.abort("ogr2ogr is not installed");
        }
        return List.of(".shp", ".shx", ".dbf", ".prj").stream()
                .map(ending -> directory.resolve("k" + ending))
                .toList();
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
