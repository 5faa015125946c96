package se.regstat.standalone.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.Filter;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.filter.text.ecql.ECQL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatcherTest {

    private static final List<SimpleFeature> FEATURES = features();

    private static List<SimpleFeature> features() {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName("areas");
        type.add("code", String.class);
        type.add("share", Double.class);
        type.add("year", Integer.class);
        List<SimpleFeature> features = new ArrayList<>();
        var schema = type.buildFeatureType();
        for (String code : new String[] {"0180", "180", "Öst", null}) {
            for (Double share : new Double[] {-1.5, 0.0, 10.0, 10.5, 20.0, null}) {
                for (Integer year : new Integer[] {2018, 2025, null}) {
                    Object[] values = {code, share, year};
                    features.add(SimpleFeatureBuilder.build(schema, values, "areas." + features.size()));
                }
            }
        }
        return features;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INCLUDE",
                "EXCLUDE",
                "share < 10",
                "share <= 10",
                "share > 10",
                "share >= 10.5",
                "share = 10",
                "share = '10'",
                "share < '10.5'",
                "share <> 10",
                "10 < share",
                "share >= 10 AND share < 20",
                "share < 0 OR share > '10' OR year = 2025",
                "NOT (share >= 10 AND share < 20)",
                "share BETWEEN 0 AND 10",
                "share BETWEEN '0' AND '10.5'",
                "share IS NULL",
                "share IS NOT NULL",
                "year = 2025",
                "year = '2025'",
                "year > 2018",
                "code = '0180'",
                "code = 'Öst'",
                "code = 180",
                "code = 'none'",
                "code < 'A'",
                "code LIKE '%80'",
                "code IN ('0180', 'Öst')",
                "nowhere = 1",
                "nowhere IS NULL",
                "share + 1 > 10",
            })
    void a_rule_matches_the_features_its_filter_does(String ecql) throws Exception {
        Filter filter = ECQL.toFilter(ecql);
        assertThat(FEATURES.stream().filter(Matcher.of(filter)).map(SimpleFeature::getID))
                .containsExactlyElementsOf(FEATURES.stream()
                        .filter(filter::evaluate)
                        .map(SimpleFeature::getID)
                        .toList());
    }
}
