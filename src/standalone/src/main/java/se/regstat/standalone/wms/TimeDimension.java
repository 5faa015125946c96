package se.regstat.standalone.wms;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.geotools.api.data.Query;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.visitor.MaxVisitor;
import org.geotools.feature.visitor.UniqueVisitor;
import se.regstat.standalone.catalog.Layers;

/**
 * The dimension TIME of a layer whose features have a point in time each.
 *
 * <ul>
 *   <li>Without a word about time a request gets the latest.
 *   <li>A time without features has none: never those of the nearest.
 * </ul>
 */
final class TimeDimension {

    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final SimpleFeatureSource source;
    private final PropertyName attribute;

    private TimeDimension(SimpleFeatureSource source, String attribute) {
        this.source = source;
        this.attribute = FILTERS.property(attribute);
    }

    /** Empty for layers without times. */
    static Optional<TimeDimension> of(Layers.Layer layer) throws IOException {
        Optional<String> attribute = layer.timeAttribute();
        return attribute.isEmpty() ? Optional.empty() : Optional.of(new TimeDimension(layer.source(), attribute.get()));
    }

    /**
     * The filter, and besides that the times wanted where the layer has times.
     *
     * @param time empty for the latest
     */
    static Filter narrowed(Filter filter, Layers.Layer layer, Optional<TimeRequest> time) throws IOException {
        Optional<TimeDimension> dimension = of(layer);
        if (dimension.isEmpty()) return filter;
        Filter wanted = time.isPresent()
                ? dimension.get().filter(time.get())
                : dimension.get().latestOnly();
        return filter == Filter.INCLUDE ? wanted : FILTERS.and(wanted, filter);
    }

    /** As capabilities have it. */
    static String text(Instant time) {
        return ISO.format(time);
    }

    /** All there are, in order. */
    List<Instant> times() throws IOException {
        UniqueVisitor visitor = new UniqueVisitor(attribute);
        source.getFeatures(query()).accepts(visitor, null);
        List<Instant> times = new ArrayList<>();
        for (Object value : visitor.getUnique()) {
            if (value instanceof Date date) times.add(date.toInstant());
        }
        times.sort(null);
        return times;
    }

    /** Empty if there are no features. */
    Optional<Instant> latest() throws IOException {
        MaxVisitor visitor = new MaxVisitor(attribute);
        source.getFeatures(query()).accepts(visitor, null);
        return visitor.getResult().getValue() instanceof Date date ? Optional.of(date.toInstant()) : Optional.empty();
    }

    /** The years a request is about, as people write them: {@code 2023}, {@code 2011–2023}, {@code 2011, 2023}. */
    String years(Optional<TimeRequest> request) throws IOException {
        List<String> years = new ArrayList<>();
        for (Optional<TimeRequest.Range> range :
                request.map(TimeRequest::wanted).orElse(List.of(Optional.empty()))) {
            Optional<Instant> from = range.isPresent() ? range.map(TimeRequest.Range::from) : latest();
            Optional<Instant> to = range.isPresent() ? range.map(TimeRequest.Range::to) : from;
            if (from.isEmpty()) continue;
            int first = year(from.get());
            int last = year(to.get());
            years.add(first == last ? String.valueOf(first) : first + "–" + last);
        }
        return years.stream().distinct().collect(Collectors.joining(", "));
    }

    private static int year(Instant time) {
        return time.atOffset(ZoneOffset.UTC).getYear();
    }

    private Query query() {
        return new Query(source.getSchema().getTypeName(), Filter.INCLUDE, new String[] {attribute.getPropertyName()});
    }

    private Filter filter(TimeRequest request) throws IOException {
        List<Filter> alternatives = new ArrayList<>();
        for (Optional<TimeRequest.Range> range : request.wanted()) {
            alternatives.add(range.isPresent() ? within(range.get()) : latestOnly());
        }
        return alternatives.size() == 1 ? alternatives.get(0) : FILTERS.or(alternatives);
    }

    private Filter within(TimeRequest.Range range) {
        return range.isPoint()
                ? FILTERS.equals(attribute, literal(range.from()))
                : FILTERS.between(attribute, literal(range.from()), literal(range.to()));
    }

    private Filter latestOnly() throws IOException {
        Optional<Instant> latest = latest();
        return latest.isPresent() ? FILTERS.equals(attribute, literal(latest.get())) : Filter.EXCLUDE;
    }

    private static Expression literal(Instant time) {
        return FILTERS.literal(Timestamp.from(time));
    }
}
