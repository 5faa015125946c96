package se.regstat.standalone.render;

import java.awt.Color;
import java.util.Arrays;
import java.util.function.Function;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;

/** What a style says of a feature, worked out once where it says the same of all. */
@FunctionalInterface
interface Varying<T> {

    T of(SimpleFeature feature);

    /** @param uses the expressions that {@code compute} evaluates */
    static <T> Varying<T> of(Function<SimpleFeature, T> compute, Expression... uses) {
        if (!Arrays.stream(uses).allMatch(Literal.class::isInstance)) return compute::apply;
        T constant = compute.apply(null);
        return feature -> constant;
    }

    static double number(Expression expression, SimpleFeature feature, double otherwise) {
        Double number = expression.evaluate(feature, Double.class);
        return number == null || number.isNaN() ? otherwise : number;
    }

    static String text(Expression expression, SimpleFeature feature) {
        Object value = expression.evaluate(feature);
        if (value == null) return "";
        // 12.0 reads as 12.
        if (value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e15) return Long.toString(d.longValue());
        return value.toString();
    }

    /** Not premultiplied ARGB. */
    static int argb(Expression color, Expression opacity, SimpleFeature feature) {
        String text = text(color, feature).strip();
        int rgb;
        try {
            rgb = Color.decode(text).getRGB() & 0xFFFFFF;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the style's colour \"" + text + "\" is not like #1F78B4", e);
        }
        double share = Math.max(0, Math.min(1, number(opacity, feature, 1)));
        return (int) Math.round(share * 255) << 24 | rgb;
    }
}
