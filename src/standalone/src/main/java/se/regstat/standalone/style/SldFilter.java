package se.regstat.standalone.style;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.factory.CommonFactoryFinder;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The filters and expressions of a style: Filter Encoding 1.0 and 1.1 without spatial operators. Numeric literals become numbers. */
final class SldFilter {

    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

    /** Not NaN, hexadecimal or type suffixes, nor codes with a leading zero such as 0180. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,14})(\\.\\d+)?([eE][-+]?\\d+)?");

    private SldFilter() {}

    /** The filter in a Filter element. */
    static Filter filter(Element element) {
        List<Element> children = StyleReader.children(element);
        if (children.size() != 1) {
            throw new IllegalArgumentException("a Filter holds one condition, not " + children.size());
        }
        return condition(children.get(0));
    }

    private static Filter condition(Element e) {
        List<Element> parts = StyleReader.children(e);
        boolean matchCase = !e.getAttribute("matchCase").equals("false");
        return switch (e.getLocalName()) {
            case "And" -> FILTERS.and(parts.stream().map(SldFilter::condition).toList());
            case "Or" -> FILTERS.or(parts.stream().map(SldFilter::condition).toList());
            case "Not" -> FILTERS.not(condition(exactly(e, 1).get(0)));
            case "PropertyIsEqualTo" -> FILTERS.equal(operand(e, 0), operand(e, 1), matchCase);
            case "PropertyIsNotEqualTo" -> FILTERS.notEqual(operand(e, 0), operand(e, 1), matchCase);
            case "PropertyIsLessThan" -> FILTERS.less(operand(e, 0), operand(e, 1));
            case "PropertyIsGreaterThan" -> FILTERS.greater(operand(e, 0), operand(e, 1));
            case "PropertyIsLessThanOrEqualTo" -> FILTERS.lessOrEqual(operand(e, 0), operand(e, 1));
            case "PropertyIsGreaterThanOrEqualTo" -> FILTERS.greaterOrEqual(operand(e, 0), operand(e, 1));
            case "PropertyIsNull" -> FILTERS.isNull(expression(exactly(e, 1).get(0)));
            case "PropertyIsBetween" -> {
                exactly(e, 3);
                yield FILTERS.between(expression(parts.get(0)), mixed(parts.get(1)), mixed(parts.get(2)));
            }
            case "PropertyIsLike" ->
                FILTERS.like(
                        expression(exactly(e, 2).get(0)),
                        parts.get(1).getTextContent(),
                        e.getAttribute("wildCard"),
                        e.getAttribute("singleChar"),
                        e.hasAttribute("escapeChar") ? e.getAttribute("escapeChar") : e.getAttribute("escape"),
                        matchCase);
            default -> throw new IllegalArgumentException("filters with " + e.getLocalName() + " are not supported");
        };
    }

    private static Expression operand(Element comparison, int index) {
        return expression(exactly(comparison, 2).get(index));
    }

    private static List<Element> exactly(Element e, int count) {
        List<Element> children = StyleReader.children(e);
        if (children.size() != count) {
            throw new IllegalArgumentException(
                    e.getLocalName() + " takes " + count + " operands, not " + children.size());
        }
        return children;
    }

    static Expression expression(Element e) {
        List<Element> parts = StyleReader.children(e);
        return switch (e.getLocalName()) {
            case "PropertyName", "ValueReference" ->
                FILTERS.property(e.getTextContent().strip());
            case "Literal" -> literal(e.getTextContent());
            case "Add" -> FILTERS.add(operand(e, 0), operand(e, 1));
            case "Sub" -> FILTERS.subtract(operand(e, 0), operand(e, 1));
            case "Mul" -> FILTERS.multiply(operand(e, 0), operand(e, 1));
            case "Div" -> FILTERS.divide(operand(e, 0), operand(e, 1));
            case "Function" ->
                FILTERS.function(
                        e.getAttribute("name"),
                        parts.stream().map(SldFilter::expression).toArray(Expression[]::new));
            default ->
                throw new IllegalArgumentException("expressions with " + e.getLocalName() + " are not supported");
        };
    }

    /** Text and expressions in turn, as labels and parameters have them: joined where there are several. */
    static Expression mixed(Element element) {
        List<Expression> parts = new ArrayList<>();
        for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e) {
                parts.add(expression(e));
            } else if (n.getNodeType() == Node.CDATA_SECTION_NODE
                    || (n.getNodeType() == Node.TEXT_NODE && !n.getNodeValue().isBlank())) {
                parts.add(FILTERS.literal(n.getNodeValue()));
            }
        }
        if (parts.isEmpty()) return FILTERS.literal("");
        if (parts.size() > 1) return FILTERS.function("Concatenate", parts.toArray(Expression[]::new));
        Expression only = parts.get(0);
        return only instanceof org.geotools.api.filter.expression.Literal l
                ? literal(l.getValue().toString())
                : only;
    }

    private static Expression literal(String text) {
        String stripped = text.strip();
        if (!NUMBER.matcher(stripped).matches()) return FILTERS.literal(stripped);
        boolean whole = stripped.chars().allMatch(c -> c == '-' || Character.isDigit(c));
        return whole ? FILTERS.literal(Long.parseLong(stripped)) : FILTERS.literal(Double.parseDouble(stripped));
    }
}
