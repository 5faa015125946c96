package se.regstat.geotools;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Point;
import se.regstat.geotools.reprojection.Sweref99Tm;
import se.regstat.geotools.rows.RowOrder;
import se.regstat.geotools.rows.YearRows;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.store.GeoPackageGeometry;

/**
 * The points that an indicator is counted from, a row each: {@code geom, period, year, count}, by years and then from west to east. Ids
 * count from 1 in each year.
 */
final class PointsTable extends Table {

    private static final int GEOM = 0;
    private static final int PERIOD = 1;
    private static final int YEAR = 2;

    private final String name;
    private final List<Events> years;
    private final YearRows rows;

    private PointsTable(String name, List<Events> years, SimpleFeatureType type) {
        super(type);
        this.name = name;
        this.years = years;
        rows = YearRows.of(years.stream().mapToInt(Events::size));
    }

    /** @param events of one indicator, by year */
    static PointsTable of(List<Events> events, String namespace) {
        String name = Events.layerName(events.get(0).indicator());
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setNamespaceURI(namespace);
        type.setName(name);
        type.add(GEOMETRY, Point.class, Sweref99Tm.crs());
        type.nillable(false).add(AreaTable.PERIOD, java.sql.Timestamp.class);
        type.nillable(false).add(AreaTable.YEAR, Integer.class);
        type.nillable(false).add("count", Double.class);
        type.setDefaultGeometry(GEOMETRY);
        List<Events> years = events.stream()
                .filter(year -> year.size() > 0)
                .sorted(Comparator.comparing(Events::year))
                .toList();
        return new PointsTable(name, years, type.buildFeatureType());
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public Object value(int row, int attribute) {
        Events year = years.get(rows.year(row));
        int point = rows.inYear(row);
        return switch (attribute) {
            case GEOM ->
                GeoPackageGeometry.PACKED.createPoint(new Coordinate(year.eastings()[point], year.northings()[point]));
            case PERIOD -> RowOrder.startOf(year.year());
            case YEAR -> year.year();
            default -> year.counts()[point];
        };
    }

    @Override
    String id(int row) {
        return FeatureIds.of(
                name,
                Integer.toString(rows.inYear(row) + 1),
                years.get(rows.year(row)).year());
    }

    @Override
    OptionalInt rowOf(String id) {
        Optional<FeatureIds.Parts> parts =
                FeatureIds.parse(name, id, true).filter(found -> found.code().matches("[1-9]\\d{0,8}"));
        if (parts.isEmpty()) return OptionalInt.empty();
        return IntStream.range(0, years.size())
                .filter(number -> years.get(number).year() == parts.get().year())
                .map(number -> rows.first(number) + Integer.parseInt(parts.get().code()) - 1)
                .filter(row -> row < size() && id(row).equals(id))
                .findFirst();
    }

    @Override
    Optional<int[]> beginnings() {
        return Optional.of(rows.beginnings());
    }

    @Override
    Optional<int[]> meeting(Envelope box) {
        IntStream.Builder met = IntStream.builder();
        for (int number = 0; number < years.size(); number++) {
            Events year = years.get(number);
            for (int point = year.firstFrom(box.getMinX());
                    point < year.size() && year.eastings()[point] <= box.getMaxX();
                    point++) {
                double northing = year.northings()[point];
                if (northing >= box.getMinY() && northing <= box.getMaxY()) met.add(rows.first(number) + point);
            }
        }
        return Optional.of(met.build().toArray());
    }
}
