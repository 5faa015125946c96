package se.regstat.standalone.style;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.factory.CommonFactoryFinder;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import se.regstat.standalone.filter.FilterEncoding;
import se.regstat.standalone.filter.FilterException;
import se.regstat.statistics.format.FormatException;
import se.regstat.statistics.format.Xml;

/**
 * Reads the first user style of a document: SLD 1.0 (OGC 02-070) or SLD 1.1 with SE 1.1 (OGC 05-077r4).
 *
 * <ul>
 *   <li>The two differ in a handful of element names, so one reader goes by local names and takes either.
 *   <li>What cannot be drawn here (rasters, external images) is refused and named, rather than left out silently.
 *   <li>Entities and document types are refused, and documents nested deeper than 200 levels.
 * </ul>
 *
 * <p>The document is read as it stands rather than through JAXB bindings: those exist per version, as two unrelated class
 * hierarchies, and lose vendor options.
 */
public final class StyleReader {

    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

    /** Of elements in elements; more than any style needs. What reads them calls itself for each. */
    private static final int MOST_LEVELS = 200;

    private StyleReader() {}

    /**
     * Reads a style.
     *
     * @param name what the style is called in messages, and in the result where the document does not name it
     * @throws StyleException if the document is not XML, not a style, or asks for what cannot be drawn
     */
    public static Style read(InputStream document, String name) throws IOException, StyleException {
        try {
            return style(Xml.parse(document, MOST_LEVELS), name);
        } catch (FormatException | FilterException | IllegalArgumentException e) {
            throw new StyleException("style " + name + ": " + e.getMessage(), e);
        }
    }

    private static Style style(Element root, String name) {
        if (!root.getLocalName().equals("StyledLayerDescriptor")
                && !root.getLocalName().equals("FeatureTypeStyle")) {
            throw new IllegalArgumentException("the document's root is " + root.getLocalName()
                    + ", it would have to be StyledLayerDescriptor or FeatureTypeStyle");
        }
        if (root.getLocalName().equals("FeatureTypeStyle")) {
            return new Style(name, title(root), description(root), List.of(featureTypeStyle(root)));
        }
        Element style = children(root, "NamedLayer", "UserLayer").stream()
                .flatMap(layer -> children(layer, "UserStyle").stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the document has no UserStyle"));
        return new Style(
                text(style, "Name").orElse(name),
                title(style),
                description(style),
                children(style, "FeatureTypeStyle").stream()
                        .map(StyleReader::featureTypeStyle)
                        .toList());
    }

    private static FeatureTypeStyle featureTypeStyle(Element element) {
        if (child(element, "Transformation").isPresent()) {
            throw new IllegalArgumentException("rendering transformations (Transformation) are not supported");
        }
        return new FeatureTypeStyle(
                children(element, "Rule").stream().map(StyleReader::rule).toList());
    }

    private static Rule rule(Element element) {
        List<Symbolizer> symbolizers = new ArrayList<>();
        for (Element child : children(element)) {
            switch (child.getLocalName()) {
                case "PolygonSymbolizer" ->
                    symbolizers.add(new Symbolizer.PolygonSymbolizer(
                            geometry(child),
                            child(child, "Fill").map(StyleReader::fill),
                            child(child, "Stroke").map(StyleReader::stroke)));
                case "LineSymbolizer" ->
                    symbolizers.add(new Symbolizer.LineSymbolizer(
                            geometry(child),
                            child(child, "Stroke").map(StyleReader::stroke).orElseGet(StyleReader::plain)));
                case "PointSymbolizer" ->
                    symbolizers.add(new Symbolizer.PointSymbolizer(
                            geometry(child), graphic(child(child, "Graphic").orElse(null))));
                case "TextSymbolizer" -> symbolizers.add(text(child));
                case "RasterSymbolizer" -> throw new IllegalArgumentException("RasterSymbolizer is not supported");
                default -> {}
            }
        }
        return new Rule(
                text(element, "Name").orElse(""),
                title(element),
                child(element, "Filter").map(FilterEncoding::ofStyle).orElse(Filter.INCLUDE),
                child(element, "ElseFilter").isPresent(),
                text(element, "MinScaleDenominator").map(StyleReader::number).orElse(0.0),
                text(element, "MaxScaleDenominator").map(StyleReader::number).orElse(Double.POSITIVE_INFINITY),
                symbolizers);
    }

    private static Symbolizer text(Element element) {
        Map<String, String> options = new LinkedHashMap<>();
        for (Element option : children(element, "VendorOption")) {
            options.put(option.getAttribute("name"), option.getTextContent().strip());
        }
        return new Symbolizer.TextSymbolizer(
                geometry(element),
                child(element, "Label").map(FilterEncoding::parameter).orElseGet(() -> FILTERS.literal("")),
                font(child(element, "Font").orElse(null)),
                child(element, "Fill").map(StyleReader::fill).orElseGet(() -> solid("#000000")),
                child(element, "Halo").map(StyleReader::halo),
                child(element, "LabelPlacement").map(StyleReader::placement).orElseGet(StyleReader::centered),
                child(element, "Priority").map(FilterEncoding::parameter).orElseGet(() -> FILTERS.literal(0)),
                options);
    }

    private static Halo halo(Element element) {
        return new Halo(
                expression(element, "Radius", 1),
                child(element, "Fill").map(StyleReader::fill).orElseGet(() -> solid("#FFFFFF")));
    }

    private static Font font(Element element) {
        List<Expression> families = new ArrayList<>();
        Map<String, Expression> parameters = new LinkedHashMap<>();
        if (element != null) {
            for (Element p : children(element, "CssParameter", "SvgParameter")) {
                if (p.getAttribute("name").equals("font-family")) families.add(FilterEncoding.parameter(p));
                parameters.put(p.getAttribute("name"), FilterEncoding.parameter(p));
            }
        }
        return new Font(
                families,
                parameters.getOrDefault("font-style", FILTERS.literal("normal")),
                parameters.getOrDefault("font-weight", FILTERS.literal("normal")),
                parameters.getOrDefault("font-size", FILTERS.literal(10)));
    }

    private static LabelPlacement placement(Element element) {
        Optional<Element> line = child(element, "LinePlacement");
        if (line.isPresent()) {
            return new LabelPlacement.AlongLine(expression(line.get(), "PerpendicularOffset", 0));
        }
        Element point = child(element, "PointPlacement").orElse(null);
        if (point == null) return centered();
        // SLD 1.0 (11.4.4): a placement without anchor stands to the right of its point, at half height.
        Element anchor = child(point, "AnchorPoint").orElse(null);
        Element displacement = child(point, "Displacement").orElse(null);
        return new LabelPlacement.AtPoint(
                expression(anchor, "AnchorPointX", 0),
                expression(anchor, "AnchorPointY", 0.5),
                expression(displacement, "DisplacementX", 0),
                expression(displacement, "DisplacementY", 0),
                expression(point, "Rotation", 0));
    }

    private static LabelPlacement centered() {
        Expression half = FILTERS.literal(0.5);
        Expression zero = FILTERS.literal(0);
        return new LabelPlacement.AtPoint(half, half, zero, zero, zero);
    }

    private static Fill fill(Element element) {
        Map<String, Expression> css = parameters(element);
        return new Fill(
                css.getOrDefault("fill", FILTERS.literal("#808080")),
                css.getOrDefault("fill-opacity", FILTERS.literal(1)),
                child(element, "GraphicFill").flatMap(g -> child(g, "Graphic")).map(StyleReader::graphic));
    }

    private static Fill solid(String color) {
        return new Fill(FILTERS.literal(color), FILTERS.literal(1), Optional.empty());
    }

    private static Stroke stroke(Element element) {
        for (String unsupported : List.of("GraphicStroke", "GraphicFill")) {
            if (child(element, unsupported).isPresent()) {
                throw new IllegalArgumentException(
                        unsupported + " in a Stroke is not supported; a colour with stroke-dasharray is");
            }
        }
        Map<String, Expression> css = parameters(element);
        return new Stroke(
                css.getOrDefault("stroke", FILTERS.literal("#000000")),
                css.getOrDefault("stroke-opacity", FILTERS.literal(1)),
                css.getOrDefault("stroke-width", FILTERS.literal(1)),
                css.getOrDefault("stroke-linejoin", FILTERS.literal("miter")),
                css.getOrDefault("stroke-linecap", FILTERS.literal("butt")),
                Optional.ofNullable(css.get("stroke-dasharray"))
                        .map(e -> dashes(e.evaluate(null, String.class)))
                        .orElse(List.of()),
                css.getOrDefault("stroke-dashoffset", FILTERS.literal(0)));
    }

    private static Stroke plain() {
        Expression one = FILTERS.literal(1);
        return new Stroke(
                FILTERS.literal("#000000"),
                one,
                one,
                FILTERS.literal("miter"),
                FILTERS.literal("butt"),
                List.of(),
                FILTERS.literal(0));
    }

    private static List<Float> dashes(String text) {
        if (text == null || text.isBlank()) return List.of();
        List<Float> dashes = Arrays.stream(text.strip().split("[\\s,]+", -1))
                .map(part -> (float) number(part))
                .toList();
        if (dashes.stream().anyMatch(d -> d < 0) || dashes.stream().allMatch(d -> d == 0)) {
            throw new IllegalArgumentException(
                    "stroke-dasharray \"" + text + "\": lengths must not be negative, nor all zero");
        }
        return dashes;
    }

    private static Graphic graphic(Element element) {
        List<Graphic.Mark> marks = new ArrayList<>();
        if (element != null) {
            if (child(element, "ExternalGraphic").isPresent()
                    && child(element, "Mark").isEmpty()) {
                throw new IllegalArgumentException("ExternalGraphic is not supported; a Mark is");
            }
            for (Element mark : children(element, "Mark")) {
                marks.add(new Graphic.Mark(
                        child(mark, "WellKnownName")
                                .map(FilterEncoding::parameter)
                                .orElseGet(() -> FILTERS.literal("square")),
                        child(mark, "Fill").map(StyleReader::fill),
                        child(mark, "Stroke").map(StyleReader::stroke)));
            }
        }
        if (marks.isEmpty()) {
            marks.add(new Graphic.Mark(FILTERS.literal("square"), Optional.of(solid("#808080")), Optional.of(plain())));
        }
        Element anchor = element == null ? null : child(element, "AnchorPoint").orElse(null);
        Element displacement =
                element == null ? null : child(element, "Displacement").orElse(null);
        return new Graphic(
                marks,
                expression(element, "Opacity", 1),
                element == null ? Optional.empty() : child(element, "Size").map(FilterEncoding::parameter),
                expression(element, "Rotation", 0),
                expression(anchor, "AnchorPointX", 0.5),
                expression(anchor, "AnchorPointY", 0.5),
                expression(displacement, "DisplacementX", 0),
                expression(displacement, "DisplacementY", 0));
    }

    private static Map<String, Expression> parameters(Element element) {
        Map<String, Expression> parameters = new LinkedHashMap<>();
        for (Element p : children(element, "CssParameter", "SvgParameter")) {
            parameters.put(p.getAttribute("name"), FilterEncoding.parameter(p));
        }
        return parameters;
    }

    private static Expression expression(Element parent, String name, double otherwise) {
        return (parent == null ? Optional.<Element>empty() : child(parent, name))
                .map(FilterEncoding::parameter)
                .orElseGet(() -> FILTERS.literal(otherwise));
    }

    private static Optional<Expression> geometry(Element symbolizer) {
        String uom = symbolizer.getAttribute("uom");
        if (!uom.isEmpty() && !uom.endsWith("pixel")) {
            throw new IllegalArgumentException("uom " + uom + " is not supported; sizes are pixels");
        }
        return child(symbolizer, "Geometry").map(g -> {
            Expression e = FilterEncoding.parameter(g);
            if (e instanceof PropertyName || e instanceof org.geotools.api.filter.expression.Function) return e;
            throw new IllegalArgumentException("Geometry must be a PropertyName or a Function of one");
        });
    }

    private static String title(Element element) {
        return described(element, "Title");
    }

    private static String description(Element element) {
        return described(element, "Abstract");
    }

    /** SLD 1.0 has the text in the element itself, SE 1.1 in its Description. */
    private static String described(Element element, String name) {
        Function<Element, Optional<String>> own = e -> text(e, name);
        return own.apply(element)
                .or(() -> child(element, "Description").flatMap(own))
                .orElse("");
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a number", e);
        }
    }

    private static Optional<String> text(Element parent, String name) {
        return child(parent, name).map(e -> ownText(e).strip());
    }

    /** Without the text of Localized children that GeoServer's styles may have in titles. */
    private static String ownText(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n.getNodeType() == Node.TEXT_NODE || n.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(n.getNodeValue());
            }
        }
        return text.toString();
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent, name).stream().findFirst();
    }

    private static List<Element> children(Element parent, String... names) {
        Set<String> wanted = Set.of(names);
        return Xml.children(parent).stream()
                .filter(e -> wanted.isEmpty() || wanted.contains(e.getLocalName()))
                .toList();
    }
}
