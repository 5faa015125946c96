package se.regstat.geotools;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.function.Supplier;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.filter.BinaryComparisonOperator;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.PropertyIsBetween;
import org.geotools.api.filter.PropertyIsEqualTo;
import org.geotools.api.filter.PropertyIsGreaterThan;
import org.geotools.api.filter.PropertyIsGreaterThanOrEqualTo;
import org.geotools.api.filter.PropertyIsLessThan;
import org.geotools.api.filter.PropertyIsLessThanOrEqualTo;
import org.geotools.api.filter.PropertyIsNotEqualTo;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;

/**
 * Reads the texts that times are compared with, as every filter in XML and quoted CQL has them, as ISO 8601: a year, a month, a
 * day, or a moment; in UTC where no zone is given. GeoTools itself depends on what converters there are, and on the
 * machine's time zone. Texts that are no times are left as they are.
 */
final class TimesAsTexts extends DuplicatingFilterVisitor {

    private static final DateTimeFormatter OFFSET_DATE = DateTimeFormatter.ISO_OFFSET_DATE;

    private final SimpleFeatureType type;
    private boolean comparesTimes;

    private TimesAsTexts(SimpleFeatureType type) {
        this.type = type;
    }

    static Filter read(Filter filter, SimpleFeatureType type) {
        boolean hasTimes = type.getAttributeDescriptors().stream().anyMatch(TimesAsTexts::isTime);
        return hasTimes ? (Filter) filter.accept(new TimesAsTexts(type), null) : filter;
    }

    private static boolean isTime(AttributeDescriptor attribute) {
        return Date.class.isAssignableFrom(attribute.getType().getBinding());
    }

    private boolean isTime(Expression expression) {
        if (expression instanceof PropertyName name) {
            AttributeDescriptor attribute = type.getDescriptor(name.getPropertyName());
            return attribute != null && isTime(attribute);
        }
        return expression instanceof Function function
                && "in".equals(function.getName())
                && !function.getParameters().isEmpty()
                && isTime(function.getParameters().get(0));
    }

    private Object within(boolean times, Supplier<Object> copy) {
        comparesTimes = times;
        try {
            return copy.get();
        } finally {
            comparesTimes = false;
        }
    }

    private boolean compares(BinaryComparisonOperator filter) {
        return isTime(filter.getExpression1()) || isTime(filter.getExpression2());
    }

    @Override
    public Object visit(PropertyIsEqualTo filter, Object data) {
        return within(compares(filter), () -> super.visit(filter, data));
    }

    @Override
    public Object visit(PropertyIsNotEqualTo filter, Object data) {
        return within(compares(filter), () -> super.visit(filter, data));
    }

    @Override
    public Object visit(PropertyIsGreaterThan filter, Object data) {
        return within(compares(filter), () -> super.visit(filter, data));
    }

    @Override
    public Object visit(PropertyIsGreaterThanOrEqualTo filter, Object data) {
        return within(compares(filter), () -> super.visit(filter, data));
    }

    @Override
    public Object visit(PropertyIsLessThan filter, Object data) {
        return within(compares(filter), () -> super.visit(filter, data));
    }

    @Override
    public Object visit(PropertyIsLessThanOrEqualTo filter, Object data) {
        return within(compares(filter), () -> super.visit(filter, data));
    }

    @Override
    public Object visit(PropertyIsBetween filter, Object data) {
        return within(isTime(filter.getExpression()), () -> super.visit(filter, data));
    }

    @Override
    public Object visit(Literal literal, Object data) {
        if (comparesTimes && literal.getValue() instanceof String text) {
            Instant moment = moment(text.strip());
            if (moment != null) return ff.literal(Timestamp.from(moment));
        }
        return super.visit(literal, data);
    }

    /** Null if it is no time. */
    private static Instant moment(String text) {
        try {
            if (text.matches("\\d{4}")) return start(Year.parse(text).atDay(1));
            if (text.matches("\\d{4}-\\d{2}"))
                return start(YearMonth.parse(text).atDay(1));
            if (text.matches("\\d{4}-\\d{2}-\\d{2}.?|\\d{4}-\\d{2}-\\d{2}[+-].*")) return day(text);
            TemporalAccessor read = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                    text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
            return read instanceof OffsetDateTime moment
                    ? moment.toInstant()
                    : ((LocalDateTime) read).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** With or without a zone, as xs:date has it. */
    private static Instant day(String text) {
        if (text.length() == "2023-01-01".length()) return start(LocalDate.parse(text));
        ZoneOffset offset = ZoneOffset.from(OFFSET_DATE.parse(text));
        return LocalDate.parse(text, OFFSET_DATE).atStartOfDay().toInstant(offset);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
