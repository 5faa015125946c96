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
import java.util.SortedSet;
import java.util.TreeSet;
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
import se.regstat.catalog.HostLayers;

/**
 * The dimension TIME of a layer whose features have a point in time each.
 *
 * <ul>
 *   <li>Without a word about time a request gets the latest.
 *   <li>Each time stands for its year: a moment or a part of the year is the year, as a GeoServer has it by its nearest match.
 *   <li>What lies in none of the years is refused (WMS 1.3.0, annex C.3), never drawn as nothing.
 * </ul>
 */
final class LayerTimes {

    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final SimpleFeatureSource source;
    private final PropertyName attribute;

    private LayerTimes(SimpleFeatureSource source, String attribute) {
        this.source = source;
        this.attribute = FILTERS.property(attribute);
    }

    /** Empty for layers without times. */
    static Optional<LayerTimes> of(HostLayers.Layer layer) throws IOException {
        Optional<String> attribute = layer.timeAttribute();
        return attribute.isEmpty() ? Optional.empty() : Optional.of(new LayerTimes(layer.source(), attribute.get()));
    }

    /**
     * A filter with that of the times wanted.
     *
     * @param warnings what the answer's head says where these are not the very times asked for (WMS 1.3.0, annex C.4)
     */
    record Narrowed(Filter filter, List<String> warnings) {}

    /**
     * The filter, and besides that the times wanted where the layer has times.
     *
     * @param time empty for the latest
     * @throws WmsException {@code InvalidDimensionValue} if the layer has none of them, {@code MissingDimensionValue} if none is
     *     named and it has no latest
     */
    static Narrowed narrowed(Filter filter, HostLayers.Layer layer, Optional<TimeRequest> time)
            throws IOException, WmsException {
        Optional<LayerTimes> dimension = of(layer);
        if (dimension.isEmpty()) return new Narrowed(filter, List.of());
        List<Instant> times = dimension.get().times();
        SortedSet<Instant> wanted = new TreeSet<>();
        List<String> warnings = new ArrayList<>();
        for (Optional<TimeRequest.Range> asked : time.map(TimeRequest::wanted).orElse(List.of(Optional.empty()))) {
            if (asked.isPresent()) {
                wanted.addAll(within(asked.get(), times, warnings));
            } else if (!times.isEmpty()) {
                Instant latest = times.get(times.size() - 1);
                wanted.add(latest);
                if (time.isEmpty()) warnings.add(warning("Default", latest));
            }
        }
        if (wanted.isEmpty()) throw none(layer, times, time.isPresent());
        Filter ofTime = dimension.get().filter(wanted);
        return new Narrowed(filter == Filter.INCLUDE ? ofTime : FILTERS.and(ofTime, filter), warnings);
    }

    /** Those in the range; else that of the year in which it begins. */
    private static List<Instant> within(TimeRequest.Range range, List<Instant> times, List<String> warnings) {
        List<Instant> inside = times.stream()
                .filter(time -> !time.isBefore(range.from()) && !time.isAfter(range.to()))
                .toList();
        if (!inside.isEmpty()) return inside;
        List<Instant> ofTheYear = times.stream()
                .filter(time -> time.isBefore(range.from()) && year(time) == year(range.from()))
                .toList();
        if (ofTheYear.isEmpty()) return List.of();
        Instant nearest = ofTheYear.get(ofTheYear.size() - 1);
        warnings.add(warning("Nearest", nearest));
        return List.of(nearest);
    }

    private static String warning(String which, Instant time) {
        return "99 " + which + " value used: time=" + text(time) + " ISO8601";
    }

    private static WmsException none(HostLayers.Layer layer, List<Instant> times, boolean asked) {
        String there = times.isEmpty()
                ? " has no times"
                : " has values for "
                        + times.stream()
                                .map(time -> String.valueOf(year(time)))
                                .distinct()
                                .collect(Collectors.joining(", "));
        return asked
                ? new WmsException(
                        "InvalidDimensionValue",
                        "time",
                        layer.prefixedName() + there + ", and none for the TIME asked for")
                : new WmsException("MissingDimensionValue", "time", layer.prefixedName() + there);
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

    private Filter filter(SortedSet<Instant> times) {
        List<Filter> alternatives = new ArrayList<>();
        for (Instant time : times) alternatives.add(FILTERS.equals(attribute, literal(time)));
        return alternatives.size() == 1 ? alternatives.get(0) : FILTERS.or(alternatives);
    }

    private static Expression literal(Instant time) {
        return FILTERS.literal(Timestamp.from(time));
    }
}
