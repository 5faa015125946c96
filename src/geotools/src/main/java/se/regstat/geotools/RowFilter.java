package se.regstat.geotools;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.geotools.api.filter.And;
import org.geotools.api.filter.BinaryComparisonOperator;
import org.geotools.api.filter.ExcludeFilter;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.Id;
import org.geotools.api.filter.IncludeFilter;
import org.geotools.api.filter.Or;
import org.geotools.api.filter.PropertyIsEqualTo;
import org.geotools.api.filter.PropertyIsGreaterThan;
import org.geotools.api.filter.PropertyIsGreaterThanOrEqualTo;
import org.geotools.api.filter.PropertyIsLessThan;
import org.geotools.api.filter.PropertyIsLessThanOrEqualTo;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.spatial.BBOX;
import org.geotools.api.filter.spatial.BBOX3D;
import org.geotools.api.filter.spatial.BinarySpatialOperator;
import org.geotools.api.filter.spatial.DWithin;
import org.geotools.api.filter.spatial.Disjoint;
import org.geotools.api.filter.spatial.DistanceBufferOperator;
import org.geotools.factory.CommonFactoryFinder;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.predicate.RectangleIntersects;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Finds the rows a filter accepts. Feature ids, codes, texts and bounding boxes are answered from the table and its
 * index; of other spatial operators the index names the candidates. What remains is evaluated row by row, on the full
 * geometry.
 */
final class RowFilter {

    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final Table table;
    private final int[] all;

    private RowFilter(Table table) {
        this.table = table;
        this.all = IntStream.range(0, table.size()).toArray();
    }

    /** The numbers of the rows that the filter accepts, ascending. */
    static int[] rows(Table table, Filter filter) {
        RowFilter rowFilter = new RowFilter(table);
        Found found = rowFilter.find(filter);
        if (found.rest() == Filter.INCLUDE) return found.rows();
        return keep(found.rows(), row -> found.rest().evaluate(table.view(row)));
    }

    /** The filter accepts those of {@code rows} (ascending) that {@code rest} accepts too. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Found(int[] rows, Filter rest) {}

    private Found find(Filter filter) {
        if (filter instanceof IncludeFilter) return exactly(all);
        if (filter instanceof ExcludeFilter) return exactly(new int[0]);
        if (filter instanceof Id ids) return exactly(withIds(ids));
        if (filter instanceof And and) return all(and.getChildren());
        if (filter instanceof Or or) return any(or);
        if (filter instanceof PropertyIsEqualTo equal) return equal(equal);
        if (filter instanceof BinaryComparisonOperator comparison) return compared(comparison);
        if (filter instanceof BinarySpatialOperator spatial && table.areas().isPresent()) {
            return spatial(spatial, table.areas().get());
        }
        return new Found(all, filter);
    }

    private static Found exactly(int[] rows) {
        return new Found(rows, Filter.INCLUDE);
    }

    private int[] withIds(Id filter) {
        BitSet rows = new BitSet();
        for (Object id : filter.getIDs()) {
            table.rowOf(id.toString()).ifPresent(rows::set);
        }
        return rows.stream().toArray();
    }

    private Found all(List<Filter> filters) {
        int[] rows = all;
        List<Filter> rest = new ArrayList<>();
        for (Filter filter : filters) {
            Found found = find(filter);
            rows = common(rows, found.rows());
            if (found.rest() != Filter.INCLUDE) rest.add(found.rest());
        }
        return switch (rest.size()) {
            case 0 -> exactly(rows);
            case 1 -> new Found(rows, rest.get(0));
            default -> new Found(rows, FILTERS.and(rest));
        };
    }

    private Found any(Or or) {
        BitSet rows = new BitSet(table.size());
        boolean exact = true;
        for (Filter filter : or.getChildren()) {
            Found found = find(filter);
            for (int row : found.rows()) rows.set(row);
            exact &= found.rest() == Filter.INCLUDE;
        }
        return new Found(rows.stream().toArray(), exact ? Filter.INCLUDE : or);
    }

    /** A text attribute equals a text, or is one of several. */
    private Found equal(PropertyIsEqualTo filter) {
        Expression left = filter.getExpression1();
        Expression right = filter.getExpression2();
        if (filter.isMatchingCase()) {
            if (left instanceof PropertyName name && right instanceof Literal value)
                return textIs(name, List.of(value), filter);
            if (right instanceof PropertyName name && left instanceof Literal value)
                return textIs(name, List.of(value), filter);
        }
        if (left instanceof Function in && right instanceof Literal value) return in(in, value, filter);
        if (right instanceof Function in && left instanceof Literal value) return in(in, value, filter);
        return new Found(all, filter);
    }

    /** A number attribute is less or more than a number. A row without a value is neither. */
    private Found compared(BinaryComparisonOperator filter) {
        IntPredicate wanted = wanted(filter);
        if (wanted == null
                || !(filter.getExpression1() instanceof PropertyName name)
                || !(filter.getExpression2() instanceof Literal literal)
                || !(literal.getValue() instanceof Number number)) {
            return new Found(all, filter);
        }
        int attribute = table.type().indexOf(name.getPropertyName());
        boolean isNumber = attribute >= 0
                && Number.class.isAssignableFrom(
                        table.type().getDescriptor(attribute).getType().getBinding());
        if (!isNumber) return new Found(all, filter);
        double limit = number.doubleValue();
        return exactly(keep(
                all,
                row -> table.value(row, attribute) instanceof Number value
                        && wanted.test(Double.compare(value.doubleValue(), limit))));
    }

    /** Which outcomes of a comparison the operator accepts; null for operators that are not of this kind. */
    private static IntPredicate wanted(BinaryComparisonOperator filter) {
        if (filter instanceof PropertyIsLessThan) return sign -> sign < 0;
        if (filter instanceof PropertyIsLessThanOrEqualTo) return sign -> sign <= 0;
        if (filter instanceof PropertyIsGreaterThan) return sign -> sign > 0;
        if (filter instanceof PropertyIsGreaterThanOrEqualTo) return sign -> sign >= 0;
        return null;
    }

    private Found in(Function in, Literal isTrue, Filter filter) {
        List<Expression> parameters = in.getParameters();
        if (!"in".equals(in.getName())
                || !Boolean.TRUE.equals(isTrue.getValue())
                || parameters.isEmpty()
                || !(parameters.get(0) instanceof PropertyName name)) {
            return new Found(all, filter);
        }
        return textIs(name, parameters.subList(1, parameters.size()), filter);
    }

    private Found textIs(PropertyName name, List<? extends Expression> texts, Filter filter) {
        int attribute = table.type().indexOf(name.getPropertyName());
        boolean allTexts = texts.stream().allMatch(text -> text instanceof Literal l && l.getValue() instanceof String);
        if (attribute < 0
                || !allTexts
                || table.type().getDescriptor(attribute).getType().getBinding() != String.class) {
            return new Found(all, filter);
        }
        BitSet rows = new BitSet(table.size());
        for (Expression text : texts) {
            String value = (String) ((Literal) text).getValue();
            if (table.areas().isPresent() && VintageTable.CODE.equals(name.getPropertyName())) {
                OptionalInt row = table.areas().get().indexOf(value);
                row.ifPresent(rows::set);
            } else {
                for (int row : all) {
                    if (value.equals(table.value(row, attribute))) rows.set(row);
                }
            }
        }
        return exactly(rows.stream().toArray());
    }

    private Found spatial(BinarySpatialOperator filter, VintageAreas areas) {
        boolean propertyFirst =
                filter.getExpression1() instanceof PropertyName && filter.getExpression2() instanceof Literal;
        boolean propertyLast =
                filter.getExpression2() instanceof PropertyName && filter.getExpression1() instanceof Literal;
        boolean unbounded = filter instanceof Disjoint
                || (filter instanceof DistanceBufferOperator && !(filter instanceof DWithin))
                || filter instanceof BBOX3D;
        if (unbounded || propertyFirst == propertyLast) return new Found(all, filter);

        Envelope extent = extent((Literal) (propertyFirst ? filter.getExpression2() : filter.getExpression1()));
        if (extent == null) return new Found(all, filter);
        if (filter instanceof DWithin within) extent.expandBy(within.getDistance());
        int[] candidates = extent.contains(areas.bounds()) ? all : areas.query(extent);
        return filter instanceof BBOX ? exactly(meeting(extent, candidates, areas)) : new Found(candidates, filter);
    }

    /** Of a copy; null if the literal is nothing spatial. */
    private static Envelope extent(Literal literal) {
        Object value = literal.getValue();
        if (value instanceof Envelope envelope) return new Envelope(envelope);
        Geometry geometry = literal.evaluate(null, Geometry.class);
        return geometry == null ? null : geometry.getEnvelopeInternal();
    }

    private int[] meeting(Envelope box, int[] candidates, VintageAreas areas) {
        if (candidates == all) return all;
        RectangleIntersects rectangle = new RectangleIntersects(rectangle(box));
        return keep(candidates, row -> {
            Geometry geometry = areas.areas().get(row).geometry();
            return box.contains(geometry.getEnvelopeInternal()) || rectangle.intersects(geometry);
        });
    }

    /** A polygon even where the box is a point or a line. */
    private static Polygon rectangle(Envelope box) {
        return GEOMETRIES.createPolygon(new Coordinate[] {
            new Coordinate(box.getMinX(), box.getMinY()),
            new Coordinate(box.getMinX(), box.getMaxY()),
            new Coordinate(box.getMaxX(), box.getMaxY()),
            new Coordinate(box.getMaxX(), box.getMinY()),
            new Coordinate(box.getMinX(), box.getMinY())
        });
    }

    private static int[] keep(int[] rows, IntPredicate accepted) {
        int[] kept = new int[rows.length];
        int count = 0;
        for (int row : rows) {
            if (accepted.test(row)) kept[count++] = row;
        }
        return Arrays.copyOf(kept, count);
    }

    /** What two ascending lists have in common. */
    private int[] common(int[] a, int[] b) {
        if (a == all) return b;
        if (b == all) return a;
        int[] both = new int[Math.min(a.length, b.length)];
        int count = 0;
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            if (a[i] < b[j]) {
                i++;
            } else if (a[i] > b[j]) {
                j++;
            } else {
                both[count++] = a[i++];
                j++;
            }
        }
        return Arrays.copyOf(both, count);
    }
}
