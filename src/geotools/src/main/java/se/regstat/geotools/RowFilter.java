package se.regstat.geotools;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.geotools.api.filter.And;
import org.geotools.api.filter.BinaryComparisonOperator;
import org.geotools.api.filter.ExcludeFilter;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.Id;
import org.geotools.api.filter.IncludeFilter;
import org.geotools.api.filter.Not;
import org.geotools.api.filter.Or;
import org.geotools.api.filter.PropertyIsEqualTo;
import org.geotools.api.filter.PropertyIsGreaterThan;
import org.geotools.api.filter.PropertyIsGreaterThanOrEqualTo;
import org.geotools.api.filter.PropertyIsLessThan;
import org.geotools.api.filter.PropertyIsLessThanOrEqualTo;
import org.geotools.api.filter.PropertyIsNull;
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
import se.regstat.geotools.rows.RowOrder;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Finds the rows a filter accepts. Years, feature ids, codes, texts and bounding boxes are answered from the table, its
 * layout and its indexes; of other spatial operators the index names the candidates. What remains is evaluated row by
 * row, on the full geometry. Rows of years that a filter leaves out are not looked at.
 */
final class RowFilter {

    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();
    private static final Pattern DECIMAL = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final Table table;

    private RowFilter(Table table) {
        this.table = table;
    }

    /** The numbers of the rows that the filter accepts, ascending. Not to be changed. */
    static int[] rows(Table table, Filter filter) {
        Filter read = TimesAsTexts.read(filter, table.type());
        Found found = new RowFilter(table).find(read, new Scope(table));
        if (found.rest() == Filter.INCLUDE) return found.rows();
        return keep(found.rows(), row -> found.rest().evaluate(table.view(row)));
    }

    /** The rows of a table, or those of some of its years. */
    private static final class Scope {
        private final Table table;
        private final List<RowOrder.Slice> slices;
        private int[] rows;

        Scope(Table table) {
            this(table, table.layout().map(RowOrder::slices).orElse(List.of()), null);
        }

        private Scope(Table table, List<RowOrder.Slice> slices, int[] rows) {
            this.table = table;
            this.slices = slices;
            this.rows = rows;
        }

        /** Those slices that a filter of nothing but the year accepts. */
        Scope of(Filter time) {
            return new Scope(table, TimeFilter.accepted(time, slices, table), null);
        }

        /** Some of the rows, ascending: others are of no interest, found or not. */
        Scope of(int[] some) {
            return new Scope(table, slices, some);
        }

        List<RowOrder.Slice> slices() {
            return slices;
        }

        boolean holds(int row) {
            return table.layout().isEmpty()
                    || slices.contains(table.layout().get().slice(row));
        }

        /** Ascending; always the same list. */
        int[] rows() {
            if (rows == null) {
                boolean some = table.layout().isPresent()
                        && slices.size() < table.layout().get().slices().size();
                rows = some
                        ? table.layout().get().rows(slices)
                        : IntStream.range(0, table.size()).toArray();
            }
            return rows;
        }
    }

    /** The filter accepts those of {@code rows} (ascending) that {@code rest} accepts too. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Found(int[] rows, Filter rest) {}

    private Found find(Filter filter, Scope scope) {
        if (filter instanceof IncludeFilter) return exactly(scope.rows());
        if (filter instanceof ExcludeFilter) return exactly(new int[0]);
        if (filter instanceof Id ids) return exactly(withIds(ids, scope));
        if (isOfTime(filter)) return exactly(scope.of(filter).rows());
        if (table.beginnings().isPresent() && TimeFilter.looksAtTheYearOnly(filter)) {
            return exactly(TimeFilter.accepted(filter, table.beginnings().get(), table));
        }
        if (filter instanceof And and) return all(and.getChildren(), scope);
        if (filter instanceof Or or) return any(or, scope);
        if (filter instanceof Not not) return none(not, scope);
        if (filter instanceof PropertyIsNull isNull) return withoutValue(isNull, scope);
        // Before comparisons: the box that GeoTools' renderer asks for calls itself one of those too.
        if (filter instanceof BinarySpatialOperator spatial) return spatial(spatial, scope);
        if (filter instanceof PropertyIsEqualTo equal) return equal(equal, scope);
        if (filter instanceof BinaryComparisonOperator comparison) return compared(comparison, scope);
        return new Found(scope.rows(), filter);
    }

    private boolean isOfTime(Filter filter) {
        return table.layout().isPresent() && table.layout().get().hasYears() && TimeFilter.looksAtTheYearOnly(filter);
    }

    private static Found exactly(int[] rows) {
        return new Found(rows, Filter.INCLUDE);
    }

    private int[] withIds(Id filter, Scope scope) {
        BitSet rows = new BitSet();
        for (Object id : filter.getIDs()) {
            OptionalInt row = table.rowOf(id.toString());
            if (row.isPresent() && scope.holds(row.getAsInt())) rows.set(row.getAsInt());
        }
        return rows.stream().toArray();
    }

    private Found all(List<Filter> filters, Scope scope) {
        Scope narrowed = scope;
        List<Filter> others = new ArrayList<>();
        for (Filter filter : filters) {
            if (isOfTime(filter)) {
                narrowed = narrowed.of(filter);
            } else {
                others.add(filter);
            }
        }
        // A map's box before its rules: what the index leaves out is not looked at.
        others.sort(Comparator.comparing(filter -> !(filter instanceof BinarySpatialOperator)));
        List<Filter> rest = new ArrayList<>();
        for (Filter filter : others) {
            Found found = find(filter, narrowed);
            narrowed = narrowed.of(common(narrowed.rows(), found.rows()));
            if (found.rest() != Filter.INCLUDE) rest.add(found.rest());
        }
        return switch (rest.size()) {
            case 0 -> exactly(narrowed.rows());
            case 1 -> new Found(narrowed.rows(), rest.get(0));
            default -> new Found(narrowed.rows(), FILTERS.and(rest));
        };
    }

    private Found any(Or or, Scope scope) {
        BitSet rows = new BitSet(table.size());
        boolean exact = true;
        for (Filter filter : or.getChildren()) {
            Found found = find(filter, scope);
            for (int row : found.rows()) rows.set(row);
            exact &= found.rest() == Filter.INCLUDE;
        }
        return new Found(rows.stream().toArray(), exact ? Filter.INCLUDE : or);
    }

    private Found none(Not not, Scope scope) {
        Found found = find(not.getFilter(), scope);
        if (found.rest() != Filter.INCLUDE) return new Found(scope.rows(), not);
        BitSet others = new BitSet(table.size());
        for (int row : scope.rows()) others.set(row);
        for (int row : found.rows()) others.clear(row);
        return exactly(others.stream().toArray());
    }

    private Found withoutValue(PropertyIsNull filter, Scope scope) {
        int attribute = filter.getExpression() instanceof PropertyName name
                ? table.type().indexOf(name.getPropertyName())
                : -1;
        if (attribute < 0) return new Found(scope.rows(), filter);
        return exactly(keep(scope.rows(), row -> table.value(row, attribute) == null));
    }

    /** A text attribute equals a text, or is one of several. */
    private Found equal(PropertyIsEqualTo filter, Scope scope) {
        Expression left = filter.getExpression1();
        Expression right = filter.getExpression2();
        if (filter.isMatchingCase()) {
            if (left instanceof PropertyName name && right instanceof Literal value)
                return textIs(name, List.of(value), filter, scope);
            if (right instanceof PropertyName name && left instanceof Literal value)
                return textIs(name, List.of(value), filter, scope);
        }
        if (left instanceof Function in && right instanceof Literal value) return in(in, value, filter, scope);
        if (right instanceof Function in && left instanceof Literal value) return in(in, value, filter, scope);
        return new Found(scope.rows(), filter);
    }

    /**
     * A number attribute is less or more than a number, which documents in XML have as a text. A row without a value is neither.
     * Zero and its negative are equal, as in GeoTools.
     */
    private Found compared(BinaryComparisonOperator filter, Scope scope) {
        IntPredicate wanted = wanted(filter);
        OptionalDouble number = number(filter.getExpression2());
        if (wanted == null || number.isEmpty() || !(filter.getExpression1() instanceof PropertyName name)) {
            return new Found(scope.rows(), filter);
        }
        int attribute = table.type().indexOf(name.getPropertyName());
        boolean isNumber = attribute >= 0
                && Number.class.isAssignableFrom(
                        table.type().getDescriptor(attribute).getType().getBinding());
        if (!isNumber) return new Found(scope.rows(), filter);
        double limit = number.getAsDouble();
        return exactly(keep(
                scope.rows(),
                row -> table.value(row, attribute) instanceof Number value
                        && wanted.test((int) Math.signum(value.doubleValue() - limit))));
    }

    private static OptionalDouble number(Expression expression) {
        if (!(expression instanceof Literal literal)) return OptionalDouble.empty();
        if (literal.getValue() instanceof Number number) return OptionalDouble.of(number.doubleValue());
        return literal.getValue() instanceof String text
                        && DECIMAL.matcher(text).matches()
                ? OptionalDouble.of(Double.parseDouble(text))
                : OptionalDouble.empty();
    }

    /** Which outcomes of a comparison the operator accepts; null for operators that are not of this kind. */
    private static IntPredicate wanted(BinaryComparisonOperator filter) {
        if (filter instanceof PropertyIsLessThan) return sign -> sign < 0;
        if (filter instanceof PropertyIsLessThanOrEqualTo) return sign -> sign <= 0;
        if (filter instanceof PropertyIsGreaterThan) return sign -> sign > 0;
        if (filter instanceof PropertyIsGreaterThanOrEqualTo) return sign -> sign >= 0;
        return null;
    }

    private Found in(Function in, Literal isTrue, Filter filter, Scope scope) {
        List<Expression> parameters = in.getParameters();
        if (!"in".equals(in.getName())
                || !Boolean.TRUE.equals(isTrue.getValue())
                || parameters.isEmpty()
                || !(parameters.get(0) instanceof PropertyName name)) {
            return new Found(scope.rows(), filter);
        }
        return textIs(name, parameters.subList(1, parameters.size()), filter, scope);
    }

    private Found textIs(PropertyName name, List<? extends Expression> texts, Filter filter, Scope scope) {
        int attribute = table.type().indexOf(name.getPropertyName());
        boolean allTexts = texts.stream().allMatch(text -> text instanceof Literal l && l.getValue() instanceof String);
        if (attribute < 0
                || !allTexts
                || table.type().getDescriptor(attribute).getType().getBinding() != String.class) {
            return new Found(scope.rows(), filter);
        }
        Set<Object> wanted =
                texts.stream().map(text -> ((Literal) text).getValue()).collect(Collectors.toSet());
        if (table.layout().isPresent() && AreaTable.CODE.equals(name.getPropertyName())) {
            BitSet rows = new BitSet(table.size());
            for (RowOrder.Slice slice : scope.slices()) {
                for (Object code : wanted) {
                    slice.areas().indexOf((String) code).ifPresent(area -> rows.set(slice.row(area)));
                }
            }
            return exactly(rows.stream().toArray());
        }
        return exactly(keep(scope.rows(), row -> {
            Object value = table.value(row, attribute);
            return value != null && wanted.contains(value);
        }));
    }

    private Found spatial(BinarySpatialOperator filter, Scope scope) {
        boolean propertyFirst =
                filter.getExpression1() instanceof PropertyName && filter.getExpression2() instanceof Literal;
        boolean propertyLast =
                filter.getExpression2() instanceof PropertyName && filter.getExpression1() instanceof Literal;
        boolean unbounded = filter instanceof Disjoint
                || (filter instanceof DistanceBufferOperator && !(filter instanceof DWithin))
                || filter instanceof BBOX3D;
        if (unbounded || propertyFirst == propertyLast) return new Found(scope.rows(), filter);

        Envelope extent = extent((Literal) (propertyFirst ? filter.getExpression2() : filter.getExpression1()));
        if (extent == null) return new Found(scope.rows(), filter);
        if (filter instanceof DWithin within) extent.expandBy(within.getDistance());
        Optional<int[]> known = table.meeting(extent);
        if (known.isPresent()) return filter instanceof BBOX ? exactly(known.get()) : new Found(known.get(), filter);
        if (table.layout().isEmpty()) return new Found(scope.rows(), filter);
        RowOrder layout = table.layout().get();
        Map<VintageAreas, int[]> candidates = new HashMap<>();
        List<int[]> rows = new ArrayList<>();
        boolean everything = true;
        for (RowOrder.Slice slice : scope.slices()) {
            VintageAreas areas = slice.areas();
            if (extent.contains(areas.bounds())) {
                rows.add(slice.rows());
                continue;
            }
            everything = false;
            rows.add(slice.rows(candidates.computeIfAbsent(
                    areas, a -> filter instanceof BBOX ? meeting(extent, a) : a.query(extent))));
        }
        int[] found = everything ? scope.rows() : layout.together(rows);
        return filter instanceof BBOX ? exactly(found) : new Found(found, filter);
    }

    /** Of a copy; null if the literal is nothing spatial. */
    private static Envelope extent(Literal literal) {
        Object value = literal.getValue();
        if (value instanceof Envelope envelope) return new Envelope(envelope);
        Geometry geometry = literal.evaluate(null, Geometry.class);
        return geometry == null ? null : geometry.getEnvelopeInternal();
    }

    /** Numbers of the areas that meet the box. */
    private static int[] meeting(Envelope box, VintageAreas areas) {
        RectangleIntersects rectangle = new RectangleIntersects(rectangle(box));
        return keep(areas.query(box), area -> {
            Geometry geometry = areas.areas().get(area).geometry();
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
            TableReader.stopIfInterrupted();
            if (accepted.test(row)) kept[count++] = row;
        }
        return Arrays.copyOf(kept, count);
    }

    /** What two ascending lists have in common. */
    private static int[] common(int[] a, int[] b) {
        if (a == b) return a;
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
