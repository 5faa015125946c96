package se.regstat.geotools;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.locationtech.jts.geom.MultiPolygon;
import se.regstat.geotools.reprojection.Sweref99Tm;
import se.regstat.geotools.rows.RowOrder;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.AreaName;
import se.regstat.statistics.observation.AreaNames;

/** A layer of areas, once or once a year. Values are found when they are asked for. */
final class AreaTable extends Table {

    static final String CODE = "code";
    static final String PERIOD = "period";
    static final String YEAR = "year";

    private final String name;
    private final RowOrder layout;
    private final Cell[] cells;

    private AreaTable(SimpleFeatureType type, RowOrder layout, List<Cell> cells) {
        super(type);
        this.name = type.getTypeName();
        this.layout = layout;
        this.cells = cells.toArray(Cell[]::new);
    }

    /** Where the values of an attribute come from. */
    interface Cell {
        /** @param area its number in the slice's vintage @return null for nothing */
        Object value(RowOrder.Slice slice, int area);
    }

    @Override
    public int size() {
        return layout.size();
    }

    @Override
    Optional<RowOrder> layout() {
        return Optional.of(layout);
    }

    @Override
    public Object value(int row, int attribute) {
        return cells[attribute].value(layout.slice(row), layout.area(row));
    }

    @Override
    String id(int row) {
        String code = layout.areaOf(row).code();
        OptionalInt year = layout.slice(row).year();
        return year.isPresent() ? FeatureIds.of(name, code, year.getAsInt()) : FeatureIds.of(name, code);
    }

    @Override
    OptionalInt rowOf(String id) {
        Optional<FeatureIds.Parts> parts = FeatureIds.parse(name, id, layout.hasYears());
        if (parts.isEmpty()) return OptionalInt.empty();
        Optional<RowOrder.Slice> slice = layout.hasYears()
                ? layout.ofYear(parts.get().year())
                : layout.slices().stream().findFirst();
        if (slice.isEmpty()) return OptionalInt.empty();
        OptionalInt area = slice.get().areas().indexOf(parts.get().code());
        if (area.isEmpty()) return area;
        int row = slice.get().row(area.getAsInt());
        // An id is written in one way only.
        return id(row).equals(id) ? OptionalInt.of(row) : OptionalInt.empty();
    }

    /** Collects the attributes of a layer in their order. */
    static final class Columns {
        private final SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        private final List<Cell> cells = new ArrayList<>();
        private final RowOrder layout;
        private final List<List<AreaName>> names;

        /** @param names of the areas of all vintages in the layout */
        Columns(String name, String namespace, RowOrder layout, AreaNames names) {
            this.layout = layout;
            this.names = layout.slices().stream()
                    .map(slice -> names.of(slice.areas()))
                    .toList();
            type.setNamespaceURI(namespace);
            type.setName(name);
            type.setDefaultGeometry(GEOMETRY);
        }

        /** An attribute that may be null. */
        Columns add(String name, Class<?> binding, Cell cell) {
            type.add(name, binding);
            cells.add(cell);
            return this;
        }

        /** An attribute that never is null. */
        Columns always(String name, Class<?> binding, Cell cell) {
            type.nillable(false);
            return add(name, binding, cell);
        }

        /**
         * {@code geom, code, area_name, name_origin}. An area always has all of them; by their types some may be null, since
         * GeoServer's WFS adds every attribute that may not be to what was asked for by {@code propertyName}, and geometries are
         * nearly all of an answer's bytes, names much of the rest.
         */
        Columns areas() {
            type.add(GEOMETRY, MultiPolygon.class, Sweref99Tm.crs());
            cells.add((slice, area) -> area(slice, area).geometry());
            always(CODE, String.class, (slice, area) -> area(slice, area).code());
            add("area_name", String.class, (slice, area) -> name(slice, area).text());
            return add("name_origin", String.class, (slice, area) -> name(slice, area)
                    .origin()
                    .id());
        }

        /** {@code local_name}. */
        Columns localName() {
            return add("local_name", String.class, (slice, area) -> area(slice, area)
                    .localName()
                    .orElse(null));
        }

        /** {@code local_name}, if any area has one. */
        Columns localNameIfAny() {
            boolean any = layout.slices().stream()
                    .map(RowOrder.Slice::areas)
                    .distinct()
                    .anyMatch(vintage ->
                            vintage.areas().stream().anyMatch(a -> a.localName().isPresent()));
            return any ? localName() : this;
        }

        /** {@code period, year}. */
        Columns years() {
            always(PERIOD, java.sql.Timestamp.class, (slice, area) -> slice.period());
            Integer[] years = layout.slices().stream()
                    .map(slice -> slice.year().getAsInt())
                    .toArray(Integer[]::new);
            return always(YEAR, Integer.class, (slice, area) -> years[slice.number()]);
        }

        /** {@code vintage}. */
        Columns vintage() {
            return always(
                    "vintage",
                    String.class,
                    (slice, area) -> slice.areas().vintage().id().year());
        }

        AreaTable table() {
            return new AreaTable(type.buildFeatureType(), layout, cells);
        }

        private AreaName name(RowOrder.Slice slice, int area) {
            return names.get(slice.number()).get(area);
        }

        static Area area(RowOrder.Slice slice, int area) {
            return slice.areas().areas().get(area);
        }
    }
}
