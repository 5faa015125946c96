package se.regstat.geotools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import org.geotools.api.data.Query;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.api.feature.Feature;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.sort.SortOrder;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.visitor.MaxVisitor;
import org.geotools.feature.visitor.MinVisitor;
import org.geotools.feature.visitor.NearestVisitor;
import org.geotools.feature.visitor.UniqueVisitor;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.util.factory.Hints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Geometry;
import se.regstat.importing.borders.Generalisations;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Figures;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/** Layers of indicators, whose vintage follows the year. */
class IndicatorLayersTest {

    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();
    private static final Instant IMPORTED = Instant.parse("2026-02-03T04:05:06Z");

    private static final Configuration CONFIGURATION = Configured.with("divisions: {deso: {title: DeSO}}", """
            indicators:
              population:
                title: {sv: Folkmängd, en: Population}
                unit: {sv: personer, en: persons}
                kind: count
                producer: SCB
                base_year: 2022
              women: {kind: count}
              share_women: {kind: ratio, numerator: women, denominator: population}
              secret: {kind: count, publish: false}
              idle: {kind: count}
              fires: {kind: count, events: {covers: riket}}
            """);

    private static final VintageAreas EARLIER = vintage("2018", YearRange.ALWAYS.from(), OptionalInt.of(2023), 6);
    private static final VintageAreas LATER = vintage("2025", OptionalInt.of(2024), OptionalInt.empty(), 7);

    private final InMemory lease = new InMemory();
    private final RegstatDataStore store = new RegstatDataStore(lease, CONFIGURATION, "urn:test");
    private Observations observations;

    private static VintageAreas vintage(String year, OptionalInt from, OptionalInt to, int across) {
        VintageAreas areas = Region.deso(year, across);
        Vintage vintage = new Vintage(
                areas.vintage().id(),
                new YearRange(from, to),
                areas.vintage().parents(),
                Optional.empty(),
                "",
                "",
                "",
                IMPORTED,
                "",
                "");
        return new VintageAreas(vintage, areas.areas(), Generalisations.of(areas.areas()));
    }

    @BeforeEach
    void fill() {
        List<PublishedValues> values = new ArrayList<>();
        for (int year : List.of(2021, 2022, 2023, 2024)) {
            VintageAreas areas = year < 2024 ? EARLIER : LATER;
            values.add(values("population", areas, year, area -> 100 + area * 7 % 50 + (year - 2021)));
            if (year > 2021) values.add(values("women", areas, year, area -> 40 + area % 11));
            values.add(values("secret", areas, year, area -> 1));
        }
        values.add(values("idle", EARLIER, 2021, area -> Double.NaN));
        values.add(values("idle", EARLIER, 2022, area -> Double.NaN));
        load(new Snapshot(1, false, List.of(EARLIER, LATER), values, List.of(log())));
    }

    private void load(Snapshot snapshot) {
        lease.load(snapshot);
        observations = Observations.of(snapshot, CONFIGURATION);
    }

    /** Every fifth is missing, every seventh suppressed. */
    private static PublishedValues values(String indicator, VintageAreas areas, int year, IntToDoubleFunction value) {
        List<String> codes = areas.areas().stream().map(a -> a.code()).toList();
        double[] numbers = new double[codes.size()];
        byte[] statuses = new byte[codes.size()];
        for (int area = 0; area < numbers.length; area++) {
            numbers[area] = value.applyAsDouble(area);
            Status status = Double.isNaN(numbers[area]) || area % 5 == 4
                    ? Status.MISSING
                    : area % 7 == 6 ? Status.SUPPRESSED : Status.NORMAL;
            statuses[area] = status.code();
            if (!status.hasValue()) numbers[area] = Double.NaN;
        }
        return new PublishedValues(
                indicator,
                areas.vintage().id(),
                year,
                codes,
                numbers,
                statuses,
                new Provenance(IMPORTED.plusSeconds(year), "values-" + year + ".csv", "abc" + year, ""));
    }

    private static ChangeLog log() {
        return new ChangeLog(
                "deso",
                "2018",
                "2025",
                List.of(
                        new Change("9902B0013", "9902B0014", ChangeKind.RECODED, Optional.empty(), Optional.empty()),
                        new Change(
                                "9901A0000",
                                "9901A0001",
                                ChangeKind.ENDED_TO_NEW,
                                Optional.of(LocalDate.of(2025, 1, 1)),
                                Optional.of(EARLIER.areas().get(0).geometry())),
                        new Change("9901A0000", "9901A0001", ChangeKind.EXTENDED, Optional.empty(), Optional.empty())),
                IMPORTED,
                "log.csv",
                "");
    }

    private SimpleFeatureSource population() throws IOException {
        return store.getFeatureSource("population_deso");
    }

    @Test
    void every_pair_of_indicator_and_division_with_a_value_is_a_layer() throws IOException {
        assertThat(store.getTypeNames())
                .containsExactly(
                        "divisions",
                        "indicators",
                        "deso_2018",
                        "deso_2025",
                        "deso_changes_2018_2025",
                        "deso_indicators",
                        "population_deso",
                        "women_deso",
                        "share_women_deso",
                        "secret_deso");
    }

    /** OGC API Features compares {@code datetime} with all of them, so a second one would let in what another year has. */
    @Test
    void no_layer_has_more_than_one_attribute_that_is_a_time() throws IOException {
        for (String layer : store.getTypeNames()) {
            List<String> times = store.getSchema(layer).getAttributeDescriptors().stream()
                    .filter(attribute ->
                            Date.class.isAssignableFrom(attribute.getType().getBinding()))
                    .map(attribute -> attribute.getLocalName())
                    .toList();
            if (names(store.getSchema(layer)).contains("year"))
                assertThat(times).as(layer).containsExactly("period");
            else assertThat(times).as(layer).hasSizeLessThan(2);
        }
    }

    /** A geoportal that takes regions by WFS drops those without a name. */
    @Test
    void every_area_of_every_layer_has_a_name_and_it_is_told_where_from() throws IOException {
        int layers = 0;
        for (String layer : store.getTypeNames()) {
            if (!names(store.getSchema(layer)).contains("area_name")) continue;
            layers++;
            List<SimpleFeature> features = read(store.getFeatureSource(layer), Filter.INCLUDE);
            assertThat(features)
                    .as(layer)
                    .isNotEmpty()
                    .allMatch(f -> f.getAttribute("area_name").equals(f.getAttribute("local_name"))
                            ? f.getAttribute("name_origin").equals("local")
                            : f.getAttribute("area_name").equals("DeSO " + f.getAttribute("code"))
                                    && f.getAttribute("name_origin").equals("made"));
        }
        assertThat(layers).isEqualTo(7);
    }

    @Test
    void an_indicators_layer_has_the_attributes_of_the_contract_in_order() throws IOException {
        SimpleFeatureType type = store.getSchema("population_deso");
        assertThat(names(type))
                .containsExactly(
                        "geom",
                        "code",
                        "area_name",
                        "name_origin",
                        "local_name",
                        "period",
                        "year",
                        "value",
                        "numerator",
                        "denominator",
                        "status",
                        "origin",
                        "source",
                        "change",
                        "base_year",
                        "vintage",
                        "reason");
        assertThat(type.getDescriptor("period").getType().getBinding()).isEqualTo(Timestamp.class);
        assertThat(type.getDescriptor("year").getType().getBinding()).isEqualTo(Integer.class);
        assertThat(type.getDescriptor("value").getType().getBinding()).isEqualTo(Double.class);
        assertThat(type.getGeometryDescriptor().getLocalName()).isEqualTo("geom");
    }

    @Test
    void features_say_what_the_observations_say() throws IOException {
        for (String indicator : List.of("population", "share_women")) {
            Series series = observations.series(indicator, "deso").orElseThrow();
            List<SimpleFeature> features = read(store.getFeatureSource(indicator + "_deso"), Filter.INCLUDE);
            assertThat(features)
                    .hasSize(series.years().stream().mapToInt(YearValues::size).sum());
            for (SimpleFeature feature : features) {
                YearValues values =
                        series.year((Integer) feature.getAttribute("year")).orElseThrow();
                String code = (String) feature.getAttribute("code");
                int area = values.areas().indexOf(code).orElseThrow();
                assertThat(feature.getID()).isEqualTo(indicator + "_deso." + code + "." + values.year());
                assertThat(feature.getDefaultGeometry())
                        .isSameAs(values.areas().areas().get(area).geometry());
                assertThat(feature.getAttribute("period"))
                        .isEqualTo(Timestamp.from(Instant.parse(values.year() + "-01-01T00:00:00Z")));
                assertThat(feature.getAttribute("value")).isEqualTo(number(values.told(series.indicator(), area)));
                assertThat(feature.getAttribute("numerator"))
                        .isEqualTo(values.fraction()
                                .map(f -> number(f.numerators()[area]))
                                .orElse(null));
                assertThat(feature.getAttribute("denominator"))
                        .isEqualTo(values.fraction()
                                .map(f -> number(f.denominators()[area]))
                                .orElse(null));
                assertThat(feature.getAttribute("status"))
                        .isEqualTo(values.status(area).id());
                assertThat(feature.getAttribute("origin")).isEqualTo("published");
                assertThat(feature.getAttribute("change"))
                        .isEqualTo(
                                number(Figures.change(series.indicator(), observations.change(series, values, area))));
                assertThat(feature.getAttribute("base_year")).isEqualTo(2022);
                assertThat(feature.getAttribute("vintage")).isEqualTo(values.year() < 2024 ? "2018" : "2025");
                assertThat(feature.getAttribute("reason")).isNull();
            }
            assertThat(features).extracting(f -> f.getAttribute("status")).contains("normal", "missing", "suppressed");
        }
        assertThat(read(population(), Filter.INCLUDE))
                .filteredOn(f -> f.getAttribute("value") != null)
                .extracting(f -> f.getAttribute("source"))
                .containsOnly("SCB");
    }

    private static Double number(double number) {
        return Double.isNaN(number) ? null : (Double) number;
    }

    @Test
    void the_default_order_is_by_code_and_then_by_period() throws IOException {
        assertThat(read(population(), Filter.INCLUDE))
                .extracting(f -> f.getAttribute("code") + " " + f.getAttribute("year"))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void a_reader_may_change_what_it_was_given() throws IOException {
        read(population(), Filter.INCLUDE).forEach(feature -> feature.setAttribute("value", -1.0));
        assertThat(read(population(), Filter.INCLUDE))
                .noneMatch(f -> Double.valueOf(-1).equals(f.getAttribute("value")));
    }

    /** Every kind of filter, answered by year, by index or neither, finds what testing every feature by hand finds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "INCLUDE",
                "year = 2023",
                "2023 = year",
                "year = '2023'",
                "year = 1999",
                "year <> 2023",
                "year IN (2022, 2024)",
                "NOT year IN (2022, 2024)",
                "year BETWEEN 2022 AND 2023",
                "year > 2022 AND year <= 2024",
                "period = 2023-01-01T00:00:00Z",
                "period TEQUALS 2023-01-01T00:00:00Z",
                "period DURING 2021-06-01T00:00:00Z/2023-06-01T00:00:00Z",
                "period AFTER 2022-06-01T00:00:00Z",
                "period BEFORE 2022-06-01T00:00:00Z",
                "(year = 2022 OR year = 2024) AND BBOX(geom, 702500, 6702500, 705100, 6703900)",
                "year = 2023 AND BBOX(geom, 702500, 6702500, 705100, 6703900)",
                "BBOX(geom, 702500, 6702500, 705100, 6703900) AND year = 2024 AND value > 110",
                "BBOX(geom, 702500, 6702500, 705100, 6703900)",
                "BBOX(geom, 0, 0, 10000000, 10000000) AND year = 2024",
                "BBOX(geom, 700000, 6700000, 706500, 6706500)",
                "BBOX(geom, 0, 0, 1, 1)",
                "INTERSECTS(geom, POINT(703500 6703500))",
                "year = 2024 AND INTERSECTS(geom, POINT(703500 6703500))",
                "year = 2024 OR INTERSECTS(geom, POINT(703500 6703500))",
                "NOT (year = 2024 AND BBOX(geom, 702500, 6702500, 705100, 6703900))",
                "code = '9901A0000'",
                "code = '9901A0000' AND year = 2024",
                "code IN ('9901A0000', '9902B0013', 'none') AND year > 2021",
                "status = 'suppressed'",
                "status IN ('missing', 'suppressed') AND year = 2022",
                "value < 120",
                "value >= 120 AND value < 130 AND year = 2023",
                "value IS NULL",
                "NOT value IS NULL",
                "year = 2022 AND (value IS NULL AND status = 'missing' OR value < 120)",
                "NOT (year = 2022 AND value IS NULL)",
                "change > 0",
                "vintage = '2018'",
                "year = value - 50",
                "local_name LIKE 'Byn 1%' AND year = 2024",
                "IN ('population_deso.9901A0000.2023', 'population_deso.9901A0000.1999', 'population_deso.9901A0000')",
                "IN ('population_deso.9901A0000.2023') AND year = 2024",
                "IN ('population_deso.9901A0000.2023') AND year = 2023",
                "NOT IN ('population_deso.9901A0000.2023')",
                "base_year = 2022 AND year = 2022",
            })
    void a_filter_finds_what_testing_every_feature_finds(String ecql) throws Exception {
        Filter filter = ECQL.toFilter(ecql);
        List<String> expected = read(population(), Filter.INCLUDE).stream()
                .filter(filter::evaluate)
                .map(SimpleFeature::getID)
                .toList();
        assertThat(ids(population(), filter)).isEqualTo(expected);
        assertThat(population().getCount(new Query("population_deso", filter))).isEqualTo(expected.size());
    }

    /** So that the test above is not one of empty lists. */
    @Test
    void the_filters_of_these_tests_find_something() throws Exception {
        assertThat(ids(population(), ECQL.toFilter("period = '2023-01-01T00:00:00Z'")))
                .hasSize(36);
        assertThat(ids(population(), ECQL.toFilter("period DURING 2021-06-01T00:00:00Z/2023-06-01T00:00:00Z")))
                .hasSize(72);
        assertThat(ids(population(), ECQL.toFilter("year = 2024 AND BBOX(geom, 702500, 6702500, 705100, 6703900)")))
                .hasSize(8);
    }

    /** As all filters in XML have them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "period = '2023-01-01T00:00:00Z' | year = 2023",
                "period = '2023-01-01T00:00:00.000Z' | year = 2023",
                "period = '2023-01-01T00:00:00' | year = 2023",
                "period = '2023-01-01T01:00:00+01:00' | year = 2023",
                "period = '2023-01-01 00:00:00' | year = 2023",
                "'2023-01-01' = period | year = 2023",
                "period = '2023-01-01Z' | year = 2023",
                "period = '2023' | year = 2023",
                "period <> '2023-01' | year <> 2023",
                "period = '2023-02-01' | EXCLUDE",
                "period = 'yesterday' | EXCLUDE",
                "period IN ('2022-01-01', '2024-01-01') | year IN (2022, 2024)",
                "period BETWEEN '2022-01-01T00:00:00Z' AND '2023-06-01' | year BETWEEN 2022 AND 2023",
                "period > '2022-06-01' AND code = '9901A0000' | year > 2022 AND code = '9901A0000'",
                "period > '2022-06-01' OR code = '9901A0000' | year > 2022 OR code = '9901A0000'",
            })
    void times_written_as_texts_are_read_as_utc(String withTimes, String withYears) throws Exception {
        assertThat(ids(population(), ECQL.toFilter(withTimes))).isEqualTo(ids(population(), ECQL.toFilter(withYears)));
    }

    @Test
    void sorted_and_paged_it_is_the_whole() throws Exception {
        Query query = new Query("population_deso", ECQL.toFilter("year >= 2022"));
        query.setSortBy(
                FILTERS.sort("period", SortOrder.DESCENDING),
                FILTERS.sort("value", SortOrder.ASCENDING),
                FILTERS.sort("code", SortOrder.DESCENDING));
        List<String> whole = ids(population(), query);
        assertThat(whole).hasSize(36 + 36 + 49).doesNotHaveDuplicates();
        assertThat(whole.get(0)).endsWith(".2024");
        List<String> pages = new ArrayList<>();
        for (int start = 0; start < whole.size(); start += 10) {
            Query page = new Query(query);
            page.setStartIndex(start);
            page.setMaxFeatures(10);
            pages.addAll(ids(population(), page));
        }
        assertThat(pages).isEqualTo(whole);
    }

    @Test
    void the_years_are_known_to_visitors() throws Exception {
        Timestamp first = Timestamp.from(Instant.parse("2021-01-01T00:00:00Z"));
        Timestamp last = Timestamp.from(Instant.parse("2024-01-01T00:00:00Z"));
        UniqueVisitor periods = new UniqueVisitor("period");
        population().getFeatures().accepts(periods, null);
        Set<?> unique = periods.getUnique();
        assertThat(unique.size()).isEqualTo(4);
        assertThat(Collections.max(unique.stream().map(Timestamp.class::cast).toList()))
                .isEqualTo(last);
        MaxVisitor max = new MaxVisitor("period");
        population().getFeatures().accepts(max, null);
        assertThat((Object) max.getMax()).isEqualTo(last);
        MinVisitor min = new MinVisitor("period");
        population().getFeatures().accepts(min, null);
        assertThat((Object) min.getMin()).isEqualTo(first);
        UniqueVisitor years = new UniqueVisitor("year");
        population()
                .getFeatures(ECQL.toFilter("code = '9901A0000' AND year <> 2022"))
                .accepts(years, null);
        assertThat((Object) years.getUnique()).isEqualTo(Set.of(2021, 2023, 2024));
        MaxVisitor greatest = new MaxVisitor("value");
        population().getFeatures(ECQL.toFilter("year = 2021")).accepts(greatest, null);
        assertThat((Object) greatest.getMax())
                .isEqualTo(read(population(), ECQL.toFilter("year = 2021")).stream()
                        .map(f -> (Double) f.getAttribute("value"))
                        .filter(v -> v != null)
                        .max(Double::compare)
                        .orElseThrow());
    }

    /** GeoServer asks so before each map of a time. */
    @Test
    void the_nearest_period_is_found_without_looking_at_every_row() throws Exception {
        for (String filter : List.of("INCLUDE", "period BETWEEN '2021-06-01T00:00:00Z' AND '2024-01-01T00:00:00Z'")) {
            for (String asked : List.of("2019-03-01", "2022-01-01", "2023-06-30", "2023-07-15", "2030-01-01")) {
                Timestamp time = Timestamp.from(Instant.parse(asked + "T00:00:00Z"));
                List<Object> seen = new ArrayList<>();
                NearestVisitor nearest = new NearestVisitor(FILTERS.property("period"), time) {
                    @Override
                    public void visit(Feature feature) {
                        seen.add(feature.getProperty("period").getValue());
                        super.visit(feature);
                    }
                };
                SimpleFeatureCollection rows = population().getFeatures(ECQL.toFilter(filter));
                rows.accepts(nearest, null);
                assertThat(seen).doesNotHaveDuplicates();
                assertThat(nearest.getNearestMatch())
                        .isEqualTo(read(population(), ECQL.toFilter(filter)).stream()
                                .map(row -> (Timestamp) row.getAttribute("period"))
                                .min(Comparator.comparing(
                                        period -> Duration.between(period.toInstant(), time.toInstant())
                                                .abs()))
                                .orElseThrow());
            }
        }
    }

    @Test
    void the_nearest_of_what_is_not_one_for_a_year_is_looked_for_in_all_rows() throws Exception {
        NearestVisitor nearest = new NearestVisitor(FILTERS.property("value"), 1e9);
        MaxVisitor greatest = new MaxVisitor("value");
        population().getFeatures(ECQL.toFilter("year = 2021")).accepts(nearest, null);
        population().getFeatures(ECQL.toFilter("year = 2021")).accepts(greatest, null);
        assertThat(nearest.getNearestMatch()).isEqualTo(greatest.getMax());
    }

    @Test
    void a_year_is_bounded_and_generalised_by_its_vintage() throws Exception {
        for (int year : List.of(2023, 2024)) {
            VintageAreas vintage = year == 2023 ? EARLIER : LATER;
            Query query = new Query("population_deso", ECQL.toFilter("year = " + year), "geom", "value");
            assertThat(population().getBounds(query).getMaxX())
                    .isEqualTo(vintage.bounds().getMaxX());
            query.getHints().put(Hints.GEOMETRY_DISTANCE, 20.0);
            List<SimpleFeature> features = read(population(), query);
            Geometry[] drawn = features.stream()
                    .map(f -> (Geometry) f.getDefaultGeometry())
                    .toArray(Geometry[]::new);
            assertThat(drawn).hasSize(vintage.areas().size());
            assertThat(Arrays.stream(drawn).mapToInt(Geometry::getNumPoints).sum())
                    .isLessThan(vintage.areas().stream()
                                    .mapToInt(a -> a.geometry().getNumPoints())
                                    .sum()
                            / 2);
            assertThat(CoverageValidator.hasInvalidResult(CoverageValidator.validate(drawn)))
                    .isFalse();
        }
        assertThat(population().getBounds().getMaxX()).isEqualTo(LATER.bounds().getMaxX());
    }

    @Test
    void a_year_in_which_nothing_is_known_is_not_there() throws IOException {
        assertThat(read(store.getFeatureSource("women_deso"), Filter.INCLUDE))
                .extracting(f -> (Integer) f.getAttribute("year"))
                .contains(2022)
                .doesNotContain(2021);
    }

    @Test
    void side_by_side_every_published_indicator_is_a_column() throws Exception {
        SimpleFeatureSource wide = store.getFeatureSource("deso_indicators");
        assertThat(names(wide.getSchema()))
                .containsExactly(
                        "geom",
                        "code",
                        "area_name",
                        "name_origin",
                        "local_name",
                        "regso",
                        "kommun",
                        "period",
                        "year",
                        "vintage",
                        "population",
                        "women",
                        "share_women");
        for (String indicator : List.of("population", "women", "share_women")) {
            SimpleFeatureSource single = store.getFeatureSource(indicator + "_deso");
            List<Object> alone = read(single, ECQL.toFilter("year > 2021")).stream()
                    .map(f -> f.getAttribute("value"))
                    .toList();
            List<Object> inColumn = read(wide, ECQL.toFilter("year > 2021")).stream()
                    .map(f -> f.getAttribute(indicator))
                    .toList();
            assertThat(inColumn).isEqualTo(alone);
        }
        assertThat(ids(wide, ECQL.toFilter("year = 2021 AND women IS NULL"))).hasSize(36);
        assertThat(ids(wide, ECQL.toFilter("IN ('deso_indicators.9901A0000.2024')")))
                .hasSize(1);
    }

    @Test
    void the_registry_tells_of_every_published_indicator_with_a_value() throws IOException {
        SimpleFeatureSource registry = store.getFeatureSource("indicators");
        assertThat(registry.getSchema().getGeometryDescriptor()).isNull();
        List<SimpleFeature> rows = read(registry, Filter.INCLUDE);
        assertThat(rows)
                .extracting(SimpleFeature::getID)
                .containsExactly("indicators.population", "indicators.women", "indicators.share_women");
        SimpleFeature population = rows.get(0);
        assertThat(population.getAttribute("title_sv")).isEqualTo("Folkmängd");
        assertThat(population.getAttribute("unit_en")).isEqualTo("persons");
        assertThat(population.getAttribute("kind")).isEqualTo("count");
        assertThat(population.getAttribute("definition_sv")).isNull();
        assertThat(population.getAttribute("divisions")).isEqualTo("deso");
        assertThat(population.getAttribute("first_year")).isEqualTo(2021);
        assertThat(population.getAttribute("last_year")).isEqualTo(2024);
        assertThat(population.getAttribute("imported_from")).isEqualTo("values-2024.csv");
        SimpleFeature share = rows.get(2);
        assertThat(share.getAttribute("numerator")).isEqualTo("women");
        assertThat(share.getAttribute("denominator")).isEqualTo("population");
        assertThat(share.getAttribute("first_year")).isEqualTo(2022);
    }

    @Test
    void the_registry_tells_where_points_came_from() throws IOException {
        Provenance provenance = new Provenance(IMPORTED, "fires.csv", "abc", "");
        double[] one = {1};
        Events fires = Events.sorted("fires", 2024, EventCoverage.COUNTRY, one, one, one, provenance);
        load(new Snapshot(
                Optional.empty(),
                1,
                false,
                List.of(LATER),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(fires)));
        SimpleFeature row =
                read(store.getFeatureSource("indicators"), Filter.INCLUDE).get(0);
        assertThat(row.getAttribute("id")).isEqualTo("fires");
        assertThat(row.getAttribute("imported_from")).isEqualTo("fires.csv");
        assertThat(row.getAttribute("checksum")).isEqualTo("abc");
    }

    @Test
    void a_change_log_shows_what_changed_hands_where_that_is_known() throws Exception {
        SimpleFeatureSource changes = store.getFeatureSource("deso_changes_2018_2025");
        List<SimpleFeature> rows = read(changes, Filter.INCLUDE);
        assertThat(rows)
                .extracting(SimpleFeature::getID)
                .containsExactly(
                        "deso_changes_2018_2025.9901A0000.9901A0001",
                        "deso_changes_2018_2025.9901A0000.9901A0001.2",
                        "deso_changes_2018_2025.9902B0013.9902B0014");
        SimpleFeature ended = rows.get(0);
        assertThat(ended.getDefaultGeometry()).isSameAs(EARLIER.areas().get(0).geometry());
        assertThat(ended.getAttribute("kind")).isEqualTo("ended_to_new");
        assertThat(ended.getAttribute("kind_sv")).isEqualTo("Upphör; till nybildad");
        assertThat(ended.getAttribute("date")).isEqualTo(Timestamp.from(Instant.parse("2025-01-01T00:00:00Z")));
        assertThat(rows.get(1).getDefaultGeometry()).isNull();
        assertThat(rows.get(1).getAttribute("date")).isNull();
        Geometry known = EARLIER.areas().get(0).geometry();
        assertThat(changes.getBounds().getMaxX())
                .isEqualTo(known.getEnvelopeInternal().getMaxX());
        assertThat(ids(changes, ECQL.toFilter("BBOX(geom, 0, 0, 10000000, 10000000)")))
                .hasSize(1);
        assertThat(ids(changes, ECQL.toFilter("kind = 'extended'"))).hasSize(1);
        Query query = new Query("deso_changes_2018_2025");
        query.getHints().put(Hints.GEOMETRY_DISTANCE, 20.0);
        assertThat(read(changes, query)).hasSize(3);
    }

    @Test
    void names_that_would_be_the_same_are_told_apart() {
        VintageAreas one = Region.of("c@2024", List.of(Region.area("1", "", 700_000, 6_700_000)));
        VintageAreas other = Region.of("b_c@2024", List.of(Region.area("1", "", 700_000, 6_700_000)));
        List<PublishedValues> values = new ArrayList<>();
        for (VintageAreas areas : List.of(one, other)) {
            for (String indicator : List.of("a_b", "a")) values.add(values(indicator, areas, 2024, area -> 1));
        }
        Snapshot snapshot = new Snapshot(2, false, List.of(one, other), values, List.of());
        load(snapshot);
        IndicatorLayers layers = IndicatorLayers.of(snapshot, observations);
        assertThat(layers.series().entrySet().stream()
                        .collect(Collectors.toMap(
                                e -> e.getKey(),
                                e -> e.getValue().indicator().id() + " in "
                                        + e.getValue().division())))
                .containsEntry("a_b_c", "a in b_c")
                .containsEntry("a_b__c", "a_b in c")
                .containsEntry("a_c", "a in c")
                .containsEntry("a_b_b_c", "a_b in b_c")
                .hasSize(4);
    }

    @Test
    void readers_of_one_snapshot_share_what_is_computed() {
        Snapshot snapshot = lease.current();
        assertThat(Observations.of(snapshot, CONFIGURATION)).isSameAs(observations);
        Configuration other = Configured.with("divisions: {}", "indicators: {population: {kind: count}}");
        assertThat(Observations.of(snapshot, other)).isNotSameAs(observations);
    }

    private static List<String> names(SimpleFeatureType type) {
        return type.getAttributeDescriptors().stream()
                .map(AttributeDescriptor::getLocalName)
                .toList();
    }

    private static List<String> ids(SimpleFeatureSource source, Filter filter) throws IOException {
        return read(source, filter).stream().map(SimpleFeature::getID).toList();
    }

    private static List<String> ids(SimpleFeatureSource source, Query query) throws IOException {
        return read(source, query).stream().map(SimpleFeature::getID).toList();
    }

    private static List<SimpleFeature> read(SimpleFeatureSource source, Filter filter) throws IOException {
        return read(source, new Query(source.getSchema().getTypeName(), filter));
    }

    private static List<SimpleFeature> read(SimpleFeatureSource source, Query query) throws IOException {
        List<SimpleFeature> features = new ArrayList<>();
        try (SimpleFeatureIterator iterator = source.getFeatures(query).features()) {
            while (iterator.hasNext()) features.add(iterator.next());
        }
        return features;
    }
}
