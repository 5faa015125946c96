package se.regstat.geotools.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.Name;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.feature.NameImpl;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.geometry.jts.JTS;
import org.geotools.process.ProcessException;
import org.geotools.process.Processors;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import se.regstat.geotools.reprojection.Sweref99Tm;
import se.regstat.geotools.reprojection.SwerefTransforms;
import se.regstat.importing.demo.DemoStore;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.ResultLayout;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.StoreUrl;

/** The process as GeoServer and the host run it, on the demo region. */
class ReaggregateProcessTest {

    private static final Name NAME = new NameImpl("regstat", "Reaggregate");
    private static final String HIDDEN = "deso@2018";
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    @TempDir
    static Path directory;

    private static Snapshots.Lease lease;
    private static Configuration configuration;
    private static RegstatProcesses processes;

    @BeforeAll
    static void register_on_the_demo() {
        StoreUrl.GeoPackage url = StoreUrl.of(directory.resolve("demo.gpkg"));
        DemoStore.create(url);
        lease = Snapshots.acquire(url);
        configuration = Configuration.load(directory);
        processes = new RegstatProcesses(
                () -> Reaggregator.of(lease.current(), configuration),
                vintage -> !vintage.toString().equals(HIDDEN));
        processes.register();
    }

    @AfterAll
    static void take_away() {
        processes.close();
        lease.close();
        assertThat(Processors.createProcess(NAME)).isNull();
    }

    @Test
    void a_registered_division_above_gets_the_figures_of_its_layer() {
        SimpleFeature first = run(Map.of(
                        "targetDivision",
                        "kommun@2025",
                        "indicators",
                        List.of("population"),
                        "periods",
                        List.of("2023")))
                .get(0);
        YearValues deso = Observations.of(lease.current(), configuration)
                .series("population", "deso")
                .orElseThrow()
                .year(2023)
                .orElseThrow();
        double sum = 0;
        for (int i = 0; i < deso.size(); i++) {
            boolean inside =
                    deso.areas().areas().get(i).parents().get("kommun").equals(first.getAttribute("target_id"));
            if (inside && deso.hasValue(i)) sum += deso.value(i);
        }
        if ("normal".equals(first.getAttribute("status"))) {
            assertThat((Double) first.getAttribute("value")).isEqualTo(sum);
        } else {
            assertThat(first.getAttribute("value")).isNull();
        }
        assertThat(first.getAttribute("weighting")).asString().startsWith("code");
        assertThat((String) first.getAttribute("derived_from"))
                .as("published for the kommun itself")
                .startsWith("kommun@2025, 2023");
    }

    @Test
    void boundaries_in_any_reference_system_give_the_same() throws Exception {
        Geometry square = somewhere();
        List<SimpleFeature> sweref = run(Map.of(
                "boundaries",
                features(square, Sweref99Tm.crs()),
                "indicators",
                List.of("population"),
                "missing",
                "partial"));
        Geometry degrees = JTS.transform(square, SwerefTransforms.to(DefaultGeographicCRS.WGS84));
        CoordinateReferenceSystem latitudeFirst = CRS.decode("urn:ogc:def:crs:EPSG::4326");
        Geometry turned = JTS.transform(square, SwerefTransforms.to(latitudeFirst));
        double expected = (Double) sweref.get(0).getAttribute("value");
        assertThat(expected).isPositive();
        for (SimpleFeatureCollection given : List.of(
                features(square, null),
                features(square, DefaultGeographicCRS.WGS84),
                features(degrees, DefaultGeographicCRS.WGS84),
                features(degrees, null),
                features(turned, latitudeFirst))) {
            List<SimpleFeature> result =
                    run(Map.of("boundaries", given, "indicators", List.of("population"), "missing", "partial"));
            assertThat((Double) result.get(0).getAttribute("value")).isCloseTo(expected, within(expected * 1e-6));
            assertThat(result.get(0).getFeatureType().getCoordinateReferenceSystem())
                    .isEqualTo(Sweref99Tm.crs());
            assertThat(((MultiPolygon) result.get(0).getDefaultGeometry()).getArea())
                    .isCloseTo(square.getArea(), within(1.0));
        }
    }

    @Test
    void ids_names_and_periods_are_as_asked_for_in_both_layouts() {
        Map<String, Object> inputs = new HashMap<>(Map.of(
                "boundaries", features(somewhere(), Sweref99Tm.crs()),
                "indicators", List.of("population,population"),
                "periods", List.of("2020/2021", "2023"),
                "idAttribute", "NR",
                "nameAttribute", "kallas"));
        List<SimpleFeature> longLayout = run(inputs);
        assertThat(longLayout).extracting(f -> f.getAttribute("year")).containsExactly(2020, 2021, 2023);
        assertThat(longLayout.get(0).getAttribute("target_id")).isEqualTo("7");
        assertThat(longLayout.get(0).getAttribute("target_name")).isEqualTo("Ängen");
        assertThat(longLayout.get(0).getAttribute("period")).hasToString("2020-01-01 01:00:00.0");
        inputs.put("layout", "wide");
        List<SimpleFeature> wide = run(inputs);
        assertThat(wide).hasSize(3);
        for (int i = 0; i < wide.size(); i++) {
            assertThat(wide.get(i).getAttribute("population"))
                    .isEqualTo(longLayout.get(i).getAttribute("value"));
            assertThat(wide.get(i).getAttribute("population_status"))
                    .isEqualTo(longLayout.get(i).getAttribute("status"));
        }
    }

    @Test
    void a_division_may_be_named_as_its_layer_is() {
        Map<String, Object> inputs = new HashMap<>(Map.of("indicators", List.of("population"), "missing", "partial"));
        inputs.put("targetDivision", "kommun@2025");
        List<Object> values =
                run(inputs).stream().map(f -> f.getAttribute("value")).toList();
        inputs.put("targetDivision", "kommun_2025");
        assertThat(run(inputs)).extracting(f -> f.getAttribute("value")).isEqualTo(values);
    }

    @Test
    void mistakes_name_the_parameter() {
        SimpleFeatureCollection square = features(somewhere(), Sweref99Tm.crs());
        assertRefused(Map.of("indicators", List.of("population")), "boundaries", "targetDivision");
        assertRefused(
                Map.of("indicators", List.of("population"), "boundaries", square, "targetDivision", "deso@2025"),
                "not both");
        assertRefused(Map.of("indicators", List.of("nonsense"), "boundaries", square), "indicators", "'nonsense'");
        assertRefused(
                Map.of("indicators", List.of("population"), "targetDivision", "deso"), "targetDivision", "deso@2025");
        for (String parameter : List.of("weighting", "missing", "layout")) {
            assertRefused(
                    Map.of("indicators", List.of("population"), "boundaries", square, parameter, "så"),
                    parameter + ": 'så'");
        }
        assertRefused(
                Map.of("indicators", List.of("population"), "boundaries", square, "idAttribute", "x"),
                "idAttribute",
                "nr, kallas");
        assertRefused(
                Map.of("indicators", List.of("population"), "boundaries", square, "tolerance", -1.0), "tolerance");
        assertRefused(
                Map.of("indicators", List.of("population"), "boundaries", square, "tolerance", "abc"),
                "tolerance: 'abc' is not a number");
        assertRefused(
                Map.of("indicators", List.of("population"), "boundaries", square, "approximate", "abc"),
                "approximate: 'abc' is neither");
        assertRefused(
                Map.of("indicators", List.of("population"), "targetDivision", HIDDEN),
                "targetDivision: there is no " + HIDDEN + "; there is ");
        assertRefused(
                Map.of(
                        "indicators",
                        List.of("population"),
                        "boundaries",
                        new ListFeatureCollection(square.getSchema())),
                "boundaries: there are none");
    }

    @Test
    void a_cancelled_execution_stops() {
        DefaultProgressListener cancelled = new DefaultProgressListener();
        cancelled.setCanceled(true);
        Map<String, Object> inputs =
                Map.of("targetDivision", "deso@2025", "indicators", List.of("population"), "periods", List.of("2011"));
        assertThatThrownBy(() -> Processors.createProcess(NAME).execute(inputs, cancelled))
                .isInstanceOf(ProcessException.class);
    }

    @Test
    void reading_boundaries_stops_when_the_execution_is_cancelled() {
        SimpleFeatureType type = features(somewhere(), null).getSchema();
        DefaultProgressListener monitor = new DefaultProgressListener();
        AtomicInteger read = new AtomicInteger();
        SimpleFeatureCollection many = new ListFeatureCollection(type, new ArrayList<>()) {
            @Override
            public SimpleFeatureIterator features() {
                return new SimpleFeatureIterator() {
                    @Override
                    public boolean hasNext() {
                        return read.get() < 1000;
                    }

                    @Override
                    public SimpleFeature next() {
                        if (read.incrementAndGet() == 3) monitor.setCanceled(true);
                        return SimpleFeatureBuilder.build(type, new Object[] {somewhere(), 1.0, ""}, "x");
                    }

                    @Override
                    public void close() {}
                };
            }
        };
        Map<String, Object> inputs = Map.of("boundaries", many, "indicators", List.of("population"));
        assertThatThrownBy(() -> Processors.createProcess(NAME).execute(inputs, monitor))
                .isInstanceOf(ProcessException.class)
                .hasMessageContaining("cancelled");
        assertThat(read).hasValue(3);
    }

    @Test
    void an_indicator_called_as_a_column_of_layout_wide_is_refused_there() {
        for (String id : List.of("coverage", "year", "geom")) {
            assertThatThrownBy(() -> ReaggregatedFeatures.checkLayout(ResultLayout.WIDE, List.of(id)))
                    .isInstanceOf(ReaggregationException.class)
                    .hasMessageContainingAll("indicators: '" + id + "'", "layout=long");
            ReaggregatedFeatures.checkLayout(ResultLayout.LONG, List.of(id));
        }
        assertRefused(
                Map.of(
                        "indicators",
                        List.of("population,population_status"),
                        "targetDivision",
                        "kommun@2025",
                        "layout",
                        "wide"),
                "'population_status'");
    }

    @Test
    void ids_and_names_are_found_in_swedish_columns() throws Exception {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName("mine");
        type.add("the_geom", Geometry.class, Sweref99Tm.crs());
        type.add("omradeskod", String.class);
        type.add("omrade_namn", String.class);
        SimpleFeatureType built = type.buildFeatureType();
        SimpleFeatureCollection mine = new ListFeatureCollection(
                built, List.of(SimpleFeatureBuilder.build(built, new Object[] {somewhere(), "0180-17", "Ängen"}, "x")));
        SimpleFeature first = run(Map.of("boundaries", mine, "indicators", List.of("population")))
                .get(0);
        assertThat(first.getAttribute("target_id")).isEqualTo("0180-17");
        assertThat(first.getAttribute("target_name")).isEqualTo("Ängen");
    }

    @Test
    void progress_is_told_on_the_way_and_at_the_end() {
        List<Float> told = Collections.synchronizedList(new ArrayList<>());
        DefaultProgressListener monitor = new DefaultProgressListener() {
            @Override
            public void progress(float percent) {
                told.add(percent);
            }
        };
        SimpleFeatureCollection square = features(somewhere().buffer(321), Sweref99Tm.crs());
        Map<String, Object> inputs = Map.of("boundaries", square, "indicators", List.of("population"));
        Processors.createProcess(NAME).execute(inputs, monitor);
        assertThat(told).hasSizeGreaterThan(3).allMatch(percent -> percent >= 0 && percent <= 100);
        assertThat(told.get(told.size() - 1)).isEqualTo(100f);
        assertThat(Collections.max(told.subList(0, told.size() - 1)))
                .as("before the end")
                .isBetween(75f, 90f);
    }

    @Test
    void the_description_tells_allowed_values_and_defaults() {
        Map<String, Parameter<?>> parameters = Processors.getParameterInfo(NAME);
        assertThat(parameters.get("weighting").metadata.get(Parameter.OPTIONS))
                .isEqualTo(List.of(
                        "auto", "code", "area", "mask", "dasymetric", "smooth", "population", "combined", "vintages"));
        assertThat(parameters.get("weighting").sample).isEqualTo("auto");
        assertThat(parameters.get("tolerance").sample).isEqualTo("0.001");
        assertThat(parameters.get("indicators").minOccurs).isEqualTo(1);
        assertThat(parameters.get("indicators").maxOccurs).isGreaterThan(1000);
        assertThat(parameters.get("boundaries").required).isFalse();
        assertThat(parameters.keySet())
                .containsExactly(
                        "boundaries",
                        "targetDivision",
                        "indicators",
                        "periods",
                        "sourceDivision",
                        "scaleTo",
                        "weighting",
                        "mask",
                        "population",
                        "missing",
                        "approximate",
                        "tolerance",
                        "minimumCoverage",
                        "confidence",
                        "idAttribute",
                        "nameAttribute",
                        "layout");
    }

    // ---- how it is asked

    private static void assertRefused(Map<String, Object> inputs, String... told) {
        assertThatThrownBy(() -> run(inputs))
                .isInstanceOf(ProcessException.class)
                .hasMessageContainingAll(told);
    }

    private static List<SimpleFeature> run(Map<String, Object> inputs) {
        Map<String, Object> outputs = Processors.createProcess(NAME).execute(inputs, null);
        List<SimpleFeature> features = new ArrayList<>();
        try (SimpleFeatureIterator iterator = ((SimpleFeatureCollection) outputs.get("result")).features()) {
            while (iterator.hasNext()) features.add(iterator.next());
        }
        return features;
    }

    /** A square of 10 km in the middle of the demo region, which no border follows. */
    private static Geometry somewhere() {
        Envelope region = lease.current().vintages().get(0).bounds();
        double east = region.centre().x;
        double north = region.centre().y;
        return GEOMETRIES.toGeometry(new Envelope(east - 5000, east + 5000, north - 5000, north + 5000));
    }

    private static SimpleFeatureCollection features(Geometry geometry, CoordinateReferenceSystem crs) {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName("mine");
        type.add("the_geom", Geometry.class, crs);
        type.add("nr", Double.class);
        type.add("kallas", String.class);
        SimpleFeatureType built = type.buildFeatureType();
        return new ListFeatureCollection(
                built, List.of(SimpleFeatureBuilder.build(built, new Object[] {geometry, 7.0, "Ängen"}, "x")));
    }
}
