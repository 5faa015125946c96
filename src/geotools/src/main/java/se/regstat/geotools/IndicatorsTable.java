package se.regstat.geotools;

import java.sql.Timestamp;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Reach;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.snapshot.Snapshot;

/**
 * The registry of indicators as a table without geometry, one row for each that is published and has a value anywhere, in the
 * order of the configuration. What was imported last is told of the values the indicator is made of.
 */
final class IndicatorsTable {

    private IndicatorsTable() {}

    static ListedTable of(Snapshot snapshot, Observations observations, String namespace) {
        List<Object[]> rows = observations.indicators().stream()
                .filter(Indicator::publish)
                .map(indicator -> row(indicator, observations.series(indicator.id()), lastImport(indicator, snapshot)))
                .flatMap(Optional::stream)
                .toList();
        String[] ids = rows.stream()
                .map(row -> FeatureIds.of(IndicatorLayers.REGISTER, (String) row[0]))
                .toArray(String[]::new);
        return new ListedTable(type(namespace), ids, rows.toArray(Object[][]::new));
    }

    private static SimpleFeatureType type(String namespace) {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setNamespaceURI(namespace);
        type.setName(IndicatorLayers.REGISTER);
        type.nillable(false).add("id", String.class);
        for (String text : List.of("title", "unit")) {
            type.add(text + "_sv", String.class);
            type.add(text + "_en", String.class);
        }
        type.nillable(false).add("kind", String.class);
        type.add("numerator", String.class);
        type.add("denominator", String.class);
        for (String text : List.of("definition", "reading", "caveat")) {
            type.add(text + "_sv", String.class);
            type.add(text + "_en", String.class);
        }
        type.add("producer", String.class);
        type.add("source", String.class);
        type.add("licence", String.class);
        type.nillable(false).add("divisions", String.class);
        type.nillable(false).add("first_year", Integer.class);
        type.nillable(false).add("last_year", Integer.class);
        type.add("base_year", Integer.class);
        type.nillable(false).add("decimals", Integer.class);
        type.add("imported", Timestamp.class);
        type.add("imported_from", String.class);
        type.add("checksum", String.class);
        return type.buildFeatureType();
    }

    private static Optional<Object[]> row(Indicator indicator, List<Series> series, Optional<Provenance> imported) {
        SortedSet<Integer> years = Reach.years(series);
        if (years.isEmpty()) return Optional.empty();
        return Optional.of(new Object[] {
            indicator.id(),
            known(indicator.title().sv()),
            known(indicator.title().en()),
            known(indicator.unit().sv()),
            known(indicator.unit().en()),
            indicator.measure().id(),
            numerator(indicator.measure()),
            denominator(indicator.measure()),
            known(indicator.definition().sv()),
            known(indicator.definition().en()),
            known(indicator.reading().sv()),
            known(indicator.reading().en()),
            known(indicator.caveat().sv()),
            known(indicator.caveat().en()),
            known(indicator.producer()),
            known(indicator.source()),
            known(indicator.licence()),
            series.stream().map(Series::division).collect(Collectors.joining(", ")),
            years.first(),
            years.last(),
            VintageTable.boxed(indicator.baseYear()),
            indicator.decimals(),
            imported.map(provenance -> Timestamp.from(provenance.imported())).orElse(null),
            known(imported.map(Provenance::file).orElse("")),
            known(imported.map(Provenance::checksum).orElse(""))
        });
    }

    private static String numerator(Measure measure) {
        if (measure instanceof Measure.Ratio ratio) return ratio.numerator().orElse(null);
        return measure instanceof Measure.Density density ? density.count() : null;
    }

    private static String denominator(Measure measure) {
        if (measure instanceof Measure.Ratio ratio) return ratio.denominator().orElse(null);
        if (measure instanceof Measure.Mean mean) return mean.base().orElse(null);
        return measure instanceof Measure.Quantile quantile ? quantile.base().orElse(null) : null;
    }

    private static Optional<Provenance> lastImport(Indicator indicator, Snapshot snapshot) {
        Measure measure = indicator.measure();
        SortedSet<String> imported = new TreeSet<>(measure.isComputed() ? measure.inputs() : List.of(indicator.id()));
        return snapshot.provenance(imported).stream().max(Comparator.comparing(Provenance::imported));
    }

    private static String known(String text) {
        return text.isBlank() ? null : text;
    }
}
