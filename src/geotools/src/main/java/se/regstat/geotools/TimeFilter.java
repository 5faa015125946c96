package se.regstat.geotools;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.geotools.api.filter.And;
import org.geotools.api.filter.BinaryComparisonOperator;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.Not;
import org.geotools.api.filter.Or;
import org.geotools.api.filter.PropertyIsBetween;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.temporal.BinaryTemporalOperator;
import se.regstat.geotools.rows.RowOrder;

/** Filters that say something of the year alone: of all rows of a year, either all or none are wanted. */
final class TimeFilter {

    private static final Set<String> ATTRIBUTES = Set.of(AreaTable.PERIOD, AreaTable.YEAR);

    private TimeFilter() {}

    /** Whether the filter looks at nothing of a row but its year. */
    static boolean looksAtTheYearOnly(Filter filter) {
        if (filter instanceof And and) return and.getChildren().stream().allMatch(TimeFilter::looksAtTheYearOnly);
        if (filter instanceof Or or) return or.getChildren().stream().allMatch(TimeFilter::looksAtTheYearOnly);
        if (filter instanceof Not not) return looksAtTheYearOnly(not.getFilter());
        if (filter instanceof BinaryComparisonOperator comparison) {
            return isOfTheYear(comparison.getExpression1()) && isOfTheYear(comparison.getExpression2());
        }
        if (filter instanceof BinaryTemporalOperator temporal) {
            return isOfTheYear(temporal.getExpression1()) && isOfTheYear(temporal.getExpression2());
        }
        return filter instanceof PropertyIsBetween between
                && isOfTheYear(between.getExpression())
                && isOfTheYear(between.getLowerBoundary())
                && isOfTheYear(between.getUpperBoundary());
    }

    private static boolean isOfTheYear(Expression expression) {
        if (expression instanceof Literal) return true;
        if (expression instanceof PropertyName name) return ATTRIBUTES.contains(name.getPropertyName());
        // Other functions may look at the feature behind our back.
        return expression instanceof Function function
                && "in".equals(function.getName())
                && function.getParameters().stream().allMatch(TimeFilter::isOfTheYear);
    }

    /**
     * The rows of the years that the filter accepts, ascending.
     *
     * @param beginnings see {@link Table#beginnings}
     */
    static int[] accepted(Filter filter, int[] beginnings, Table table) {
        return IntStream.range(0, beginnings.length - 1)
                .filter(year -> filter.evaluate(table.view(beginnings[year])))
                .flatMap(year -> IntStream.range(beginnings[year], beginnings[year + 1]))
                .toArray();
    }

    /** Those of the slices whose rows the filter accepts. */
    static List<RowOrder.Slice> accepted(Filter filter, List<RowOrder.Slice> slices, Table table) {
        return slices.stream()
                .filter(slice -> slice.rows().length > 0 && filter.evaluate(table.view(slice.rows()[0])))
                .toList();
    }
}
