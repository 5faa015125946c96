package se.regstat.geotools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.geotools.api.data.Query;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.filter.BinaryComparisonOperator;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.PropertyIsNull;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.filter.sort.SortOrder;
import org.geotools.api.filter.spatial.BBOX;
import org.geotools.api.filter.spatial.BinarySpatialOperator;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.NameImpl;
import org.geotools.feature.visitor.CountVisitor;
import org.geotools.feature.visitor.MaxVisitor;
import org.geotools.feature.visitor.MinVisitor;
import org.geotools.feature.visitor.UniqueVisitor;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.util.factory.Hints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.snapshot.VintageAreas;

/** What GeoTools, GeoServer and the host rely on of the data store. */
class RegstatDataStoreTest {

    private static final String NAMESPACE = "https://example.org/regstat";
    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

    private static final VintageAreas DESO = Region.deso("2025", 12);

    private static final Configuration CONFIGURATION = Configured.with("""
            divisions:
              deso:
                title: {sv: Demografiska statistikområden, en: Demographic statistical areas}
                owner: SCB
                licence: CC0-1.0
            """, "indicators: {}");

    private final InMemory lease = new InMemory(DESO);
    private final RegstatDataStore store = new RegstatDataStore(lease, CONFIGURATION, NAMESPACE);

    private SimpleFeatureSource source() throws IOException {
        return store.getFeatureSource("deso_2025");
    }

    @Test
    void there_is_a_layer_per_vintage_and_the_registry() throws IOException {
        assertThat(store.getTypeNames()).containsExactly("divisions", "indicators", "deso_2025");
        assertThat(store.getNames()).extracting(Object::toString).contains("deso_2025");
    }

    @Test
    void what_nobody_waits_for_any_more_is_not_read_to_the_end() throws IOException {
        Query matching = new Query("deso_2025", FILTERS.like(FILTERS.property("area_name"), "*"));
        int all = source().getCount(matching);
        try (SimpleFeatureIterator features = source().getFeatures().features()) {
            features.next();
            Thread.currentThread().interrupt();
            assertThatThrownBy(features::next).isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> source().getCount(matching)).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(source().getCount(matching)).isEqualTo(all).isGreaterThan(1);
    }

    @Test
    void a_vintage_has_the_attributes_of_the_contract_in_order() throws IOException {
        SimpleFeatureType type = store.getSchema("deso_2025");
        assertThat(names(type))
                .containsExactly(
                        "geom",
                        "code",
                        "area_name",
                        "name_origin",
                        "local_name",
                        "regso",
                        "kommun",
                        "valid_from",
                        "valid_to",
                        "area_km2",
                        "land_area_km2",
                        "vintage");
        assertThat(type.getDescriptor("valid_from").getType().getBinding()).isEqualTo(Integer.class);
        assertThat(type.getDescriptor("area_km2").getType().getBinding()).isEqualTo(Double.class);
        assertThat(type.getGeometryDescriptor().getLocalName()).isEqualTo("geom");
        assertThat(type.getGeometryDescriptor().getType().getBinding()).isEqualTo(MultiPolygon.class);
        assertThat(type.getName()).isEqualTo(new NameImpl(NAMESPACE, "deso_2025"));
    }

    /** GeoServer's WFS sends what may not be null though it was not asked for. */
    @Test
    void no_layer_forces_its_geometries_on_those_who_want_values_only() throws IOException {
        for (String layer : store.getTypeNames()) {
            var geometry = store.getSchema(layer).getGeometryDescriptor();
            if (geometry != null) assertThat(geometry.getMinOccurs()).as(layer).isZero();
        }
    }

    @Test
    void coordinates_are_easting_then_northing_in_sweref99_tm() throws Exception {
        var crs = store.getSchema("deso_2025").getCoordinateReferenceSystem();
        assertThat(CRS.lookupEpsgCode(crs, false)).isEqualTo(3006);
        assertThat(CRS.getAxisOrder(crs)).isEqualTo(CRS.AxisOrder.EAST_NORTH);
    }

    @Test
    void no_attribute_has_a_name_that_gml_takes_for_its_own() throws IOException {
        for (String layer : store.getTypeNames()) {
            assertThat(names(store.getSchema(layer))).doesNotContain("name", "description", "location", "boundedBy");
        }
    }

    @Test
    void a_parent_division_with_a_taken_name_is_still_an_attribute() {
        assertThat(VintageTable.attributeOf("kommun")).isEqualTo("kommun");
        assertThat(VintageTable.attributeOf("vintage")).isEqualTo("vintage_code");
        assertThat(VintageTable.attributeOf("name")).isEqualTo("name_code");
    }

    @Test
    void features_say_what_the_areas_say() throws IOException {
        List<SimpleFeature> features = read(source(), new Query("deso_2025"));
        assertThat(features).hasSize(144);
        for (int i = 0; i < features.size(); i++) {
            SimpleFeature feature = features.get(i);
            Area area = DESO.areas().get(i);
            assertThat(feature.getID()).isEqualTo("deso_2025." + area.code());
            assertThat(feature.getDefaultGeometry()).isSameAs(area.geometry());
            assertThat(feature.getAttribute("code")).isEqualTo(area.code());
            assertThat(feature.getAttribute("area_name"))
                    .isEqualTo(area.localName().orElse("Demografiska statistikområden " + area.code()));
            assertThat(feature.getAttribute("name_origin"))
                    .isEqualTo(area.localName().isPresent() ? "local" : "made");
            assertThat(feature.getAttribute("local_name"))
                    .isEqualTo(area.localName().orElse(null));
            assertThat(feature.getAttribute("regso")).isEqualTo(area.parents().get("regso"));
            assertThat(feature.getAttribute("kommun")).isEqualTo(area.parents().get("kommun"));
            assertThat(feature.getAttribute("valid_from")).isEqualTo(2024);
            assertThat(feature.getAttribute("valid_to")).isNull();
            assertThat((Double) feature.getAttribute("area_km2")).isCloseTo(area.areaKm2(), within(1e-6));
            assertThat(feature.getAttribute("land_area_km2"))
                    .isEqualTo(
                            area.landAreaKm2().isPresent() ? area.landAreaKm2().getAsDouble() : null);
            assertThat(feature.getAttribute("vintage")).isEqualTo("2025");
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double tolerance) {
        return org.assertj.core.data.Offset.offset(tolerance);
    }

    @Test
    void a_reader_may_change_what_it_was_given() throws IOException {
        read(source(), new Query("deso_2025")).forEach(feature -> feature.setAttribute("vintage", "1999"));
        assertThat(read(source(), new Query("deso_2025")))
                .allMatch(f -> f.getAttribute("vintage").equals("2025"));
    }

    @Test
    void codes_in_ids_are_percent_encoded_where_needed() throws IOException {
        lease.load(Region.of(
                "own@2024",
                List.of(
                        Region.area("Öst 1/2", "Öst", 700_000, 6_700_000),
                        Region.area("v.2_b", "", 701_000, 6_700_000))));
        SimpleFeatureSource own = store.getFeatureSource("own_2024");
        assertThat(ids(own, Filter.INCLUDE)).containsExactly("own_2024.%C3%96st%201%2F2", "own_2024.v.2_b");
        assertThat(ids(own, FILTERS.id(FILTERS.featureId("own_2024.%C3%96st%201%2F2"))))
                .containsExactly("own_2024.%C3%96st%201%2F2");
    }

    @Test
    void the_default_order_is_by_code() throws IOException {
        assertThat(read(source(), new Query("deso_2025")))
                .extracting(f -> (String) f.getAttribute("code"))
                .isSorted();
    }

    /** Every kind of filter, answered by index or not, finds what testing every feature by hand finds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "INCLUDE",
                "EXCLUDE",
                "code = '9901A0000'",
                "'9901A0000' = code",
                "code = 'none'",
                "code IN ('9901A0000', '9902B0013', 'none')",
                "NOT code IN ('9901A0000', '9902B0013')",
                "kommun = '9902'",
                "kommun <> '9902'",
                "kommun = 9902",
                "kommun IN ('9902', '9903') AND regso = '9902R001'",
                "local_name IS NULL",
                "local_name LIKE 'Byn 1%'",
                "area_km2 > 1.001",
                "land_area_km2 BETWEEN 0.5 AND 1",
                "land_area_km2 < 0.5",
                "land_area_km2 <= 0.5",
                "land_area_km2 >= 0.5 AND land_area_km2 > 0.75",
                "land_area_km2 < '0.5'",
                "land_area_km2 > '-1'",
                "land_area_km2 > 'half'",
                "land_area_km2 > '5e-1'",
                "valid_from < '2024.5'",
                "valid_from >= '2024'",
                "kommun < '9902'",
                "0.5 > land_area_km2",
                "NOT land_area_km2 < 0.5",
                "land_area_km2 <> 0.5",
                "valid_from >= 2024.0",
                "valid_to < 9999",
                "kommun > 9901",
                "code < '9902'",
                "valid_to IS NULL AND valid_from = 2024",
                "vintage = '2025' AND (code = '9901A0000' OR area_km2 < 0.99)",
                "code = '9901A0000' OR code = '9902B0013'",
                "IN ('deso_2025.9901A0000', 'deso_2025.9902B0013', 'deso_2018.9901A0000', 'nonsense')",
                "NOT IN ('deso_2025.9901A0000')",
                "BBOX(geom, 702500, 6702500, 705100, 6703900)",
                "BBOX(geom, 0, 0, 10000000, 10000000)",
                "BBOX(geom, 0, 0, 1, 1)",
                "BBOX(geom, 702500, 6702500, 705100, 6703900) AND kommun = '9901' AND area_km2 > 1",
                "BBOX(geom, 702500, 6702500, 705100, 6703900) OR kommun = '9901'",
                "NOT BBOX(geom, 702500, 6702500, 705100, 6703900)",
                "BBOX(geom, 702500, 6702500, 705100, 6703900) AND (land_area_km2 IS NULL OR land_area_km2 < 0.5)",
                "(land_area_km2 < 0.5 OR NOT local_name IS NULL) AND BBOX(geom, 702500, 6702500, 705100, 6703900)",
                "NOT (land_area_km2 < 0.5 AND BBOX(geom, 702500, 6702500, 705100, 6703900))",
                "BBOX(geom, 702500, 6702500, 705100, 6703900) AND NOT (kommun = '9901' OR area(geom) > 1000000)",
                "INTERSECTS(geom, POINT(703500 6703500))",
                "INTERSECTS(geom, POLYGON((702500 6702500, 705100 6702400, 703000 6709000, 702500 6702500)))",
                "WITHIN(geom, POLYGON((701900 6701900, 705100 6701900, 705100 6706100, 701900 6706100, 701900 6701900)))",
                "CONTAINS(geom, POINT(703500 6703500))",
                "DISJOINT(geom, POLYGON((702500 6702500, 705100 6702400, 703000 6709000, 702500 6702500)))",
                "DWITHIN(geom, POINT(703500 6703500), 900, meters)",
                "BEYOND(geom, POINT(703500 6703500), 900, meters)",
                "CROSSES(geom, LINESTRING(700000 6700000, 703000 6703000))",
                "INTERSECTS(convexHull(geom), POINT(703999 6703999))",
                "regso = '9902R001' AND INTERSECTS(geom, geom)",
                "area(geom) > 1000000",
            })
    void a_filter_finds_what_testing_every_feature_finds(String ecql) throws Exception {
        Filter filter = ECQL.toFilter(ecql);
        List<String> expected = read(source(), new Query("deso_2025")).stream()
                .filter(filter::evaluate)
                .map(SimpleFeature::getID)
                .toList();
        assertThat(ids(source(), filter)).isEqualTo(expected);
        assertThat(source().getCount(new Query("deso_2025", filter))).isEqualTo(expected.size());
    }

    /** So that the test above is not one of empty lists. */
    @Test
    void the_filters_of_these_tests_find_something() throws Exception {
        assertThat(ids(source(), ECQL.toFilter("BBOX(geom, 702500, 6702500, 705100, 6703900)")))
                .hasSize(8);
        assertThat(ids(source(), ECQL.toFilter("kommun = '9902'"))).hasSize(48);
    }

    @Test
    void a_box_on_no_named_attribute_means_the_geometry() throws IOException {
        Filter box = FILTERS.bbox("", 702_500, 6_702_500, 705_100, 6_703_900, null);
        assertThat(ids(source(), box)).hasSize(8);
    }

    /** GeoTools' own evaluation finds nothing there. */
    @Test
    void a_box_without_extent_finds_what_it_lies_on() throws Exception {
        assertThat(ids(source(), ECQL.toFilter("BBOX(geom, 702500, 6702500, 702500, 6702500)")))
                .isEqualTo(ids(source(), ECQL.toFilter("INTERSECTS(geom, POINT(702500 6702500))")))
                .hasSize(1);
        assertThat(ids(source(), ECQL.toFilter("BBOX(geom, 700500, 6700500, 703500, 6700500)")))
                .hasSize(4);
    }

    @Test
    void sorting_is_by_any_attributes_and_keeps_the_default_order_of_equals() throws IOException {
        Query query = new Query("deso_2025");
        query.setSortBy(FILTERS.sort("kommun", SortOrder.DESCENDING), FILTERS.sort("local_name", SortOrder.ASCENDING));
        Comparator<SimpleFeature> order = Comparator.comparing(
                        (SimpleFeature f) -> (String) f.getAttribute("kommun"), Comparator.reverseOrder())
                .thenComparing(
                        f -> (String) f.getAttribute("local_name"), Comparator.nullsFirst(Comparator.naturalOrder()));
        List<String> expected = read(source(), new Query("deso_2025")).stream()
                .sorted(order)
                .map(SimpleFeature::getID)
                .toList();
        assertThat(ids(source(), query)).isEqualTo(expected);
    }

    @Test
    void the_natural_order_can_be_reversed() throws IOException {
        Query query = new Query("deso_2025");
        query.setSortBy(SortBy.REVERSE_ORDER);
        List<String> reversed = new ArrayList<>(ids(source(), Filter.INCLUDE));
        Collections.reverse(reversed);
        assertThat(ids(source(), query)).isEqualTo(reversed);
    }

    @Test
    void sorting_by_an_unknown_attribute_or_a_geometry_says_so() {
        Query unknown = new Query("deso_2025");
        unknown.setSortBy(FILTERS.sort("size", SortOrder.ASCENDING));
        assertThatThrownBy(() -> ids(source(), unknown))
                .hasStackTraceContaining("deso_2025 has no attribute 'size'; there are geom, code, area_name");
        Query geometry = new Query("deso_2025");
        geometry.setSortBy(FILTERS.sort("geom", SortOrder.ASCENDING));
        assertThatThrownBy(() -> ids(source(), geometry)).hasStackTraceContaining("cannot be sorted by 'geom'");
    }

    @Test
    void sortable_attributes_are_declared() throws IOException {
        var capabilities = source().getQueryCapabilities();
        assertThat(capabilities.isOffsetSupported()).isTrue();
        assertThat(capabilities.supportsSorting(FILTERS.sort("kommun", SortOrder.ASCENDING)))
                .isTrue();
        assertThat(capabilities.supportsSorting(SortBy.NATURAL_ORDER)).isTrue();
        assertThat(capabilities.supportsSorting(FILTERS.sort("geom", SortOrder.ASCENDING)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50, 143, 144, 1000})
    void pages_put_together_are_the_whole(int size) throws Exception {
        Query query = new Query("deso_2025", ECQL.toFilter("kommun <> '9903'"));
        query.setSortBy(FILTERS.sort("regso", SortOrder.ASCENDING));
        List<String> whole = ids(source(), query);
        List<String> pages = new ArrayList<>();
        for (int start = 0; start < whole.size(); start += size) {
            Query page = new Query(query);
            page.setStartIndex(start);
            page.setMaxFeatures(size);
            List<String> ids = ids(source(), page);
            assertThat(source().getCount(page)).isEqualTo(ids.size());
            assertThat(source().getFeatures(page).size()).isEqualTo(ids.size());
            pages.addAll(ids);
        }
        assertThat(pages).isEqualTo(whole);
    }

    @Test
    void a_page_beyond_the_end_is_empty() throws IOException {
        Query query = new Query("deso_2025");
        query.setStartIndex(5000);
        assertThat(ids(source(), query)).isEmpty();
        assertThat(source().getCount(query)).isZero();
        assertThat(source().getBounds(query).isEmpty()).isTrue();
    }

    @Test
    void only_the_attributes_asked_for_are_read_in_their_order() throws IOException {
        Query query = new Query("deso_2025", Filter.INCLUDE, "kommun", "geom", "code");
        SimpleFeatureCollection features = source().getFeatures(query);
        assertThat(names(features.getSchema())).containsExactly("kommun", "geom", "code");
        SimpleFeature first = read(features).get(0);
        Area area = DESO.areas().get(0);
        assertThat(first.getAttributes()).containsExactly(area.parents().get("kommun"), area.geometry(), area.code());
        assertThat(first.getFeatureType()).isEqualTo(features.getSchema());
        assertThat(first.getID()).isEqualTo("deso_2025." + area.code());
    }

    @Test
    void filtering_and_sorting_need_not_be_asked_for_to_be_read() throws Exception {
        Query query = new Query("deso_2025", ECQL.toFilter("area_km2 > 1 AND kommun = '9901'"), "code");
        query.setSortBy(FILTERS.sort("area_km2", SortOrder.ASCENDING));
        Query whole = new Query(query);
        whole.setPropertyNames(Query.ALL_NAMES);
        assertThat(ids(source(), query)).isEqualTo(ids(source(), whole)).isNotEmpty();
    }

    @Test
    void an_unknown_attribute_is_refused_by_name() {
        Query query = new Query("deso_2025", Filter.INCLUDE, "code", "population");
        assertThatThrownBy(() -> read(source(), query)).hasStackTraceContaining("population");
    }

    @Test
    void bounds_are_those_of_the_features_found() throws Exception {
        Query query = new Query("deso_2025", ECQL.toFilter("kommun = '9902' AND regso = '9902R001'"));
        query.setStartIndex(1);
        query.setMaxFeatures(3);
        ReferencedEnvelope expected =
                new ReferencedEnvelope(source().getSchema().getCoordinateReferenceSystem());
        for (SimpleFeature feature : read(source(), query)) {
            expected.expandToInclude(((Geometry) feature.getDefaultGeometry()).getEnvelopeInternal());
        }
        assertThat((Object) source().getBounds(query)).isEqualTo(expected);
        assertThat((Object) source().getBounds())
                .isEqualTo(new ReferencedEnvelope(DESO.bounds(), expected.getCoordinateReferenceSystem()));
    }

    @Test
    void bounds_of_nothing_are_empty_also_reprojected() throws IOException {
        Query query = new Query("deso_2025", Filter.EXCLUDE);
        query.setCoordinateSystemReproject(org.geotools.referencing.crs.DefaultGeographicCRS.WGS84);
        ReferencedEnvelope bounds = source().getBounds(query);
        assertThat(bounds.isEmpty()).isTrue();
    }

    @Test
    void only_the_border_preserving_generalisation_is_advertised() throws IOException {
        assertThat(source().getSupportedHints()).isEqualTo(Set.of(Hints.GEOMETRY_DISTANCE));
    }

    /** As that of GeoTools' renderer does, which should not be tried on every row. */
    @Test
    void a_box_that_calls_itself_a_comparison_too_is_answered_by_the_index() throws Exception {
        Filter box = ECQL.toFilter("BBOX(geom, 702100, 6702100, 706400, 6704900)");
        Filter both = notToBeEvaluated(box, BBOX.class, BinarySpatialOperator.class, BinaryComparisonOperator.class);
        Query query = new Query("deso_2025", both);
        assertThat(ids(source(), query)).isEqualTo(ids(source(), box)).isNotEmpty();
    }

    /** The renderer of maps asks for what any rule of a style draws; one of them is for what has no value. */
    @Test
    void rules_of_a_style_are_answered_from_the_columns() throws Exception {
        Filter unknown = ECQL.toFilter("land_area_km2 IS NULL");
        Filter box = ECQL.toFilter("BBOX(geom, 702100, 6702100, 706400, 6704900)");
        Filter some = ECQL.toFilter("land_area_km2 < 0.5");
        Filter wanted = FILTERS.and(box, FILTERS.or(some, unknown));
        Filter asked = FILTERS.and(box, FILTERS.or(some, notToBeEvaluated(unknown, PropertyIsNull.class)));
        assertThat(ids(source(), asked)).isEqualTo(ids(source(), wanted)).isNotEmpty();
    }

    private static Filter notToBeEvaluated(Filter filter, Class<?>... kinds) {
        return (Filter) Proxy.newProxyInstance(
                RegstatDataStoreTest.class.getClassLoader(), kinds, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isNotEqualTo("evaluate");
                    if (method.getName().equals("accept") && arguments[0] instanceof DuplicatingFilterVisitor)
                        return proxy;
                    return method.invoke(filter, arguments);
                });
    }

    @Test
    void a_distance_gives_fewer_vertices_and_still_a_coverage() throws IOException {
        Query query = new Query("deso_2025", Filter.INCLUDE, "geom");
        long full = vertices(read(source(), query));
        for (double distance : new double[] {0, 10, 40, 150}) {
            query.setHints(new Hints(Hints.GEOMETRY_DISTANCE, distance));
            List<SimpleFeature> features = read(source(), query);
            Geometry[] coverage = features.stream()
                    .map(f -> (Geometry) f.getDefaultGeometry())
                    .toArray(Geometry[]::new);
            assertThat(CoverageValidator.isValid(coverage)).isTrue();
            assertThat(coverage).hasOnlyElementsOfType(MultiPolygon.class);
            if (distance == 0) {
                assertThat(vertices(features)).isEqualTo(full);
            } else if (distance >= 40) {
                assertThat(vertices(features)).isLessThan(full / 2);
            }
        }
    }

    /** Of bends that are left out, whose area is known, it is not their height that counts. */
    @ParameterizedTest
    @CsvSource({"15.9, 10", "16, 20", "127.9, 80", "128, 160"})
    void the_coarsest_borders_are_given_that_are_within_the_distance(double distance, double tolerance)
            throws IOException {
        Query query = new Query("deso_2025", Filter.INCLUDE, "geom");
        query.setHints(new Hints(Hints.GEOMETRY_DISTANCE, distance));
        List<SimpleFeature> drawn = read(source(), query);
        long near = 0;
        for (int area = 0; area < drawn.size(); area++) {
            Geometry geometry = (Geometry) drawn.get(area).getDefaultGeometry();
            assertThat(geometry.getCoordinates())
                    .isEqualTo(DESO.geometry(area, tolerance).getCoordinates());
            IndexedFacetDistance border = new IndexedFacetDistance(geometry.getBoundary());
            near += Arrays.stream(DESO.areas().get(area).geometry().getCoordinates())
                    .filter(point -> border.distance(geometry.getFactory().createPoint(point)) <= distance)
                    .count();
        }
        long points = DESO.areas().stream()
                .mapToLong(area -> area.geometry().getNumPoints())
                .sum();
        assertThat(near).isGreaterThanOrEqualTo(points * 99 / 100);
    }

    @Test
    void filters_are_tested_on_the_full_geometry_whatever_the_distance() throws Exception {
        Filter filter = ECQL.toFilter("area(geom) > 1000000");
        Query query = new Query("deso_2025", filter);
        query.setHints(new Hints(Hints.GEOMETRY_DISTANCE, 150.0));
        assertThat(ids(source(), query)).isEqualTo(ids(source(), filter));
    }

    @Test
    void features_are_reprojected_on_request() throws Exception {
        Query query = new Query("deso_2025", ECQL.toFilter("code = '9901A0000'"));
        query.setCoordinateSystemReproject(CRS.decode("EPSG:4326", true));
        SimpleFeature feature = read(source(), query).get(0);
        Geometry geometry = (Geometry) feature.getDefaultGeometry();
        assertThat(geometry.getCentroid().getX()).isBetween(18.0, 19.0);
        assertThat(geometry.getCentroid().getY()).isBetween(60.0, 61.0);
    }

    @Test
    void visitors_find_what_the_features_say() throws Exception {
        SimpleFeatureCollection features = source().getFeatures(ECQL.toFilter("kommun <> '9903'"));
        UniqueVisitor unique = new UniqueVisitor("kommun");
        features.accepts(unique, null);
        assertThat((Object) unique.getUnique()).isEqualTo(Set.of("9901", "9902"));
        MaxVisitor max = new MaxVisitor("code");
        features.accepts(max, null);
        MinVisitor min = new MinVisitor("code");
        features.accepts(min, null);
        List<String> codes = read(features).stream()
                .map(f -> (String) f.getAttribute("code"))
                .toList();
        assertThat((Object) max.getMax()).isEqualTo(codes.get(codes.size() - 1));
        assertThat((Object) min.getMin()).isEqualTo(codes.get(0));
        CountVisitor count = new CountVisitor();
        features.accepts(count, null);
        assertThat(count.getCount()).isEqualTo(codes.size());
        UniqueVisitor nothing = new UniqueVisitor("valid_to");
        features.accepts(nothing, null);
        assertThat(nothing.getUnique().isEmpty()).isTrue();
    }

    @Test
    void visitors_of_expressions_and_pages_are_answered_too() throws Exception {
        Query query = new Query("deso_2025");
        query.setMaxFeatures(10);
        SimpleFeatureCollection page = source().getFeatures(query);
        UniqueVisitor prefix = new UniqueVisitor(ECQL.toExpression("strSubstring(code, 0, 4)"));
        page.accepts(prefix, null);
        assertThat((Object) prefix.getUnique()).isEqualTo(Set.of("9901"));
        UniqueVisitor codes = new UniqueVisitor("code");
        page.accepts(codes, null);
        assertThat(codes.getUnique().size()).isEqualTo(10);
    }

    @Test
    void a_view_is_a_layer_of_its_own() throws Exception {
        RegstatFeatureSource source = (RegstatFeatureSource) source();
        SimpleFeatureSource view = source.getView(new Query("deso_2025", ECQL.toFilter("kommun = '9902'"), "code"));
        assertThat(names(view.getSchema())).containsExactly("code");
        assertThat(view.getCount(new Query("deso_2025"))).isEqualTo(48);
        assertThat(read(view, new Query("deso_2025"))).hasSize(48);
    }

    @Test
    void the_registry_has_a_row_per_vintage() throws IOException {
        lease.load(
                DESO,
                Region.deso("2018", 2),
                Region.of("own@2024", List.of(Region.area("1", "One", 700_000, 6_700_000))));
        SimpleFeatureSource divisions = store.getFeatureSource("divisions");
        assertThat(divisions.getSchema().getGeometryDescriptor()).isNull();
        assertThat(divisions.getBounds().isEmpty()).isTrue();
        List<SimpleFeature> rows = read(divisions, new Query("divisions"));
        assertThat(rows)
                .extracting(SimpleFeature::getID)
                .containsExactly("divisions.deso_2025", "divisions.deso_2018", "divisions.own_2024");
        SimpleFeature row = rows.get(0);
        assertThat(row.getAttribute("id")).isEqualTo("deso@2025");
        assertThat(row.getAttribute("title_sv")).isEqualTo("Demografiska statistikområden");
        assertThat(row.getAttribute("title_en")).isEqualTo("Demographic statistical areas");
        assertThat(row.getAttribute("owner")).isEqualTo("SCB");
        assertThat(row.getAttribute("licence")).isEqualTo("CC0-1.0");
        assertThat(row.getAttribute("valid_from")).isEqualTo(2024);
        assertThat(row.getAttribute("valid_to")).isNull();
        assertThat(row.getAttribute("area_count")).isEqualTo(144);
        assertThat(row.getAttribute("parents")).isEqualTo("regso, kommun");
        assertThat(row.getAttribute("imported")).isEqualTo(Timestamp.from(Instant.parse("2026-01-02T03:04:05Z")));
        assertThat(row.getAttribute("imported_from")).isEqualTo("invented.gpkg");
        assertThat(row.getAttribute("checksum")).isEqualTo("0123abcd");
        assertThat(rows.get(2).getAttribute("title_sv")).isEqualTo("own");
    }

    @Test
    void a_reload_adds_removes_and_changes_layers() throws IOException {
        assertThat(store.getSchema("deso_2025").getDescriptor("regso")).isNotNull();
        lease.load(
                Region.deso("2018", 3),
                Region.of("deso@2025", List.of(Region.area("9901A0000", "", 700_000, 6_700_000))));
        assertThat(store.getTypeNames()).containsExactly("divisions", "indicators", "deso_2018", "deso_2025");
        assertThat(store.getFeatureSource("deso_2018").getCount(Query.ALL)).isEqualTo(9);
        assertThat(store.getSchema("deso_2025").getDescriptor("regso")).isNull();
        assertThat(store.getFeatureSource("deso_2025").getCount(Query.ALL)).isEqualTo(1);
        lease.load();
        assertThat(store.getTypeNames()).containsExactly("divisions", "indicators");
        assertThatThrownBy(() -> store.getFeatureSource("deso_2025")).isInstanceOf(IOException.class);
    }

    @Test
    void a_source_keeps_to_the_snapshot_it_was_taken_from() throws IOException {
        SimpleFeatureSource before = source();
        SimpleFeatureCollection features = before.getFeatures();
        lease.load();
        assertThat(before.getCount(Query.ALL)).isEqualTo(144);
        assertThat(read(features)).hasSize(144);
        assertThat(names(before.getSchema())).contains("regso");
        assertThat(((RegstatFeatureSource) before)
                        .getView(new Query("deso_2025"))
                        .getCount(Query.ALL))
                .isEqualTo(144);
    }

    @Test
    void an_unknown_layer_is_refused_with_the_names_there_are() {
        assertThatThrownBy(() -> store.getFeatureSource("deso_1999"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("deso_1999")
                .hasMessageContaining("divisions, indicators, deso_2025");
        assertThatThrownBy(() -> store.getFeatureSource(new NameImpl("https://elsewhere.example", "deso_2025")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_qualified_name_finds_the_layer() throws IOException {
        assertThat(store.getFeatureSource(new NameImpl(NAMESPACE, "deso_2025")).getCount(Query.ALL))
                .isEqualTo(144);
    }

    @Test
    void nothing_can_be_written() {
        assertThatThrownBy(() -> store.getFeatureWriter("deso_2025", Transaction.AUTO_COMMIT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("read only");
        assertThatThrownBy(() -> store.removeSchema("deso_2025")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> store.createSchema(store.getSchema("deso_2025")))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void within_a_transaction_the_same_is_read() throws IOException {
        try (Transaction transaction = new org.geotools.data.DefaultTransaction()) {
            SimpleFeatureSource source = store.getFeatureSource("deso_2025", transaction);
            assertThat(source.getCount(Query.ALL)).isEqualTo(144);
            assertThat(read(source, new Query("deso_2025"))).hasSize(144);
        }
    }

    @Test
    void disposing_lets_go_of_the_snapshot_but_not_of_requests_under_way() throws IOException {
        SimpleFeatureSource underWay = source();
        store.dispose();
        assertThat(lease.isClosed()).isTrue();
        assertThat(read(underWay, new Query("deso_2025"))).hasSize(144);
        store.dispose();
    }

    private static List<String> names(SimpleFeatureType type) {
        return type.getAttributeDescriptors().stream()
                .map(AttributeDescriptor::getLocalName)
                .toList();
    }

    private static List<String> ids(SimpleFeatureSource source, Filter filter) throws IOException {
        return ids(source, new Query(source.getSchema().getTypeName(), filter));
    }

    private static List<String> ids(SimpleFeatureSource source, Query query) throws IOException {
        return read(source, query).stream().map(SimpleFeature::getID).toList();
    }

    private static List<SimpleFeature> read(SimpleFeatureSource source, Query query) throws IOException {
        return read(source.getFeatures(query));
    }

    private static List<SimpleFeature> read(SimpleFeatureCollection collection) {
        List<SimpleFeature> features = new ArrayList<>();
        try (SimpleFeatureIterator iterator = collection.features()) {
            while (iterator.hasNext()) features.add(iterator.next());
        }
        return features;
    }

    private static long vertices(List<SimpleFeature> features) {
        return features.stream()
                .flatMap(f -> Stream.of((Geometry) f.getDefaultGeometry()))
                .mapToLong(Geometry::getNumPoints)
                .sum();
    }
}
