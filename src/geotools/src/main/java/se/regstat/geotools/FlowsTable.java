package se.regstat.geotools;

import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LineString;
import se.regstat.geotools.reprojection.Sweref99Tm;
import se.regstat.geotools.rows.RowOrder;
import se.regstat.geotools.rows.YearRows;
import se.regstat.statistics.commuting.FlowLines;
import se.regstat.statistics.observation.Figures;
import se.regstat.statistics.store.GeoPackageGeometry;

/**
 * Who go from one area to another, a row for each pair and year with enough of them: {@code geom, period, year, from_code, from_name, to_code, to_name,
 * value, share, status, vintage, source}, by years and then by codes. A line goes from the point of the former to that of the latter.
 */
final class FlowsTable extends Table {

    private static final List<String> ATTRIBUTES = List.of(
            GEOMETRY,
            AreaTable.PERIOD,
            AreaTable.YEAR,
            "from_code",
            "from_name",
            "to_code",
            "to_name",
            "value",
            "share",
            "status",
            "vintage",
            "source");

    private final String name;
    private final List<FlowLines> years;
    private final YearRows rows;

    private FlowsTable(String name, List<FlowLines> years, SimpleFeatureType type) {
        super(type);
        this.name = name;
        this.years = years;
        rows = YearRows.of(years.stream().mapToInt(FlowLines::size));
    }

    /** @param lines by year */
    static FlowsTable of(String name, List<FlowLines> lines, String namespace) {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setNamespaceURI(namespace);
        type.setName(name);
        type.add(GEOMETRY, LineString.class, Sweref99Tm.crs());
        type.nillable(false).add(AreaTable.PERIOD, Timestamp.class);
        type.nillable(false).add(AreaTable.YEAR, Integer.class);
        for (String text : List.of("from_code", "from_name", "to_code", "to_name")) {
            type.nillable(false).add(text, String.class);
        }
        type.nillable(false).add("value", Double.class);
        type.add("share", Double.class);
        for (String text : List.of("status", "vintage", "source"))
            type.nillable(false).add(text, String.class);
        type.setDefaultGeometry(GEOMETRY);
        return new FlowsTable(
                name, lines.stream().filter(year -> year.size() > 0).toList(), type.buildFeatureType());
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public Object value(int row, int attribute) {
        FlowLines year = years.get(rows.year(row));
        int line = rows.inYear(row);
        int from = year.from(line);
        int to = year.to(line);
        return switch (ATTRIBUTES.get(attribute)) {
            case GEOMETRY ->
                GeoPackageGeometry.PACKED.createLineString(new Coordinate[] {
                    new Coordinate(year.easting(from), year.northing(from)),
                    new Coordinate(year.easting(to), year.northing(to))
                });
            case AreaTable.PERIOD -> RowOrder.startOf(year.year());
            case AreaTable.YEAR -> year.year();
            case "from_code" -> code(year, from);
            case "from_name" -> year.name(from);
            case "to_code" -> code(year, to);
            case "to_name" -> year.name(to);
            case "value" -> Figures.exact(year.persons(line));
            case "share" -> Double.isNaN(year.share(line)) ? null : (Double) Figures.share(year.share(line));
            case "status" -> year.status(line).id();
            case "vintage" -> year.areas().vintage().id().year();
            default -> year.derivedFrom();
        };
    }

    private static String code(FlowLines year, int area) {
        return year.areas().areas().get(area).code();
    }

    @Override
    String id(int row) {
        FlowLines year = years.get(rows.year(row));
        int line = rows.inYear(row);
        return FeatureIds.of(name, code(year, year.from(line)) + "." + code(year, year.to(line)), year.year());
    }

    @Override
    OptionalInt rowOf(String id) {
        return FeatureIds.parse(name, id, true).stream()
                .flatMapToInt(parts -> IntStream.range(0, years.size())
                        .filter(number -> years.get(number).year() == parts.year()))
                .flatMap(rows::rows)
                .filter(row -> id(row).equals(id))
                .findFirst();
    }

    @Override
    Optional<int[]> beginnings() {
        return Optional.of(rows.beginnings());
    }
}
