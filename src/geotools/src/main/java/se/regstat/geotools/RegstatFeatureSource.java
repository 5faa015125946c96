package se.regstat.geotools;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.QueryCapabilities;
import org.geotools.api.feature.FeatureVisitor;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.filter.sort.SortOrder;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.store.ContentEntry;
import org.geotools.data.store.ContentFeatureSource;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.feature.visitor.CountVisitor;
import org.geotools.feature.visitor.MaxVisitor;
import org.geotools.feature.visitor.MinVisitor;
import org.geotools.feature.visitor.NearestVisitor;
import org.geotools.feature.visitor.UniqueVisitor;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.util.factory.Hints;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import se.regstat.geotools.rows.RowOrder;

/**
 * One layer of a {@link RegstatDataStore}, as of one snapshot. Filters, sorts, pages and selects properties itself, and
 * answers {@link Hints#GEOMETRY_DISTANCE} with borders that neighbours share. Geometries are shared with other readers
 * and must not be changed.
 *
 * <p>Public only because GeoTools makes views by reflection.
 */
public final class RegstatFeatureSource extends ContentFeatureSource {

    /**
     * Generalisations leave out bends by their area, tolerance². That moves borders by less than this share of the tolerance, at 99 of 100 of
     * their points (measured on those of DeSO, at all scales).
     */
    private static final double MOVED = 0.8;

    private final Table table;

    /** @param entry made by the data store */
    public RegstatFeatureSource(ContentEntry entry, Query query) {
        super(entry, query);
        this.table = ((RegstatDataStore.TableEntry) entry).table();
    }

    @Override
    protected SimpleFeatureType buildFeatureType() {
        return table.type();
    }

    @Override
    protected boolean canFilter(Query query) {
        return true;
    }

    @Override
    protected boolean canSort(Query query) {
        return true;
    }

    @Override
    protected boolean canLimit(Query query) {
        return true;
    }

    @Override
    protected boolean canOffset(Query query) {
        return true;
    }

    @Override
    protected boolean canRetype(Query query) {
        return true;
    }

    /** Nothing is ever written, so all transactions see the same. */
    @Override
    protected boolean canTransact() {
        return true;
    }

    /** @throws IllegalArgumentException if an attribute is asked for that there is not: GeoTools would not say which */
    @Override
    protected Query joinQuery(Query query) {
        Query joined = super.joinQuery(query);
        if (joined.getPropertyNames() != Query.ALL_NAMES) {
            for (PropertyName property : joined.getProperties()) {
                if (indexOf(property) < 0) throw noSuchAttribute(property.getPropertyName());
            }
        }
        return joined;
    }

    @Override
    protected void addHints(Set<Hints.Key> hints) {
        // The inherited ones promise geometries of the caller's factories.
        hints.clear();
        hints.add(Hints.GEOMETRY_DISTANCE);
    }

    @Override
    protected QueryCapabilities buildQueryCapabilities() {
        return new QueryCapabilities() {
            @Override
            public boolean isOffsetSupported() {
                return true;
            }

            @Override
            public boolean isReliableFIDSupported() {
                return true;
            }

            @Override
            public boolean supportsSorting(SortBy... sortBy) {
                return Arrays.stream(sortBy).allMatch(s -> isNatural(s) || isSortable(indexOf(s.getPropertyName())));
            }
        };
    }

    @Override
    protected FeatureReader<SimpleFeatureType, SimpleFeature> getReaderInternal(Query query) {
        String[] names = query.getPropertyNames();
        int[] rows = rows(query);
        double distance = query.getHints().get(Hints.GEOMETRY_DISTANCE) instanceof Number d ? d.doubleValue() : 0;
        double tolerance = distance / MOVED;
        if (names == Query.ALL_NAMES) return new TableReader(table, table.type(), null, rows, tolerance);
        int[] attributes = new int[names.length];
        for (int i = 0; i < names.length; i++) attributes[i] = attribute(names[i]);
        return new TableReader(
                table, SimpleFeatureTypeBuilder.retype(table.type(), names), attributes, rows, tolerance);
    }

    @Override
    protected int getCountInternal(Query query) {
        int found =
                query.getFilter() == Filter.INCLUDE ? table.size() : RowFilter.rows(table, query.getFilter()).length;
        return Page.of(query).of(found).size();
    }

    /** Never null: of no features it is an empty envelope. */
    @Override
    protected ReferencedEnvelope getBoundsInternal(Query query) {
        int geometry = table.type().indexOf(Table.GEOMETRY);
        if (geometry < 0) return new ReferencedEnvelope();
        Envelope bounds = new Envelope();
        if (table.layout().isPresent()
                && query.getFilter() == Filter.INCLUDE
                && Page.of(query).isEverything()) {
            bounds = table.layout().get().bounds();
        } else {
            for (int row : rows(query)) {
                if (table.value(row, geometry) instanceof Geometry shown) {
                    bounds.expandToInclude(shown.getEnvelopeInternal());
                }
            }
        }
        CoordinateReferenceSystem crs = table.type().getCoordinateReferenceSystem();
        return bounds.isNull() ? new NoBounds(crs) : new ReferencedEnvelope(bounds, crs);
    }

    /** Counts, and the least, greatest, nearest and different values of an attribute, straight from the rows. */
    @Override
    protected boolean handleVisitor(Query query, FeatureVisitor visitor) throws IOException {
        if (visitor instanceof CountVisitor count) {
            count.setValue(getCount(query));
            return true;
        }
        if (visitor instanceof UniqueVisitor unique && !unique.hasLimits()) {
            Optional<Collection<Object>> values = values(query, unique.getExpression());
            values.ifPresent(all -> unique.setValue(new HashSet<>(all)));
            return values.isPresent();
        }
        if (visitor instanceof MinVisitor min) {
            return extreme(query, min.getExpression(), BinaryOperator.minBy(ORDER), min::setValue);
        }
        if (visitor instanceof MaxVisitor max) {
            return extreme(query, max.getExpression(), BinaryOperator.maxBy(ORDER), max::setValue);
        }
        if (visitor instanceof NearestVisitor nearest) {
            Optional<int[]> rows = rowsWithValues(query, indexOf(nearest.getExpression()));
            rows.ifPresent(all -> Arrays.stream(all).forEach(row -> nearest.visit(table.view(row))));
            return rows.isPresent();
        }
        return false;
    }

    private boolean extreme(Query query, Expression expression, BinaryOperator<Object> better, Consumer<Object> answer)
            throws IOException {
        Optional<Collection<Object>> values = values(query, expression);
        // Of no values the visitor itself knows what to say.
        if (values.isEmpty() || values.get().isEmpty()) return false;
        answer.accept(values.get().stream().reduce(better).orElseThrow());
        return true;
    }

    /** The values of a sortable attribute that are not null; empty if the expression is anything else. */
    private Optional<Collection<Object>> values(Query query, Expression expression) {
        int attribute = indexOf(expression);
        return rowsWithValues(query, attribute).map(rows -> Arrays.stream(rows)
                .mapToObj(row -> table.value(row, attribute))
                .filter(value -> value != null)
                .collect(Collectors.toList()));
    }

    /**
     * Rows that have every value of a sortable attribute between them: of what is the same for all of a year, one row of each year. GeoServer
     * asks for the nearest period before each map of a time. Empty if the attribute is no such one, or none at all.
     */
    private Optional<int[]> rowsWithValues(Query query, int attribute) {
        if (!isSortable(attribute)) return Optional.empty();
        int[] rows = rows(resolvePropertyNames(joinQuery(query)));
        String name = table.type().getDescriptor(attribute).getLocalName();
        boolean ofTheYear = name.equals(AreaTable.PERIOD) || name.equals(AreaTable.YEAR);
        return Optional.of(table.layout()
                .filter(layout -> ofTheYear && layout.hasYears())
                .map(layout -> onePerYear(rows, layout))
                .orElse(rows));
    }

    private static int[] onePerYear(int[] rows, RowOrder layout) {
        int[] first = new int[layout.slices().size()];
        Arrays.fill(first, -1);
        for (int row : rows) {
            int slice = layout.slice(row).number();
            if (first[slice] < 0) first[slice] = row;
        }
        return Arrays.stream(first).filter(row -> row >= 0).toArray();
    }

    /** The rows a query asks for, in its order, on its page. */
    private int[] rows(Query query) {
        int[] rows = sorted(RowFilter.rows(table, query.getFilter()), query.getSortBy());
        Page page = Page.of(query).of(rows.length);
        return page.size() == rows.length ? rows : Arrays.copyOfRange(rows, page.from(), page.to());
    }

    /** Rows that compare equal stay in the layer's own order. */
    private int[] sorted(int[] rows, SortBy[] sortBy) {
        if (sortBy == null || sortBy.length == 0 || (sortBy.length == 1 && sortBy[0] == SortBy.NATURAL_ORDER))
            return rows;
        Comparator<Integer> order = null;
        for (SortBy by : sortBy) {
            Comparator<Integer> next = order(by, rows);
            order = order == null ? next : order.thenComparing(next);
        }
        // Places in the list are sorted, not rows, so that every value is looked up once.
        return IntStream.range(0, rows.length)
                .boxed()
                .sorted(order)
                .mapToInt(place -> rows[place])
                .toArray();
    }

    /** Of places in {@code rows}, which are ascending. */
    private Comparator<Integer> order(SortBy by, int[] rows) {
        Comparator<Integer> ascending;
        if (isNatural(by)) {
            ascending = Comparator.naturalOrder();
        } else {
            int attribute = attribute(by.getPropertyName().getPropertyName());
            if (!isSortable(attribute)) {
                throw new IllegalArgumentException(
                        "features of " + table.type().getTypeName() + " cannot be sorted by '"
                                + by.getPropertyName().getPropertyName() + "': its values have no order");
            }
            Object[] values = Arrays.stream(rows)
                    .mapToObj(row -> table.value(row, attribute))
                    .toArray();
            ascending = Comparator.comparing(place -> values[place], Comparator.nullsFirst(ORDER));
        }
        boolean descending = by == SortBy.REVERSE_ORDER || SortOrder.DESCENDING.equals(by.getSortOrder());
        return descending ? ascending.reversed() : ascending;
    }

    private static final Comparator<Object> ORDER = RegstatFeatureSource::compare;

    /** Values of one attribute are of one class. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(Object a, Object b) {
        return ((Comparable) a).compareTo(b);
    }

    private static boolean isNatural(SortBy by) {
        return by == SortBy.NATURAL_ORDER || by == SortBy.REVERSE_ORDER;
    }

    private boolean isSortable(int attribute) {
        return attribute >= 0
                && Comparable.class.isAssignableFrom(
                        table.type().getDescriptor(attribute).getType().getBinding())
                && attribute != table.type().indexOf(Table.GEOMETRY);
    }

    /** Of the attribute that an expression is; -1 if it is anything else. */
    private int indexOf(Expression expression) {
        if (!(expression instanceof PropertyName name)) return -1;
        int byName = table.type().indexOf(name.getPropertyName());
        if (byName >= 0) return byName;
        return name.evaluate(table.type()) instanceof AttributeDescriptor descriptor
                ? table.type().indexOf(descriptor.getName())
                : -1;
    }

    private int attribute(String name) {
        int attribute = table.type().indexOf(name);
        if (attribute < 0) throw noSuchAttribute(name);
        return attribute;
    }

    private IllegalArgumentException noSuchAttribute(String name) {
        return new IllegalArgumentException(table.type().getTypeName() + " has no attribute '" + name + "'; there are "
                + table.type().getAttributeDescriptors().stream()
                        .map(AttributeDescriptor::getLocalName)
                        .collect(Collectors.joining(", ")));
    }

    /** A part of the rows: {@code from} inclusive, {@code to} exclusive. */
    private record Page(int from, int to) {
        static Page of(Query query) {
            int from = query.getStartIndex() == null ? 0 : query.getStartIndex();
            int limit = query.getMaxFeatures() < 0 ? Query.DEFAULT_MAX : query.getMaxFeatures();
            return new Page(from, (int) Math.min(Integer.MAX_VALUE, (long) from + limit));
        }

        boolean isEverything() {
            return from == 0 && to == Integer.MAX_VALUE;
        }

        Page of(int size) {
            return new Page(Math.min(from, size), Math.min(to, size));
        }

        int size() {
            return to - from;
        }
    }

    /** GeoTools projects an empty envelope's meaningless numbers like any others. */
    private static final class NoBounds extends ReferencedEnvelope {
        private static final long serialVersionUID = 1;

        NoBounds(CoordinateReferenceSystem crs) {
            super(crs);
        }

        @Override
        public ReferencedEnvelope transform(CoordinateReferenceSystem target, boolean lenient) {
            return new NoBounds(target);
        }
    }
}
