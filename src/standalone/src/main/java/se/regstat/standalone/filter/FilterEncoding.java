package se.regstat.standalone.filter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.identity.FeatureId;
import org.geotools.factory.CommonFactoryFinder;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import se.regstat.standalone.format.GmlId;
import se.regstat.standalone.format.SrsName;
import se.regstat.statistics.format.FormatException;
import se.regstat.statistics.format.GmlGeometry;
import se.regstat.statistics.format.Xml;

/**
 * Reads filters and expressions in XML, of requests and of styles: Filter Encoding 2.0 (OGC 09-026r1), 1.1 (OGC 04-095) and 1.0 (OGC
 * 02-059).
 *
 * <ul>
 *   <li>The three differ in a handful of element names, so one reader goes by local names and takes any. (The JAXB bindings there are give three unrelated class hierarchies, forget the
 *       namespaces that property names are written with, and pass over what they do not know.)
 *   <li>What is not understood is refused and named, never left out.
 *   <li>Of a request: the result names only attributes that exist, and its geometries are in the layer's CRS.
 *   <li>Of a style, which is read before anybody knows for which layer: names stand as they are, numeric literals become numbers, and
 *       spatial conditions are refused.
 * </ul>
 *
 * <p>Longer than other classes, since operators hold one another: cut in two, each half would call the other.
 */
public final class FilterEncoding {

    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

    /** Deeper than anybody writes; evaluating a filter takes a stack frame or two per level. */
    private static final int MAX_DEPTH = 200;

    /** Not NaN, hexadecimal or type suffixes, nor codes with a leading zero such as 0180. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,14})(\\.\\d+)?([eE][-+]?\\d+)?");

    /** Empty in styles. */
    private final Optional<FilterTarget> target;

    private FilterEncoding(Optional<FilterTarget> target) {
        this.target = target;
    }

    /**
     * Reads a Filter element.
     *
     * @throws FilterException if it cannot be understood, or names a property that does not exist
     */
    public static Filter read(Element filter, FilterTarget target) {
        if (!filter.getLocalName().equals("Filter")) {
            throw new FilterException("a filter begins with Filter, not with " + filter.getLocalName());
        }
        return read(filter, Optional.of(target));
    }

    /** Reads the Filter element of a style. @throws FilterException if it cannot be understood */
    public static Filter ofStyle(Element filter) {
        return read(filter, Optional.empty());
    }

    private static Filter read(Element filter, Optional<FilterTarget> target) {
        try {
            return new FilterEncoding(target).filter(filter);
        } catch (FormatException e) {
            throw new FilterException(e.getMessage());
        }
    }

    /**
     * Text and expressions in turn, as labels and parameters of a style have them: joined where there are several.
     *
     * @throws FilterException if it cannot be understood
     */
    public static Expression parameter(Element element) {
        return new FilterEncoding(Optional.empty()).mixed(element);
    }

    private Expression mixed(Element element) {
        List<Expression> parts = new ArrayList<>();
        for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e) {
                parts.add(expression(e, 1));
            } else if (n.getNodeType() == Node.CDATA_SECTION_NODE
                    || (n.getNodeType() == Node.TEXT_NODE && !n.getNodeValue().isBlank())) {
                parts.add(FILTERS.literal(n.getNodeValue()));
            }
        }
        if (parts.isEmpty()) return FILTERS.literal("");
        if (parts.size() > 1) return FILTERS.function("Concatenate", parts.toArray(Expression[]::new));
        Expression only = parts.get(0);
        return only instanceof Literal literal ? literal(literal.getValue().toString()) : only;
    }

    private FilterTarget target() {
        return target.orElseThrow(() -> new FilterException("spatial conditions are not supported in styles"));
    }

    private static Optional<SrsName> srs(Element geometry) {
        try {
            return GmlGeometry.crs(geometry).map(SrsName::of);
        } catch (IllegalArgumentException e) {
            throw new FilterException("srsName", e.getMessage());
        }
    }

    private Filter filter(Element filter) {
        List<Element> conditions = Xml.children(filter);
        if (conditions.isEmpty()) {
            if (filter.getTextContent().isBlank()) return Filter.INCLUDE;
            throw new FilterException("'" + filter.getTextContent().strip() + "' inside Filter is no condition");
        }
        if (conditions.stream().allMatch(FilterEncoding::isId)) return ids(conditions);
        if (conditions.size() != 1) {
            throw new FilterException(
                    "a Filter holds one condition, not " + conditions.size() + "; join them with And or Or");
        }
        return condition(conditions.get(0), 1);
    }

    private static boolean isId(Element element) {
        return Set.of("ResourceId", "FeatureId", "GmlObjectId").contains(element.getLocalName());
    }

    private static Filter ids(List<Element> elements) {
        Set<FeatureId> ids = new HashSet<>();
        for (Element element : elements) {
            String id = Stream.of("rid", "fid", "id")
                    .map(name -> Xml.attribute(element, name)
                            .or(() -> Optional.of(element.getAttributeNS(element.getNamespaceURI(), name))
                                    .filter(v -> !v.isBlank())))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .or(() -> gmlId(element))
                    .orElseThrow(() -> new FilterException(element.getLocalName() + " names no feature"));
            GmlId.featureIds(id).forEach(each -> ids.add(FILTERS.featureId(each)));
        }
        return FILTERS.id(ids);
    }

    private static Optional<String> gmlId(Element element) {
        return Stream.of("http://www.opengis.net/gml", "http://www.opengis.net/gml/3.2")
                .map(namespace -> element.getAttributeNS(namespace, "id"))
                .filter(id -> !id.isBlank())
                .findFirst();
    }

    private Filter condition(Element e, int depth) {
        if (depth > MAX_DEPTH) throw new FilterException("the filter is nested deeper than " + MAX_DEPTH + " levels");
        return switch (e.getLocalName()) {
            case "And" -> FILTERS.and(conditions(e, depth));
            case "Or" -> FILTERS.or(conditions(e, depth));
            case "Not" -> FILTERS.not(condition(operands(e, 1).get(0), depth + 1));
            case "ResourceId", "FeatureId", "GmlObjectId" -> ids(List.of(e));
            case "PropertyIsEqualTo" -> comparison(e, FILTERS::equal);
            case "PropertyIsNotEqualTo" -> comparison(e, FILTERS::notEqual);
            case "PropertyIsLessThan" -> comparison(e, FILTERS::less);
            case "PropertyIsGreaterThan" -> comparison(e, FILTERS::greater);
            case "PropertyIsLessThanOrEqualTo" -> comparison(e, FILTERS::lessOrEqual);
            case "PropertyIsGreaterThanOrEqualTo" -> comparison(e, FILTERS::greaterOrEqual);
            case "PropertyIsLike" -> like(e);
            case "PropertyIsNull" -> isNull(operands(e, 1).get(0));
            case "PropertyIsNil" -> isNil(operands(e, 1).get(0));
            case "PropertyIsBetween" -> between(e);
            case "BBOX" -> box(e);
            case "Intersects" -> FILTERS.intersects(left(e), right(e));
            case "Disjoint" -> FILTERS.disjoint(left(e), right(e));
            case "Equals" -> FILTERS.equal(left(e), right(e));
            case "Touches" -> FILTERS.touches(left(e), right(e));
            case "Crosses" -> FILTERS.crosses(left(e), right(e));
            case "Within" -> FILTERS.within(left(e), right(e));
            case "Contains" -> FILTERS.contains(left(e), right(e));
            case "Overlaps" -> FILTERS.overlaps(left(e), right(e));
            case "DWithin" -> distance(e, true);
            case "Beyond" -> distance(e, false);
            default -> throw new FilterException("the condition " + e.getLocalName() + " is not supported");
        };
    }

    private List<Filter> conditions(Element e, int depth) {
        List<Element> children = Xml.children(e);
        if (children.isEmpty()) throw new FilterException(e.getLocalName() + " holds no condition");
        return children.stream().map(c -> condition(c, depth + 1)).toList();
    }

    private static boolean matchCase(Element e) {
        return !Set.of("false", "0").contains(e.getAttribute("matchCase"));
    }

    private static List<Element> operands(Element e, int count) {
        List<Element> children = Xml.children(e);
        if (children.size() != count) {
            throw new FilterException(e.getLocalName() + " has " + children.size() + " operands, it takes " + count);
        }
        return children;
    }

    private Expression left(Element e) {
        return expression(operands(e, 2).get(0), 1);
    }

    private Expression right(Element e) {
        return expression(operands(e, 2).get(1), 1);
    }

    @FunctionalInterface
    private interface Comparison {
        Filter of(Expression left, Expression right, boolean matchCase);
    }

    private Filter comparison(Element e, Comparison comparison) {
        List<Element> operands = operands(e, 2);
        if (operands.stream().anyMatch(FilterEncoding::isSpatial)) {
            throw FilterException.senseless(
                    e.getLocalName(),
                    e.getLocalName() + " compares numbers, texts and dates, not geometries; Equals and its like do");
        }
        Optional<Filter> byId = e.getLocalName().equals("PropertyIsEqualTo") ? byId(operands) : Optional.empty();
        return byId.orElseGet(() -> comparison.of(left(e), right(e), matchCase(e)));
    }

    private static boolean isSpatial(Element operand) {
        return GmlGeometry.isEnvelope(operand)
                || GmlGeometry.isGeometry(operand)
                || (operand.getLocalName().equals("Literal")
                        && Xml.children(operand).stream().anyMatch(FilterEncoding::isSpatial));
    }

    /** A gml:id that equals a text: an id that may look otherwise in other formats. */
    private Optional<Filter> byId(List<Element> operands) {
        Optional<Element> text = operands.stream()
                .filter(o -> o.getLocalName().equals("Literal"))
                .findFirst();
        if (target.isEmpty()) return Optional.empty();
        boolean id = operands.stream().anyMatch(o -> isProperty(o) && path(o).kind() == PropertyPath.Kind.GML_ID);
        if (!id || text.isEmpty()) return Optional.empty();
        Set<FeatureId> ids = new HashSet<>();
        GmlId.featureIds(text.get().getTextContent().strip()).forEach(each -> ids.add(FILTERS.featureId(each)));
        return Optional.of(FILTERS.id(ids));
    }

    private Filter isNull(Element operand) {
        if (target.isEmpty() || !isProperty(operand)) return FILTERS.isNull(expression(operand, 1));
        PropertyPath path = path(operand);
        return switch (path.kind()) {
            case ABSENT -> Filter.INCLUDE;
            case GML_ID -> Filter.EXCLUDE;
            case ATTRIBUTE -> FILTERS.isNull(property(path));
        };
    }

    /** What has no value is left out of features, never written as nil (OGC 09-026r1, 7.7.3.6). */
    private Filter isNil(Element operand) {
        if (target.isPresent() && isProperty(operand)) path(operand);
        return Filter.EXCLUDE;
    }

    private PropertyPath path(Element property) {
        return PropertyPath.of(property.getTextContent(), target().schema(), Optional.of(property));
    }

    private Expression property(Element property) {
        return target.isEmpty() ? FILTERS.property(property.getTextContent().strip()) : property(path(property));
    }

    private static Expression property(PropertyPath path) {
        return switch (path.kind()) {
            case ATTRIBUTE -> FILTERS.property(path.attribute().orElseThrow());
            case GML_ID -> FILTERS.function("id");
            case ABSENT -> FILTERS.literal(null);
        };
    }

    private Filter like(Element e) {
        List<Element> operands = operands(e, 2);
        String wildCard = required(e, "wildCard");
        String singleChar = required(e, "singleChar");
        String escape = Xml.attribute(e, "escapeChar")
                .or(() -> Xml.attribute(e, "escape"))
                .orElseThrow(() -> new FilterException("PropertyIsLike has no attribute escapeChar"));
        return FILTERS.like(
                expression(operands.get(0), 1),
                operands.get(1).getTextContent(),
                wildCard,
                singleChar,
                escape,
                matchCase(e));
    }

    private static String required(Element e, String attribute) {
        return Xml.attribute(e, attribute)
                .orElseThrow(() -> new FilterException(e.getLocalName() + " has no attribute " + attribute));
    }

    private Filter between(Element e) {
        List<Element> operands = operands(e, 3);
        if (!operands.get(1).getLocalName().equals("LowerBoundary")
                || !operands.get(2).getLocalName().equals("UpperBoundary")) {
            throw new FilterException("PropertyIsBetween takes an expression, LowerBoundary and UpperBoundary");
        }
        return FILTERS.between(expression(operands.get(0), 1), boundary(operands.get(1)), boundary(operands.get(2)));
    }

    private Expression boundary(Element e) {
        if (target.isEmpty()) return mixed(e);
        // Some clients write the bare value.
        return Xml.children(e).isEmpty()
                ? FILTERS.literal(e.getTextContent().strip())
                : expression(operands(e, 1).get(0), 1);
    }

    private Filter box(Element e) {
        Optional<Element> property = Optional.empty();
        Optional<Element> envelope = Optional.empty();
        for (Element child : Xml.children(e)) {
            if (isProperty(child)) property = Optional.of(child);
            else if (GmlGeometry.isEnvelope(child)) envelope = Optional.of(child);
            else throw new FilterException("BBOX with " + child.getLocalName() + " is not understood");
        }
        Element box = envelope.orElseThrow(() -> new FilterException("BBOX holds no gml:Envelope"));
        return target().box(property.map(Element::getTextContent), property, GmlGeometry.envelope(box), srs(box));
    }

    private Filter distance(Element e, boolean within) {
        List<Element> operands = operands(e, 3);
        Element distance = operands.get(2);
        if (!distance.getLocalName().equals("Distance")) {
            throw new FilterException(e.getLocalName() + " takes two expressions and a Distance");
        }
        double metres = GmlGeometry.number(distance.getTextContent().strip())
                * metresPer(Xml.attribute(distance, "uom")
                        .or(() -> Xml.attribute(distance, "units"))
                        .orElse("m"));
        Expression left = expression(operands.get(0), 1);
        Expression right = expression(operands.get(1), 1);
        return within ? FILTERS.dwithin(left, right, metres, "m") : FILTERS.beyond(left, right, metres, "m");
    }

    private static double metresPer(String unit) {
        String plain = unit.substring(unit.lastIndexOf('#') + 1);
        plain = plain.substring(plain.lastIndexOf(':') + 1);
        return switch (plain) {
            case "m", "metre", "metres", "meter", "meters", "9001" -> 1;
            case "km", "kilometre", "kilometres", "kilometer", "kilometers" -> 1000;
            default -> throw new FilterException("Distance in '" + unit + "'; it can be in m or km");
        };
    }

    private static boolean isProperty(Element e) {
        return e.getLocalName().equals("ValueReference") || e.getLocalName().equals("PropertyName");
    }

    private Expression expression(Element e, int depth) {
        if (depth > MAX_DEPTH) throw new FilterException("the filter is nested deeper than " + MAX_DEPTH + " levels");
        if (isProperty(e)) return property(e);
        if (GmlGeometry.isEnvelope(e)) {
            Geometry box = new GeometryFactory().toGeometry(GmlGeometry.envelope(e));
            return FILTERS.literal(target().geometry(box, srs(e)));
        }
        if (GmlGeometry.isGeometry(e)) {
            return FILTERS.literal(target().geometry(GmlGeometry.geometry(e), srs(e)));
        }
        return switch (e.getLocalName()) {
            case "Literal" -> literal(e, depth);
            case "Add" -> FILTERS.add(operand(e, 0, depth), operand(e, 1, depth));
            case "Sub" -> FILTERS.subtract(operand(e, 0, depth), operand(e, 1, depth));
            case "Mul" -> FILTERS.multiply(operand(e, 0, depth), operand(e, 1, depth));
            case "Div" -> FILTERS.divide(operand(e, 0, depth), operand(e, 1, depth));
            case "Function" -> function(e, depth);
            default -> throw new FilterException("the expression " + e.getLocalName() + " is not supported");
        };
    }

    private Expression operand(Element e, int index, int depth) {
        return expression(operands(e, 2).get(index), depth + 1);
    }

    private Expression literal(Element e, int depth) {
        List<Element> children = Xml.children(e);
        return children.isEmpty() ? literal(e.getTextContent()) : expression(children.get(0), depth + 1);
    }

    private Expression literal(String text) {
        String stripped = text.strip();
        if (target.isPresent()) return FILTERS.literal(text);
        if (!NUMBER.matcher(stripped).matches()) return FILTERS.literal(stripped);
        boolean whole = stripped.chars().allMatch(c -> c == '-' || Character.isDigit(c));
        return whole ? FILTERS.literal(Long.parseLong(stripped)) : FILTERS.literal(Double.parseDouble(stripped));
    }

    private Expression function(Element e, int depth) {
        String name = required(e, "name");
        Expression[] arguments = Xml.children(e).stream()
                .map(argument -> expression(argument, depth + 1))
                .toArray(Expression[]::new);
        try {
            return FILTERS.function(name, arguments);
        } catch (RuntimeException unknown) {
            throw new FilterException("there is no function '" + name + "' with " + arguments.length + " arguments");
        }
    }
}
