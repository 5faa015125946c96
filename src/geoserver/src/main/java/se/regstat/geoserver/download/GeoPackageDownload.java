package se.regstat.geoserver.download;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.MultiPolygon;
import se.regstat.geoserver.metadata.Layer;
import se.regstat.geotools.Table;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.AreaName;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.store.GeoPackageFile;
import se.regstat.statistics.store.GeoPackageFile.Row;

/**
 * A dataset as a GeoPackage: each layer by its name, with the attributes that it has in WFS.
 *
 * <p>Layers of values have a row per area and year. Borders are by far the most of their bytes, and each year has the same, so they
 * are stored once, in the table {@code areas}; {@code population_deso} is then a view that joins them to the values in {@code
 * population_deso_values}, and programs show it as any layer.
 */
final class GeoPackageDownload {

    static final String TYPE = "application/geopackage+sqlite3";

    private static final String KEY = "areas_fid";

    private final Content content;
    private final Set<String> taken = new HashSet<>();
    private final Map<VintageAreas, Integer> before = new LinkedHashMap<>();
    private final List<GeoPackageFile.Table> tables = new ArrayList<>();
    private final List<GeoPackageFile.Table> views = new ArrayList<>();

    private GeoPackageDownload(Content content) {
        this.content = content;
        content.layers().keySet().forEach(layer -> taken.add(layer.name()));
    }

    /**
     * @param file empty
     * @param named what messages call it
     */
    static void write(Content content, Path file, Path named) throws IOException {
        GeoPackageFile.fill(file, named, content.changed(), new GeoPackageDownload(content).tables());
    }

    private List<GeoPackageFile.Table> tables() {
        String areas = free("areas");
        content.layers().forEach((layer, table) -> {
            if (table.size() > 0 && table.place(0).isPresent()) addValues(layer, table, areas);
            else tables.add(whole(layer, table));
        });
        if (!before.isEmpty()) tables.add(0, areas(areas));
        tables.addAll(views);
        return tables;
    }

    private String free(String name) {
        return taken.add(name) ? name : free(name + "_");
    }

    // ---- layers of values

    private void addValues(Layer layer, Table table, String areas) {
        for (int row = 0; row < table.size(); row++) number(table.place(row).orElseThrow());
        Map<String, Integer> attributes = Content.attributes(table);
        Map<String, Class<?>> columns = new LinkedHashMap<>();
        columns.put(KEY, Integer.class);
        columns.putAll(columns(table, attributes));
        int[] places = attributes.values().stream().mapToInt(i -> i).toArray();
        GeoPackageFile.Description told = content.description(layer);
        var values = new GeoPackageFile.Description(
                free(layer.name() + "_values"),
                "",
                content.language().equals(Locale.ENGLISH)
                        ? "The rows of " + layer.name() + " without borders"
                        : "Raderna i " + layer.name() + " utan gränser");
        tables.add(new GeoPackageFile.Attributes(values, columns, rows(table.size(), row -> {
            List<Object> cells = new ArrayList<>(places.length + 1);
            cells.add(number(table.place(row).orElseThrow()));
            for (int place : places) cells.add(table.value(row, place));
            return new Row(null, cells);
        })));
        views.add(new GeoPackageFile.Places(told, values.name(), KEY, areas, List.copyOf(attributes.keySet())));
    }

    /** Of an area in the table of areas, from 1. */
    private int number(Table.Place place) {
        Integer first = before.get(place.vintage());
        if (first == null) {
            first = before.keySet().stream()
                    .mapToInt(vintage -> vintage.areas().size())
                    .sum();
            before.put(place.vintage(), first);
        }
        return first + place.area() + 1;
    }

    private GeoPackageFile.Table areas(String name) {
        Map<String, Class<?>> columns = new LinkedHashMap<>();
        for (String column : List.of("division", "vintage", "code", "area_name", "name_origin")) {
            columns.put(column, String.class);
        }
        Iterator<Row> rows = before.keySet().stream()
                .flatMap(vintage -> {
                    List<AreaName> names = content.names().of(vintage);
                    return IntStream.range(0, names.size())
                            .mapToObj(area -> row(vintage, vintage.areas().get(area), names.get(area)));
                })
                .iterator();
        String text = content.language().equals(Locale.ENGLISH)
                ? "The areas of all layers, each vintage's once"
                : "Alla skikts områden, varje versions en gång";
        return new GeoPackageFile.Features(new GeoPackageFile.Description(name, "", text), columns, rows);
    }

    private static Row row(VintageAreas vintage, Area area, AreaName name) {
        List<Object> cells = new ArrayList<>();
        cells.add(vintage.vintage().id().division());
        cells.add(vintage.vintage().id().year());
        cells.add(area.code());
        cells.add(name.text());
        cells.add(name.origin().id());
        return new Row(area.geometry(), cells);
    }

    // ---- other layers

    private GeoPackageFile.Table whole(Layer layer, Table table) {
        Map<String, Integer> attributes = Content.attributes(table);
        int geometry = table.type().indexOf(Table.GEOMETRY);
        Iterator<Row> rows = rows(table.size(), row -> {
            List<Object> cells = new ArrayList<>(attributes.size());
            for (int place : attributes.values()) cells.add(table.value(row, place));
            return new Row(geometry < 0 ? null : (MultiPolygon) table.value(row, geometry), cells);
        });
        Map<String, Class<?>> columns = columns(table, attributes);
        return geometry < 0
                ? new GeoPackageFile.Attributes(content.description(layer), columns, rows)
                : new GeoPackageFile.Features(content.description(layer), columns, rows);
    }

    private static Map<String, Class<?>> columns(Table table, Map<String, Integer> attributes) {
        Map<String, Class<?>> columns = new LinkedHashMap<>();
        attributes.forEach((name, place) ->
                columns.put(name, table.type().getDescriptor(place).getType().getBinding()));
        return columns;
    }

    private static Iterator<Row> rows(int size, IntFunction<Row> row) {
        return IntStream.range(0, size).mapToObj(row).iterator();
    }
}
