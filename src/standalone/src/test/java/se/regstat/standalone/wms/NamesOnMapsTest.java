package se.regstat.standalone.wms;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.collection.CollectionFeatureSource;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.referencing.CRS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Maps print names, and none that is made of a code where an area has no name. */
class NamesOnMapsTest {

    @ParameterizedTest
    @ValueSource(strings = {"outline", "regso", "kommun", "lan"})
    void a_map_prints_names_and_none_that_is_made(String style) throws Exception {
        BufferedImage published = map(style, "Göteborg", "published");
        assertThat(differences(published, map(style, "Mölndal", "published"))).isPositive();
        assertThat(differences(published, map(style, "Göteborg", "local"))).isZero();
        BufferedImage made = map(style, "Göteborg 1480C1010", "made");
        assertThat(differences(published, made)).isPositive();
        assertThat(differences(made, map(style, "Mölndal 1480C1010", "made"))).isZero();
    }

    private static BufferedImage map(String style, String name, String origin) throws Exception {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName("areas");
        builder.setCRS(CRS.decode("EPSG:3006", true));
        builder.add("geom", Geometry.class);
        for (String text : List.of("code", "area_name", "name_origin")) builder.add(text, String.class);
        SimpleFeatureType type = builder.buildFeatureType();
        Object[] area = {
            new GeometryFactory().toGeometry(new Envelope(600_000, 602_000, 6_800_000, 6_801_000)),
            "1480C1010",
            name,
            origin
        };
        Path sheet = Path.of(System.getProperty("regstat.root"), "styles", style + ".sld");
        MemoryLayers layers = new MemoryLayers()
                .style(style, Files.readString(sheet))
                .layer(
                        "areas",
                        List.of(style),
                        new CollectionFeatureSource(new ListFeatureCollection(
                                type, List.of(SimpleFeatureBuilder.build(type, area, "areas.1")))));
        return Wms.image(
                new WmsService(layers, Wms.LIMITS),
                "version=1.1.1&request=GetMap&layers=areas&styles=&format=image/png&width=400&height=200&srs=EPSG:3006"
                        + "&bbox=600000,6800000,602000,6801000");
    }

    private static long differences(BufferedImage one, BufferedImage other) {
        long differences = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                if (one.getRGB(x, y) != other.getRGB(x, y)) differences++;
            }
        }
        return differences;
    }
}
