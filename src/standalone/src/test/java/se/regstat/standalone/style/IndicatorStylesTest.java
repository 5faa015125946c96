package se.regstat.standalone.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.regstat.geotools.style.GeneratedStyle;
import se.regstat.statistics.indicator.Status;

/** What is generated for indicators, held against OGC's schema and read by the host. */
class IndicatorStylesTest {

    @TempDir
    Path directory;

    private static final SimpleFeatureType FEATURES = features();

    private static SimpleFeatureType features() {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName("thing_kommun");
        type.add("code", String.class);
        type.add("status", String.class);
        type.add("value", Double.class);
        type.add("change", Double.class);
        return type.buildFeatureType();
    }

    /** Of every kind of measure, with every way to find classes. */
    static Stream<String> indicators() {
        return Stream.of(
                "{kind: ratio, unit: '%', title: {sv: Andel, en: Share}}",
                "{kind: ratio, unit: '%', style: {midpoint: 50}}",
                "{kind: mean, style: {method: natural_breaks, classes: 7, midpoint: 40}}",
                "{kind: median, unit: {sv: tkr, en: SEK k}, style: {method: equal_interval, classes: 6, palette: ylorbr}}",
                "{kind: index, style: {limits: [10, 20.5, 80]}}",
                "{kind: class, decimals: 0}",
                "{kind: count, unit: {sv: personer, en: persons}}",
                "{kind: count, style: {method: quantile, classes: 9}}",
                "{kind: count, base_year: 2013}");
    }

    private List<GeneratedStyle> generated(String indicator) {
        Random random = new Random(7);
        InventedSeries series = new InventedSeries(directory, 200);
        for (int year = 2011; year <= 2014; year++) {
            double[] numbers = new double[200];
            byte[] statuses = new byte[200];
            for (int i = 0; i < numbers.length; i++) {
                Status status = i % 20 < 15 ? Status.NORMAL : Status.of((byte) (i % 20 - 14));
                numbers[i] =
                        i % 20 < 16 ? Math.round(random.nextDouble() * random.nextDouble() * 1000) / 10.0 : Double.NaN;
                statuses[i] = status.code();
            }
            series.year(year, numbers, statuses);
        }
        return series.styles(indicator);
    }

    private static Style read(GeneratedStyle style) throws Exception {
        return StyleReader.read(
                new ByteArrayInputStream(style.document().getBytes(StandardCharsets.UTF_8)), style.name());
    }

    @ParameterizedTest
    @MethodSource("indicators")
    void follow_the_schema_and_are_named_as_they_should(String indicator) throws Exception {
        for (GeneratedStyle style : generated(indicator)) {
            SldSchema.validate(style.document());
            assertThat(read(style).name()).isEqualTo(style.name());
        }
        assertThat(generated(indicator))
                .extracting(GeneratedStyle::document)
                .isEqualTo(generated(indicator).stream()
                        .map(GeneratedStyle::document)
                        .toList());
        assertThat(generated(indicator).get(0).name()).isEqualTo("thing_kommun");
    }

    @ParameterizedTest
    @MethodSource("indicators")
    void exactly_one_rule_fills_each_area_whatever_its_status_and_value(String indicator) throws Exception {
        for (GeneratedStyle generated : generated(indicator)) {
            List<Rule> rules = read(generated).featureTypeStyles().get(0).rules();
            Random random = new Random(1);
            List<Double> numbers = new ArrayList<>(literals(generated.document()));
            for (double n : List.copyOf(numbers)) numbers.addAll(List.of(Math.nextUp(n), Math.nextDown(n), -n));
            for (int i = 0; i < 300; i++) numbers.add(random.nextGaussian() * 100);
            numbers.addAll(Arrays.asList(null, 0.0, -0.0, Double.NaN, 1e300, -1e300));
            for (Status status : Status.values()) {
                for (Double number : numbers) {
                    List<String> drawn = drawnBy(rules, feature(status, number));
                    assertThat(drawn)
                            .as("%s %s in %s", status, number, generated.name())
                            .hasSize(1);
                    if (number == null) {
                        assertThat(drawn.get(0)).isEqualTo(ruleFor(status, generated.name()));
                    } else if (!Double.isNaN(number)) {
                        assertThat(drawn.get(0)).as("%s", number).matches("class_\\d+|value");
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("counts")
    void one_circle_at_most_stands_for_a_count_and_none_for_zero(String indicator) throws Exception {
        GeneratedStyle generated = generated(indicator).get(0);
        List<FeatureTypeStyle> layers = read(generated).featureTypeStyles();
        List<Rule> circles = layers.get(layers.size() - 1).rules();
        for (double n : literals(generated.document())) {
            for (double number : new double[] {n, Math.nextUp(n), Math.nextDown(n)}) {
                assertThat(drawnBy(circles, feature(Status.NORMAL, number))).hasSize(number > 0 ? 1 : 0);
            }
        }
        assertThat(drawnBy(circles, feature(Status.MISSING, null))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("counts")
    void every_circle_stands_on_one_point_of_its_area_however_many_parts_that_has(String indicator) throws Exception {
        for (GeneratedStyle generated : generated(indicator)) {
            assertThat(read(generated).featureTypeStyles().stream()
                            .flatMap(layer -> layer.rules().stream())
                            .flatMap(rule -> rule.symbolizers().stream())
                            .filter(Symbolizer.PointSymbolizer.class::isInstance))
                    .allSatisfy(circle ->
                            assertThat(circle.geometry().map(Object::toString)).hasValue("interiorPoint([geom])"));
        }
    }

    static Stream<String> counts() {
        return indicators().filter(i -> i.contains("count"));
    }

    private static String ruleFor(Status status, String style) {
        return switch (status) {
            case SUPPRESSED -> "suppressed";
            case NOT_APPLICABLE, OUTSIDE -> "not_applicable";
            case MISSING -> "no_data";
            case NORMAL, ESTIMATED -> style.endsWith("_change") ? "not_comparable" : "no_data";
        };
    }

    private static List<Double> literals(String document) {
        List<Double> numbers = new ArrayList<>();
        Matcher literal = Pattern.compile("Literal>(-?[\\d.]+)<").matcher(document);
        while (literal.find()) numbers.add(Double.valueOf(literal.group(1)));
        assertThat(numbers).isNotEmpty();
        return numbers;
    }

    private static SimpleFeature feature(Status status, Double number) {
        Object[] values = {"1000", status.id(), number, number};
        return SimpleFeatureBuilder.build(FEATURES, values, "1");
    }

    /** Names of rules, ElseFilter included. */
    private static List<String> drawnBy(List<Rule> rules, SimpleFeature feature) {
        List<String> names = rules.stream()
                .filter(r -> !r.otherwise() && r.filter().evaluate(feature))
                .map(Rule::name)
                .toList();
        if (!names.isEmpty()) return names;
        return rules.stream().filter(Rule::otherwise).map(Rule::name).toList();
    }

    @Test
    void the_legend_tells_indicator_unit_and_years_and_what_has_no_value() throws Exception {
        Style style = read(generated("{kind: ratio, unit: '%', title: {sv: Andel, en: Share}}")
                .get(0));
        assertThat(style.title()).isEqualTo("Andel (%), 2011–2014 / Share (%), 2011–2014");
        assertThat(style.featureTypeStyles().get(0).rules())
                .extracting(Rule::title)
                .startsWith("Andel (%), 2011–2014", "Share (%), 2011–2014")
                .endsWith(
                        "Skyddad uppgift / Suppressed",
                        "Ej tillämpligt eller utanför / Not applicable or outside",
                        "Uppgift saknas / No data");
    }

    @Test
    void classes_are_told_in_swedish_numbers() {
        GeneratedStyle style = new InventedSeries(directory, 3)
                .year(2022, 500, 1500.5, 20000)
                .styles("{kind: mean, unit: kr, style: {limits: [1000, 2500.5, 12000]}}")
                .get(0);
        assertThat(style.document())
                .contains("<Title>under 1\u202F000\u00A0kr / below 1\u202F000\u00A0kr</Title>")
                .contains("<Title>1\u202F000–2\u202F500,5\u00A0kr</Title>")
                .contains("<Title>12\u202F000\u00A0kr eller mer / 12\u202F000\u00A0kr or more</Title>")
                .contains("<ogc:Literal>2500.5</ogc:Literal>");
    }

    @Test
    void change_is_told_in_percent_and_of_ratios_in_percentage_points() throws Exception {
        InventedSeries series =
                new InventedSeries(directory, 3).year(2011, 10, 20, 30).year(2012, 11, 19, 30);
        assertThat(read(series.styles("{kind: mean, title: {sv: Inkomst, en: Income}}")
                                .get(1))
                        .title())
                .isEqualTo("Förändring sedan 2011: Inkomst (%), 2012 / Change since 2011: Income (%), 2012");
        assertThat(read(series.styles("{kind: ratio, unit: '%', title: {sv: Andel, en: Share}}")
                                .get(1))
                        .title())
                .isEqualTo("Förändring sedan 2011: Andel (procentenheter), 2012"
                        + " / Change since 2011: Share (percentage points), 2012");
    }

    @Test
    void texts_may_hold_whatever_xml_escapes() throws Exception {
        GeneratedStyle style = new InventedSeries(directory, 2)
                .year(2022, 1, 2)
                .styles("{kind: index, title: 'A < B & \"C\"'}")
                .get(0);
        SldSchema.validate(style.document());
        assertThat(read(style).title()).isEqualTo("A < B & \"C\", 2022");
    }
}
