package se.regstat.geotools.process;

import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.simple.SimpleFeatureImpl;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.filter.identity.FeatureIdImpl;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.geotools.reprojection.Sweref99Tm;
import se.regstat.statistics.estimate.ReaggregatedValue;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Reliability;
import se.regstat.statistics.reaggregation.Boundaries;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.reaggregation.ReaggregationResult;
import se.regstat.statistics.request.Message;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.ResultLayout;

/**
 * A result as features in EPSG:3006 (E, N), computed as they are read. Figures are as {@link
 * se.regstat.statistics.observation.Figures} tells them; those that are not known are null.
 *
 * <p>{@link ResultLayout#LONG}: a feature per target, year and indicator, {@code target_id, target_name, period, year, indicator, value,
 * status, lower, upper, interval_low, interval_high, reliability, coverage, whole_sources, cut_sources, snapped_sources, cut_share, largest_share, missing_share, series_break,
 * break_size, weighting, derived_from, reason, perturbed, noise, geom}.
 *
 * <p>{@link ResultLayout#WIDE}: a feature per target and year, {@code target_id, target_name, period, year, coverage, whole_sources,
 * cut_sources, snapped_sources, weighting}, then for each indicator {@code <indicator>, <indicator>_status, _lower, _upper, _interval_low, _interval_high,
 * _reliability, _cut_share, _largest_share, _missing_share, _series_break, _break_size, _derived_from, _reason, _perturbed, _noise}, and {@code geom}.
 */
public final class ReaggregatedFeatures extends ResultFeatures {

    private static final String TYPE = "reaggregated";
    private static final String GEOMETRY = "geom";

    /** What each indicator's columns are called after it, and hold. */
    private static final Map<String, Class<?>> WIDE = new LinkedHashMap<>();

    static {
        WIDE.put("", Double.class);
        WIDE.put("_status", String.class);
        WIDE.put("_lower", Double.class);
        WIDE.put("_upper", Double.class);
        WIDE.put("_interval_low", Double.class);
        WIDE.put("_interval_high", Double.class);
        WIDE.put("_reliability", String.class);
        WIDE.put("_cut_share", Double.class);
        WIDE.put("_largest_share", Double.class);
        WIDE.put("_missing_share", Double.class);
        WIDE.put("_series_break", Boolean.class);
        WIDE.put("_break_size", Double.class);
        WIDE.put("_derived_from", String.class);
        WIDE.put("_reason", String.class);
        WIDE.put("_perturbed", Boolean.class);
        WIDE.put("_noise", Integer.class);
    }

    private final ReaggregationResult result;
    private final ResultLayout layout;

    private ReaggregatedFeatures(ReaggregationResult result, ResultLayout layout, SimpleFeatureType type) {
        super(type);
        this.result = result;
        this.layout = layout;
    }

    /**
     * What comes of a question, as it is to be laid out.
     *
     * @param own polygons of the asker's; empty if a division is asked for
     * @param progress told of how much is done, from 0 to 1, from several threads
     * @throws ReaggregationException if it cannot be done, with the parameter and the reason
     */
    public static ReaggregatedFeatures answer(
            Question question, Optional<Supplier<OwnBoundaries>> own, DoubleConsumer progress) {
        ResultLayout layout = question.arguments().get(ReaggregationDeclaration.LAYOUT);
        checkLayout(layout, question.arguments().get(ReaggregationDeclaration.INDICATORS));
        return of(question.answer(own, progress), layout);
    }

    public static ReaggregatedFeatures of(ReaggregationResult result, ResultLayout layout) {
        return new ReaggregatedFeatures(
                result, layout, layout == ResultLayout.LONG ? longType() : wideType(result.indicators()));
    }

    private static SimpleFeatureTypeBuilder type() {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName(TYPE);
        type.add("target_id", String.class);
        type.add("target_name", String.class);
        type.add("period", Timestamp.class);
        type.add("year", Integer.class);
        return type;
    }

    private static SimpleFeatureType finished(SimpleFeatureTypeBuilder type) {
        type.add(GEOMETRY, MultiPolygon.class, Sweref99Tm.crs());
        type.setDefaultGeometry(GEOMETRY);
        return type.buildFeatureType();
    }

    private static SimpleFeatureType longType() {
        SimpleFeatureTypeBuilder type = type();
        type.add("indicator", String.class);
        type.add("value", Double.class);
        type.add("status", String.class);
        type.add("lower", Double.class);
        type.add("upper", Double.class);
        type.add("interval_low", Double.class);
        type.add("interval_high", Double.class);
        type.add("reliability", String.class);
        type.add("coverage", Double.class);
        type.add("whole_sources", Integer.class);
        type.add("cut_sources", Integer.class);
        type.add("snapped_sources", Integer.class);
        type.add("cut_share", Double.class);
        type.add("largest_share", Double.class);
        type.add("missing_share", Double.class);
        type.add("series_break", Boolean.class);
        type.add("break_size", Double.class);
        type.add("weighting", String.class);
        type.add("derived_from", String.class);
        type.add("reason", String.class);
        type.add("perturbed", Boolean.class);
        type.add("noise", Integer.class);
        return finished(type);
    }

    private static SimpleFeatureType wideType(List<Indicator> indicators) {
        SimpleFeatureTypeBuilder type = wideStart();
        for (Indicator indicator : indicators) {
            WIDE.forEach((suffix, kind) -> type.add(indicator.id() + suffix, kind));
        }
        return finished(type);
    }

    private static SimpleFeatureTypeBuilder wideStart() {
        SimpleFeatureTypeBuilder type = type();
        type.add("coverage", Double.class);
        type.add("whole_sources", Integer.class);
        type.add("cut_sources", Integer.class);
        type.add("snapped_sources", Integer.class);
        type.add("weighting", String.class);
        return type;
    }

    /** @throws ReaggregationException if an indicator's columns would be called as others are */
    static void checkLayout(ResultLayout layout, Collection<String> indicators) {
        if (layout == ResultLayout.LONG) return;
        Set<String> columns = new HashSet<>();
        finished(wideStart()).getAttributeDescriptors().forEach(column -> columns.add(column.getLocalName()));
        for (String id : new LinkedHashSet<>(indicators)) {
            for (String suffix : WIDE.keySet()) {
                if (columns.add(id + suffix)) continue;
                throw ReaggregationException.of(
                        "indicators",
                        Message.of("'" + id + "' would give layout wide two columns called " + id + suffix
                                        + "; ask for ")
                                .setting("layout", ResultLayout.LONG.id())
                                .text(", or leave it out"));
            }
        }
    }

    /** What the features tell of. */
    public ReaggregationResult result() {
        return result;
    }

    @Override
    public List<String> notes() {
        return result.notes();
    }

    @Override
    public SimpleFeatureIterator features() {
        return layout == ResultLayout.LONG ? new LongFeatures() : new WideFeatures();
    }

    /** Of all targets. */
    @Override
    public ReferencedEnvelope getBounds() {
        ReferencedEnvelope bounds = new ReferencedEnvelope(Sweref99Tm.crs());
        for (int i = 0; i < boundaries().targets().size(); i++) {
            bounds.expandToInclude(boundaries().targets().geometry(i).getEnvelopeInternal());
        }
        return bounds;
    }

    private Boundaries boundaries() {
        return result.boundaries();
    }

    private List<Object> startOf(int target, int year) {
        List<Object> values = new ArrayList<>(getSchema().getAttributeCount());
        values.add(boundaries().targets().ids().get(target));
        String name = boundaries().names().get(target);
        values.add(name.isEmpty() ? null : name);
        values.add(Timestamp.from(LocalDateTime.of(year, 1, 1, 0, 0).toInstant(ZoneOffset.UTC)));
        values.add(year);
        return values;
    }

    private SimpleFeature feature(List<Object> values, int target, String id) {
        values.add(multi(boundaries().targets().geometry(target)));
        return new SimpleFeatureImpl(values.toArray(), getSchema(), new FeatureIdImpl(TYPE + "." + id), false);
    }

    private static Geometry multi(Geometry geometry) {
        return geometry instanceof Polygon polygon
                ? geometry.getFactory().createMultiPolygon(new Polygon[] {polygon})
                : geometry;
    }

    private static Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static String known(String text) {
        return text.isEmpty() ? null : text;
    }

    private final class LongFeatures implements SimpleFeatureIterator {
        private final Iterator<ReaggregatedValue> values = result.iterator();
        private int number;

        @Override
        public boolean hasNext() {
            return values.hasNext();
        }

        @Override
        public SimpleFeature next() {
            ReaggregatedValue value = values.next().told();
            List<Object> row = startOf(value.target(), value.year());
            row.add(value.indicator().id());
            row.add(known(value.value()));
            row.add(value.status().id());
            row.add(known(value.lower()));
            row.add(known(value.upper()));
            row.add(known(value.intervalLow()));
            row.add(known(value.intervalHigh()));
            row.add(value.reliability().map(Reliability::id).orElse(null));
            row.add(known(value.coverage()));
            row.add(value.wholeSources());
            row.add(value.cutSources());
            row.add(value.snappedSources());
            row.add(known(value.cutShare()));
            row.add(known(value.largestShare()));
            row.add(known(value.missingShare()));
            row.add(value.seriesBreak());
            row.add(known(value.breakSize()));
            row.add(known(value.weighting()));
            row.add(value.derivedFrom());
            row.add(known(value.reason().id()));
            row.add(value.isPerturbed());
            row.add(value.isPerturbed() ? value.noise() : null);
            return feature(row, value.target(), Integer.toString(++number));
        }

        @Override
        public void close() {}
    }

    private final class WideFeatures implements SimpleFeatureIterator {
        private int target;
        private int number;
        private Iterator<Map.Entry<Integer, Map<String, ReaggregatedValue>>> years =
                Map.<Integer, Map<String, ReaggregatedValue>>of().entrySet().iterator();

        @Override
        public boolean hasNext() {
            while (!years.hasNext() && target < boundaries().targets().size()) {
                Map<Integer, Map<String, ReaggregatedValue>> byYear = new LinkedHashMap<>();
                for (ReaggregatedValue value : result.of(target++)) {
                    byYear.computeIfAbsent(value.year(), year -> new LinkedHashMap<>())
                            .put(value.indicator().id(), value.told());
                }
                years = byYear.entrySet().iterator();
            }
            return years.hasNext();
        }

        @Override
        public SimpleFeature next() {
            if (!hasNext()) throw new NoSuchElementException("no more features");
            Map.Entry<Integer, Map<String, ReaggregatedValue>> year = years.next();
            Map<String, ReaggregatedValue> values = year.getValue();
            ReaggregatedValue any = values.values().iterator().next();
            List<Object> row = startOf(any.target(), year.getKey());
            row.add(known(any.coverage()));
            row.add(any.wholeSources());
            row.add(any.cutSources());
            row.add(any.snappedSources());
            row.add(known(any.weighting()));
            for (Indicator indicator : result.indicators()) add(values.get(indicator.id()), row);
            return feature(row, any.target(), Integer.toString(++number));
        }

        private void add(ReaggregatedValue value, List<Object> row) {
            boolean there = value != null;
            row.add(there ? known(value.value()) : null);
            row.add(there ? value.status().id() : null);
            row.add(there ? known(value.lower()) : null);
            row.add(there ? known(value.upper()) : null);
            row.add(there ? known(value.intervalLow()) : null);
            row.add(there ? known(value.intervalHigh()) : null);
            row.add(there ? value.reliability().map(Reliability::id).orElse(null) : null);
            row.add(there ? known(value.cutShare()) : null);
            row.add(there ? known(value.largestShare()) : null);
            row.add(there ? known(value.missingShare()) : null);
            row.add(there ? value.seriesBreak() : null);
            row.add(there ? known(value.breakSize()) : null);
            row.add(there ? value.derivedFrom() : null);
            row.add(there ? known(value.reason().id()) : null);
            row.add(there ? value.isPerturbed() : null);
            row.add(there && value.isPerturbed() ? value.noise() : null);
        }

        @Override
        public void close() {}
    }
}
