package se.regstat.geoserver.map;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import se.regstat.geoserver.Published;
import se.regstat.geoserver.VisibleLayers;
import se.regstat.geoserver.document.InfoDocument;
import se.regstat.geoserver.document.Refusal;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.AreaName;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.observation.AreaNames;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.topology.TopoJson;
import se.regstat.statistics.topology.Topology;

/**
 * The areas of vintages in TopoJSON, in the order of their codes, as values have it; what they are called and lie in stands beside. Each
 * document is made once for a snapshot and kept as long as there is memory for it.
 */
final class MapAreas {

    /** Of the tolerance: nobody sees where in a tenth of it a point lies. */
    private static final double STEP = 0.1;

    private static final double LEAST_STEP = 1;

    private final Published published;
    private final VisibleLayers layers;

    private MapAreas(Published published, VisibleLayers layers) {
        this.published = published;
        this.layers = layers;
    }

    static MapAreas of(Published published, VisibleLayers layers) {
        return new MapAreas(published, layers);
    }

    /** @throws Refusal 404 if there is no such vintage, or not all of it for the asker */
    InfoDocument answer(MapRequest request) {
        VintageId id = request.vintage();
        double tolerance = request.tolerance();
        VintageAreas areas = published
                .observations()
                .snapshot()
                .vintage(id)
                .filter(found -> layers.whole(id.layerName(), published).isPresent())
                .orElseThrow(() -> Refusal.notFound("there is no vintage " + Refusal.shortened(id.toString()))
                        .of("vintage"));
        return made().document(areas, areas.tolerance(tolerance), this::made);
    }

    private Made made() {
        return published
                .observations()
                .snapshot()
                .derived(Made.class, published.observations().configuration().fingerprint(), Made::new);
    }

    private interface Making {
        InfoDocument of(VintageAreas areas, double tolerance);
    }

    /** What was made of a snapshot. */
    private static final class Made {

        private record Which(VintageId vintage, double tolerance) {}

        private final Map<Which, Kept> documents = new ConcurrentHashMap<>();

        InfoDocument document(VintageAreas areas, double tolerance, Making making) {
            return documents
                    .computeIfAbsent(new Which(areas.vintage().id(), tolerance), which -> new Kept())
                    .document(areas, tolerance, making);
        }
    }

    private static final class Kept {
        private SoftReference<InfoDocument> document = new SoftReference<>(null);

        /** Who asks for what another is just making waits for it. */
        synchronized InfoDocument document(VintageAreas areas, double tolerance, Making making) {
            InfoDocument known = document.get();
            if (known == null) {
                known = making.of(areas, tolerance);
                document = new SoftReference<>(known);
            }
            return known;
        }
    }

    private InfoDocument made(VintageAreas areas, double tolerance) {
        Topology topology = Topology.of(
                IntStream.range(0, areas.areas().size())
                        .mapToObj(area -> areas.geometry(area, tolerance))
                        .toList(),
                Math.max(LEAST_STEP, STEP * tolerance));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            TopoJson.write(topology, "EPSG:3006", told(areas), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return InfoDocument.of("application/json", areas.vintage().id().layerName() + ".json", bytes.toByteArray());
    }

    private List<TopoJson.Told> told(VintageAreas areas) {
        AreaNames names = AreaNames.of(
                published.observations().snapshot(), published.observations().configuration());
        List<AreaName> called = names.of(areas);
        Optional<String> above =
                names.above(areas).stream().map(AreaNames.Above::division).findFirst();
        List<TopoJson.Told> told = new ArrayList<>();
        for (Area area : areas.areas()) {
            Map<String, String> properties = new LinkedHashMap<>();
            properties.put("name", called.get(told.size()).text());
            area.localName().ifPresent(local -> properties.put("local", local));
            above.map(area.parents()::get).ifPresent(code -> properties.put("parent", code));
            told.add(new TopoJson.Told(area.code(), properties));
        }
        return told;
    }
}
