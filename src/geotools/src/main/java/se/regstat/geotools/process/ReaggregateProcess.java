package se.regstat.geotools.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.ProcessException;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import se.regstat.geotools.process.ReaggregatedFeatures.Layout;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.reaggregation.Boundaries;
import se.regstat.statistics.reaggregation.ReaggregationRequest;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Weighting;

/** The process {@code regstat:Reaggregate}. Thread-safe. */
@DescribeProcess(
        title = "Räkna om till egna gränser / Re-aggregate to your own boundaries",
        description = "Räknar om indikatorer till vilka gränser som helst och säger för varje värde hur säkert det är."
                + " / Re-aggregates indicators to any boundaries, and tells of each value how good it is: exact, estimated,"
                + " missing or suppressed, with bounds and coverage.",
        version = "1.0.0")
public final class ReaggregateProcess {

    private final Supplier<Reaggregator> reaggregators;
    private final Predicate<VintageId> visible;
    private final boolean bounded;

    /** For who has the store and the machine: everything may be seen, and nothing is too much. */
    public ReaggregateProcess(Supplier<Reaggregator> reaggregators) {
        this(reaggregators, vintage -> true, false);
    }

    /**
     * For others: within the limits that the configuration has for re-aggregation.
     *
     * @param reaggregators asked at every execution; may throw {@link ReaggregationException} if there is no store
     * @param visible which divisions whoever asks may see
     */
    public ReaggregateProcess(Supplier<Reaggregator> reaggregators, Predicate<VintageId> visible) {
        this(reaggregators, visible, true);
    }

    private ReaggregateProcess(Supplier<Reaggregator> reaggregators, Predicate<VintageId> visible, boolean bounded) {
        this.reaggregators = reaggregators;
        this.visible = visible;
        this.bounded = bounded;
    }

    /**
     * @param boundaries polygons; or null if {@code targetDivision} is given
     * @param monitor told of progress and asked whether to go on; may be null
     * @return features in EPSG:3006 (E, N), see {@link ReaggregatedFeatures}
     * @throws ProcessException if it cannot be done; the message names the parameter and the reason
     */
    @DescribeResult(
            name = "result",
            description =
                    "A feature per boundary, year and indicator (layout long) or per boundary and year (wide), in EPSG:3006",
            type = SimpleFeatureCollection.class)
    public ReaggregatedFeatures execute(
            @DescribeParameter(
                            name = "boundaries",
                            description =
                                    "Polygons to compute values for. Without a reference system degrees are taken as"
                                            + " longitude, latitude in WGS 84, all else as EPSG:3006, easting first",
                            min = 0)
                    SimpleFeatureCollection boundaries,
            @DescribeParameter(
                            name = "targetDivision",
                            description = "A registered division instead of boundaries, as in deso@2025 or deso_2025",
                            min = 0)
                    String targetDivision,
            @DescribeParameter(
                            name = "indicators",
                            description = "Ids of indicators, separated by commas or repeated, as in population",
                            collectionType = String.class,
                            min = 1,
                            max = Integer.MAX_VALUE)
                    List<String> indicators,
            @DescribeParameter(
                            name = "periods",
                            description = "Years, separated by commas or repeated: 2022, 2011/2023 or latest",
                            collectionType = String.class,
                            min = 0,
                            max = Integer.MAX_VALUE)
                    List<String> periods,
            @DescribeParameter(
                            name = "sourceDivision",
                            description = "The division whose areas the values are taken of",
                            min = 0,
                            defaultValue = ReaggregationRequest.DEFAULT_SOURCE)
                    String sourceDivision,
            @DescribeParameter(
                            name = "weighting",
                            description =
                                    "By what areas that a boundary cuts are divided. auto: not at all where boundaries"
                                            + " follow whole areas, else by the best there is",
                            min = 0,
                            defaultValue = "auto")
                    String weighting,
            @DescribeParameter(
                            name = "mask",
                            description = "A registered mask, as in built-up; by default built-up areas, else land",
                            min = 0)
                    String mask,
            @DescribeParameter(
                            name = "population",
                            description = "A registered population; by default the latest",
                            min = 0)
                    String population,
            @DescribeParameter(
                            name = "missing",
                            description =
                                    "strict: a missing part makes the result missing; partial: it is left out, and the"
                                            + " result is estimated",
                            min = 0,
                            defaultValue = "strict")
                    String missing,
            @DescribeParameter(
                            name = "approximate",
                            description =
                                    "Whether to average what cannot be derived, such as medians; marked as estimated",
                            min = 0,
                            defaultValue = "false")
                    String approximate,
            @DescribeParameter(
                            name = "tolerance",
                            description = "Share of an area below which a cut is a sliver and snaps to none or all",
                            min = 0,
                            defaultValue = "0.001")
                    String tolerance,
            @DescribeParameter(
                            name = "minimumCoverage",
                            description =
                                    "Share of a boundary, from 0 to 1, that the source areas must cover; of less there is"
                                            + " no value, unless what lies beyond is known to be the sea",
                            min = 0,
                            defaultValue = "0.5")
                    String minimumCoverage,
            @DescribeParameter(
                            name = "idAttribute",
                            description =
                                    "Attribute that tells the boundaries apart, or none for numbers from 1; by default code, kod"
                                            + " or id, or the only one that ends in kod or code, such as omradeskod, and tells"
                                            + " them apart; without such attributes they are numbered",
                            min = 0)
                    String idAttribute,
            @DescribeParameter(
                            name = "nameAttribute",
                            description =
                                    "Attribute with names for readers; by default area_name, name or namn, or the only one"
                                            + " that ends in namn, such as omrade_namn",
                            min = 0)
                    String nameAttribute,
            @DescribeParameter(
                            name = "layout",
                            description =
                                    "long: a feature per boundary, year and indicator; wide: a column per indicator, as"
                                            + " regstat-info/reaggregate answers where several are asked for in GeoJSON",
                            min = 0,
                            defaultValue = "long")
                    String layout,
            ProgressListener monitor)
            throws ProcessException {
        try {
            if (monitor != null) monitor.started();
            Reaggregator reaggregator = reaggregators.get();
            BooleanSupplier cancelled = () -> monitor != null && monitor.isCanceled();
            Bounds bounds = bounded ? Bounds.of(reaggregator, cancelled) : Bounds.none(cancelled);
            Layout wanted = layout(layout);
            ReaggregatedFeatures.checkLayout(wanted, separated(indicators));
            boolean approximated =
                    given(approximate).map(ReaggregateProcess::flag).orElse(false);
            double sliver = given(tolerance)
                    .map(text -> share("tolerance", text))
                    .orElse(ReaggregationRequest.DEFAULT_TOLERANCE);
            double covered = given(minimumCoverage)
                    .map(text -> share("minimumCoverage", text))
                    .orElse(ReaggregationRequest.DEFAULT_MINIMUM_COVERAGE);
            ReaggregatedFeatures result = bounds.within(() -> {
                ReaggregationRequest request = new ReaggregationRequest(
                        boundaries(reaggregator, boundaries, targetDivision, idAttribute, nameAttribute, bounds),
                        separated(indicators),
                        Periods.parse(periods == null ? List.of() : periods),
                        given(sourceDivision).orElse(ReaggregationRequest.DEFAULT_SOURCE),
                        given(weighting).map(Weighting::of).orElse(Weighting.AUTO),
                        given(mask),
                        given(population),
                        given(missing).map(MissingParts::of).orElse(MissingParts.STRICT),
                        approximated,
                        sliver,
                        covered);
                bounds.checkValues(reaggregator.values(request));
                if (monitor != null) monitor.progress(10);
                BooleanSupplier over = watched(monitor, bounds, steps(reaggregator, request));
                return ReaggregatedFeatures.of(reaggregator.run(request, over), wanted);
            });
            if (monitor != null) {
                result.notes().forEach(note -> monitor.warningOccurred("Reaggregate", "boundaries", note));
                monitor.progress(100);
                monitor.complete();
            }
            return result;
        } catch (ReaggregationException e) {
            // Alone: GeoServer tells the messages of causes too, which are not for readers.
            throw new ProcessException(e.getMessage());
        } catch (CancellationException e) {
            throw new ProcessException("Reaggregate was cancelled");
        }
    }

    /**
     * How often the engine will ask whether to go on, about: once for each source, in overlay and weights, of the vintages that the
     * periods are in.
     */
    private static long steps(Reaggregator reaggregator, ReaggregationRequest request) {
        return 2
                * reaggregator.vintages(request).stream()
                        .map(reaggregator.snapshot()::vintage)
                        .flatMap(Optional::stream)
                        .mapToLong(vintage -> vintage.areas().size())
                        .sum();
    }

    /** Reports progress whenever it is asked whether to go on. */
    private static BooleanSupplier watched(ProgressListener monitor, Bounds bounds, long steps) {
        if (monitor == null) return bounds::isOver;
        AtomicLong done = new AtomicLong();
        return () -> {
            long asked = done.incrementAndGet();
            if (asked % 64 == 0) monitor.progress(Math.min(90, 10 + 80f * asked / Math.max(1, steps)));
            return bounds.isOver();
        };
    }

    private Boundaries boundaries(
            Reaggregator reaggregator,
            SimpleFeatureCollection features,
            String division,
            String idAttribute,
            String nameAttribute,
            Bounds bounds) {
        Optional<String> vintage = given(division);
        if ((features == null) == vintage.isEmpty()) {
            throw new ReaggregationException("boundaries: give either boundaries or targetDivision, "
                    + (features == null ? "one of them" : "not both"));
        }
        if (features != null) {
            return new BoundaryFeatures(given(idAttribute), given(nameAttribute)).read(features, bounds);
        }
        try {
            reaggregator.refuseDivisionAlone("targetDivision", vintage.orElseThrow(), visible);
            VintageId id = vintage(vintage.orElseThrow());
            Boundaries found = reaggregator.boundaries(id);
            if (!visible.test(id)) {
                throw new ReaggregationException("targetDivision: there is no " + id + " to see here");
            }
            bounds.checkTargets(found.targets().size());
            return found;
        } catch (IllegalArgumentException e) {
            throw new ReaggregationException("targetDivision: " + e.getMessage(), e);
        }
    }

    /**
     * As {@code deso@2025}, or as the layer is called. In a GET of WPS the {@code @} separates, so values have it encoded; GeoServer hands them on as
     * they are.
     */
    private static VintageId vintage(String text) {
        return VintageId.parse(text.replace("%40", "@").replaceFirst("_(\\d{4})$", "@$1"));
    }

    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).map(String::strip).filter(t -> !t.isEmpty());
    }

    /** GeoServer would take what it cannot read for nothing at all, without a word. */
    private static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new ReaggregationException("approximate: '" + text + "' is neither true nor false");
        };
    }

    private static double share(String parameter, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new ReaggregationException(
                    parameter + ": '" + text + "' is not a number; it is a share, as 0.001", e);
        }
    }

    private static List<String> separated(List<String> texts) {
        List<String> ids = new ArrayList<>();
        for (String text : texts == null ? List.<String>of() : texts) {
            Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .filter(id -> !id.isEmpty())
                    .forEach(ids::add);
        }
        return ids;
    }

    private static Layout layout(String text) {
        String id = given(text).orElse("long");
        return Arrays.stream(Layout.values())
                .filter(l -> l.name().toLowerCase(Locale.ROOT).equals(id))
                .findFirst()
                .orElseThrow(() -> new ReaggregationException("layout: '" + id + "' is not known; give long or wide"));
    }
}
