package se.regstat.standalone.render;

import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.And;
import org.geotools.api.filter.BinaryComparisonOperator;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.Not;
import org.geotools.api.filter.Or;
import org.geotools.api.filter.PropertyIsBetween;
import org.geotools.api.filter.PropertyIsEqualTo;
import org.geotools.api.filter.PropertyIsGreaterThan;
import org.geotools.api.filter.PropertyIsGreaterThanOrEqualTo;
import org.geotools.api.filter.PropertyIsLessThan;
import org.geotools.api.filter.PropertyIsLessThanOrEqualTo;
import org.geotools.api.filter.PropertyIsNull;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.PropertyName;

/**
 * A rule's filter, made quick for the many features of a map. A style's literals are texts, which GeoTools turns into numbers
 * anew for every feature and class; here that is done once. What is not a comparison of an attribute with a literal is
 * left to GeoTools.
 */
final class Matcher {

    private Matcher() {}

    static Predicate<SimpleFeature> of(Filter filter) {
        if (filter == Filter.INCLUDE) return feature -> true;
        if (filter instanceof And and) return all(and.getChildren());
        if (filter instanceof Or or) return any(or.getChildren());
        if (filter instanceof Not not) return of(not.getFilter()).negate();
        if (filter instanceof PropertyIsNull isNull && isAttribute(isNull.getExpression())) {
            String name = name(isNull.getExpression());
            return feature -> feature.getAttribute(name) == null;
        }
        if (filter instanceof PropertyIsBetween between) return between(between);
        if (filter instanceof PropertyIsEqualTo equal) return equal(equal);
        if (filter instanceof BinaryComparisonOperator comparison) return compared(comparison);
        return filter::evaluate;
    }

    private static Predicate<SimpleFeature> all(List<Filter> filters) {
        return filters.stream().map(Matcher::of).reduce(Predicate::and).orElse(feature -> true);
    }

    private static Predicate<SimpleFeature> any(List<Filter> filters) {
        return filters.stream().map(Matcher::of).reduce(Predicate::or).orElse(feature -> false);
    }

    private static Predicate<SimpleFeature> between(PropertyIsBetween filter) {
        Double lower = number(filter.getLowerBoundary());
        Double upper = number(filter.getUpperBoundary());
        if (!isAttribute(filter.getExpression()) || lower == null || upper == null) return filter::evaluate;
        double least = lower;
        double most = upper;
        return numeric(name(filter.getExpression()), value -> value >= least && value <= most, filter);
    }

    private static Predicate<SimpleFeature> equal(PropertyIsEqualTo filter) {
        Expression attribute = filter.getExpression1();
        if (!isAttribute(attribute) || !(filter.getExpression2() instanceof Literal literal)) return filter::evaluate;
        Double number = number(literal);
        if (number != null) {
            double wanted = number;
            return numeric(name(attribute), value -> value == wanted, filter);
        }
        if (!filter.isMatchingCase() || !(literal.getValue() instanceof String text)) return filter::evaluate;
        String name = name(attribute);
        return feature -> {
            Object value = feature.getAttribute(name);
            if (value == null) return false;
            return value instanceof String ? value.equals(text) : filter.evaluate(feature);
        };
    }

    private static Predicate<SimpleFeature> compared(BinaryComparisonOperator filter) {
        Double number = number(filter.getExpression2());
        if (!isAttribute(filter.getExpression1()) || number == null) return filter::evaluate;
        double limit = number;
        String name = name(filter.getExpression1());
        if (filter instanceof PropertyIsLessThan) return numeric(name, value -> value < limit, filter);
        if (filter instanceof PropertyIsLessThanOrEqualTo) return numeric(name, value -> value <= limit, filter);
        if (filter instanceof PropertyIsGreaterThan) return numeric(name, value -> value > limit, filter);
        if (filter instanceof PropertyIsGreaterThanOrEqualTo) return numeric(name, value -> value >= limit, filter);
        return filter::evaluate;
    }

    /** Missing values never match; what is not a number, such as a code, is compared as GeoTools does it. */
    private static Predicate<SimpleFeature> numeric(String name, DoublePredicate wanted, Filter filter) {
        return feature -> {
            Object value = feature.getAttribute(name);
            if (value == null) return false;
            return value instanceof Number number ? wanted.test(number.doubleValue()) : filter.evaluate(feature);
        };
    }

    /** Whether it names an attribute as features do, not by a path or prefix. */
    private static boolean isAttribute(Expression expression) {
        return expression instanceof PropertyName property
                && property.getPropertyName().matches("[\\p{L}\\p{N}_]+");
    }

    private static String name(Expression attribute) {
        return ((PropertyName) attribute).getPropertyName();
    }

    /** Null if it is not a literal that reads as a number. */
    private static Double number(Expression expression) {
        if (!(expression instanceof Literal literal)) return null;
        if (literal.getValue() instanceof Number number) return number.doubleValue();
        if (!(literal.getValue() instanceof String text)) return null;
        try {
            return Double.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
