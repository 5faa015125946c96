package se.regstat.standalone.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Geometry;

/** A running host with a store whose areas are known from elsewhere. */
abstract class Site {

    private static final Path DATA = Programs.root().resolve("../shared/data/goteborgsregionen.gpkg");

    /** The generated demo. */
    static final Site DEMO = new Site("demo") {
        @Override
        RunningHost start() {
            return RunningHost.ofDemo();
        }

        @Override
        Map<String, Geometry> readAreas() {
            return GeoPackageLayer.read(host().storeFile(), "deso_2025", "code");
        }
    };

    /** What the import command makes of the real DeSO of Göteborgsregionen. */
    static final Site GOTEBORG = new Site("Göteborg") {
        @Override
        RunningHost start() {
            return RunningHost.ofImported(DATA, "deso_gr_2025", "desokod");
        }

        @Override
        Map<String, Geometry> readAreas() {
            return GeoPackageLayer.read(DATA, "deso_gr_2025", "desokod");
        }

        @Override
        boolean isThere() {
            return Files.isReadable(DATA);
        }
    };

    static final List<Site> ALL = List.of(DEMO, GOTEBORG);

    /** What both publish, as clients name it. */
    static final String LAYER = "regstat:deso_2025";

    /** A style that fills an area with one colour, by its size. */
    static final String FILLED = "area_classes";

    /** The style's first five fills, of the classes up to these many km², are read from its document. */
    private static final double[] LIMITS = {1, 5, 25, 100, Double.POSITIVE_INFINITY};

    private static final List<Integer> FILLS = fills();

    private final String title;
    private RunningHost host;
    private Throwable failure;
    private Map<String, Geometry> areas;

    private Site(String title) {
        this.title = title;
    }

    abstract RunningHost start();

    abstract Map<String, Geometry> readAreas();

    boolean isThere() {
        return true;
    }

    /** Started at first use and kept until the tests end. */
    synchronized RunningHost host() {
        if (failure != null) throw new IllegalStateException(this + " did not start, see the first test", failure);
        try {
            if (host == null) host = start();
            return host;
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        }
    }

    /** By code, in EPSG:3006 (E, N), not read through what is under test. */
    synchronized Map<String, Geometry> areas() {
        if (areas == null) areas = readAreas();
        return areas;
    }

    /** The code of an area of some size without holes, so that it is easily recognised in a map. */
    String knownCode() {
        return areas().entrySet().stream()
                .filter(e -> e.getValue().getNumGeometries() == 1)
                .max(Comparator.<Map.Entry<String, Geometry>>comparingDouble(e -> roundness(e.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .orElseThrow()
                .getKey();
    }

    Geometry knownArea() {
        return areas().get(knownCode());
    }

    /** What the known area is filled with in the style {@link #FILLED}, as ARGB. */
    int knownColour() {
        int i = 0;
        while (knownArea().getArea() / 1e6 >= LIMITS[i]) i++;
        return FILLS.get(i);
    }

    private static List<Integer> fills() {
        try {
            String style = Files.readString(Programs.root().resolve("styles/" + FILLED + ".sld"));
            return Pattern.compile("\"fill\">#([0-9a-f]{6})<")
                    .matcher(style)
                    .results()
                    .map(fill -> 0xFF000000 | Integer.parseInt(fill.group(1), 16))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int vertices() {
        return areas().values().stream().collect(Collectors.summingInt(Geometry::getNumPoints));
    }

    private static double roundness(Geometry area) {
        return area.getArea() / (area.getLength() * area.getLength());
    }

    @Override
    public String toString() {
        return title;
    }
}
