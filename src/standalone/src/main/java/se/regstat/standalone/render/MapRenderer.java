package se.regstat.standalone.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.geotools.api.data.Query;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.filter.FilterAttributeExtractor;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.util.factory.Hints;
import org.locationtech.jts.geom.Geometry;
import se.regstat.geotools.reprojection.SwerefTransforms;
import se.regstat.standalone.style.Graphic;
import se.regstat.standalone.style.Rule;
import se.regstat.standalone.style.Style;
import se.regstat.standalone.style.Symbolizer;

/**
 * Draws one map: layers over each other, then all labels. Not thread-safe.
 *
 * <ul>
 *   <li>Within a FeatureTypeStyle all fills are drawn first, then lines, then points: no area's fill covers its neighbour's border.
 *   <li>Areas that share a border are filled without gap or overlap, whatever the scale.
 *   <li>A symbol stands on each part of a geometry, unless the style makes one point of it.
 *   <li>Only what the map shows is asked for, with the attributes its style uses and no more detail than half a pixel.
 * </ul>
 */
public final class MapRenderer {

    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

    /** Symbols this far outside the map may reach into it. */
    private static final int MARGIN = 16;

    private final MapView view;
    private final Pixels pixels;
    private final AreaFiller filler;
    private final Labels labels;
    private ThinLines thin;

    /** @param background not premultiplied ARGB; 0 for a transparent map */
    public MapRenderer(MapView view, int background) {
        this.view = view;
        this.pixels = new Pixels(view.width(), view.height(), background);
        this.filler = new AreaFiller(pixels);
        this.labels = new Labels(view.width(), view.height());
    }

    /**
     * Draws a layer over what is there.
     *
     * @throws IllegalArgumentException if the style asks for something unknown
     */
    public void draw(SimpleFeatureSource source, Style style, Filter filter) throws IOException {
        List<List<Rule>> rules = style.featureTypeStyles().stream()
                .map(f -> f.at(view.scaleDenominator()))
                .filter(r -> !r.isEmpty())
                .toList();
        SimpleFeatureType type = source.getSchema();
        if (rules.isEmpty() || type.getGeometryDescriptor() == null) return;
        try {
            CoordinateReferenceSystem crs = type.getCoordinateReferenceSystem();
            Optional<ReferencedEnvelope> shown = ViewInData.of(view, source, MARGIN);
            if (shown.isEmpty()) return;
            MathTransform transform = SwerefTransforms.between(crs, view.crs());
            DeviceSpace space = new DeviceSpace(view, transform, shown.get());
            Query query = query(type, shown.get(), filter, rules);
            query.getHints().put(Hints.GEOMETRY_DISTANCE, ViewInData.pixelSize(view, shown.get(), crs) / 2);
            SimpleFeatureCollection found = source.getFeatures(query);
            List<Layer> layers = rules.stream().map(r -> new Layer(r, space)).toList();
            try (SimpleFeatureIterator features = found.features()) {
                while (features.hasNext()) {
                    SimpleFeature feature = features.next();
                    for (Layer layer : layers) layer.add(feature);
                }
            }
            for (Layer layer : layers) layer.draw();
        } catch (FactoryException | TransformException e) {
            throw new IOException("the layer cannot be brought into the map's CRS: " + e.getMessage(), e);
        }
    }

    /** Draws a rule on a shape, for legends; its labels are left out. */
    void drawSample(Rule rule, DeviceShape shape) {
        Layer layer = new Layer(List.of(), null);
        DeviceShape middle = SampleShapes.of(0, view.width(), view.height());
        for (Drawing drawing : new RuleDrawing(rule).drawings) {
            if (drawing.text != null) continue;
            layer.add(drawing, null, drawing.graphic == null ? shape : middle);
        }
        layer.draw();
    }

    /** WorkPlaces and draws the labels of all layers; nothing is drawn after that. */
    public List<PlacedLabel> drawLabels() {
        Graphics2D graphics = Appearance.smooth(pixels.image.createGraphics());
        try {
            return labels.draw(graphics);
        } finally {
            graphics.dispose();
        }
    }

    /** The map, TYPE_INT_ARGB_PRE. */
    public BufferedImage image() {
        return pixels.image;
    }

    private static Query query(
            SimpleFeatureType type, ReferencedEnvelope shown, Filter filter, List<List<Rule>> rules) {
        String geometry = type.getGeometryDescriptor().getLocalName();
        Filter bbox = FILTERS.bbox(FILTERS.property(geometry), shown);
        Query query = new Query(type.getTypeName(), filter == Filter.INCLUDE ? bbox : FILTERS.and(bbox, filter));
        Set<String> used = new LinkedHashSet<>();
        used.add(geometry);
        FilterAttributeExtractor extractor = new FilterAttributeExtractor(type);
        for (List<Rule> list : rules) {
            for (Rule rule : list) {
                rule.filter().accept(extractor, null);
                for (Symbolizer symbolizer : rule.symbolizers()) {
                    symbolizer.geometry().ifPresent(e -> e.accept(extractor, null));
                    expressions(symbolizer).forEach(e -> e.accept(extractor, null));
                }
            }
        }
        for (String name : extractor.getAttributeNames()) {
            if (type.getDescriptor(name) != null) used.add(name);
        }
        query.setPropertyNames(used.toArray(String[]::new));
        return query;
    }

    private static List<Expression> expressions(Symbolizer symbolizer) {
        if (symbolizer instanceof Symbolizer.PolygonSymbolizer p) return Appearance.expressions(p.fill(), p.stroke());
        if (symbolizer instanceof Symbolizer.LineSymbolizer l) return Appearance.expressions(l.stroke());
        if (symbolizer instanceof Symbolizer.PointSymbolizer p) return Appearance.expressions(p.graphic());
        return Labels.expressions((Symbolizer.TextSymbolizer) symbolizer);
    }

    /** What one FeatureTypeStyle draws. */
    private final class Layer {

        private final List<RuleDrawing> rules = new ArrayList<>();
        private final List<RuleDrawing> otherwise = new ArrayList<>();
        private final DeviceSpace space;

        private final List<Filled> fills = new ArrayList<>();
        private final Map<Pen, List<DeviceShape>> lines = new LinkedHashMap<>();
        private final List<Symbol> symbols = new ArrayList<>();

        Layer(List<Rule> rules, DeviceSpace space) {
            this.space = space;
            for (Rule rule : rules) (rule.otherwise() ? otherwise : this.rules).add(new RuleDrawing(rule));
        }

        void add(SimpleFeature feature) throws TransformException {
            DeviceShape shape = null;
            boolean drawn = false;
            for (RuleDrawing rule : rules) {
                if (!rule.matcher.test(feature)) continue;
                drawn = true;
                shape = add(rule, feature, shape);
            }
            if (drawn) return;
            for (RuleDrawing rule : otherwise) shape = add(rule, feature, shape);
        }

        private DeviceShape add(RuleDrawing rule, SimpleFeature feature, DeviceShape known) throws TransformException {
            DeviceShape shape = known;
            for (Drawing drawing : rule.drawings) {
                DeviceShape drawn;
                if (drawing.geometry == null && drawing.graphic == null) {
                    if (shape == null) shape = shape((Geometry) feature.getDefaultGeometry());
                    drawn = shape;
                } else {
                    Geometry geometry = drawing.geometry(feature);
                    drawn = shape(drawing.graphic == null || geometry == null ? geometry : SymbolPoints.of(geometry));
                }
                if (drawn != null) add(drawing, feature, drawn);
            }
            return shape;
        }

        private DeviceShape shape(Geometry geometry) throws TransformException {
            return geometry == null ? null : space.shape(geometry);
        }

        private void add(Drawing drawing, SimpleFeature feature, DeviceShape shape) {
            if (shape.isEmpty()) return;
            if (drawing.fill != null && shape.dimension == 2) {
                fills.add(new Filled(shape, drawing.fill.of(feature)));
            }
            if (drawing.pen != null && shape.dimension > 0) {
                Pen pen = drawing.pen.of(feature);
                if (pen.width() > 0 && pen.argb() >>> 24 != 0) {
                    lines.computeIfAbsent(pen, p -> new ArrayList<>()).add(shape);
                }
            }
            if (drawing.graphic != null) symbols.add(new Symbol(drawing.graphic, feature, shape));
            if (drawing.text != null) labels.add(drawing.text, feature, shape);
        }

        void draw() {
            for (Filled filled : fills) filler.fill(filled.shape, filled.paint);
            lines.forEach((pen, shapes) -> {
                if (pen.isThinAndSolid()) drawThin(pen, shapes);
                else drawWide(pen, shapes);
            });
            if (symbols.isEmpty()) return;
            Graphics2D graphics = Appearance.smooth(pixels.image.createGraphics());
            Stamps stamps = new Stamps(pixels);
            for (Symbol symbol : symbols) {
                int[] xy = symbol.points.xy;
                for (int i = 0; i < xy.length; i += 2) {
                    double x = xy[i] / (double) DeviceShape.ONE;
                    double y = xy[i + 1] / (double) DeviceShape.ONE;
                    stamps.draw(graphics, symbol.graphic, symbol.feature, x, y);
                }
            }
            graphics.dispose();
        }
    }

    private void drawThin(Pen pen, List<DeviceShape> shapes) {
        if (thin == null) thin = new ThinLines(view.width(), view.height());
        for (DeviceShape shape : shapes) thin.add(shape, pen.width());
        thin.paint(pixels, pen.argb());
    }

    /** One path, drawn at once, so that what overlaps is not drawn twice; dashes run over each shared border once. */
    private void drawWide(Pen pen, List<DeviceShape> shapes) {
        Path2D.Float path = new Path2D.Float();
        Set<Edge> seen = new HashSet<>();
        float unit = 1f / DeviceShape.ONE;
        for (DeviceShape shape : shapes) {
            int[] xy = shape.xy;
            int start = 0;
            for (int end : shape.ends) {
                boolean down = false;
                for (int i = start + 2; i < end; i += 2) {
                    if (!pen.dashes().isEmpty() && !seen.add(Edge.of(xy[i - 2], xy[i - 1], xy[i], xy[i + 1]))) {
                        down = false;
                        continue;
                    }
                    if (!down) path.moveTo(xy[i - 2] * unit, xy[i - 1] * unit);
                    path.lineTo(xy[i] * unit, xy[i + 1] * unit);
                    down = true;
                }
                if (pen.dashes().isEmpty() && shape.dimension == 2 && down) path.closePath();
                start = end;
            }
        }
        Graphics2D graphics = Appearance.smooth(pixels.image.createGraphics());
        graphics.setColor(new Color(pen.argb(), true));
        graphics.setStroke(pen.stroke());
        graphics.draw(path);
        graphics.dispose();
    }

    /** A border's piece, whichever way it is run through. */
    private record Edge(int x1, int y1, int x2, int y2) {
        static Edge of(int x1, int y1, int x2, int y2) {
            return x1 < x2 || (x1 == x2 && y1 <= y2) ? new Edge(x1, y1, x2, y2) : new Edge(x2, y2, x1, y1);
        }
    }

    private record Filled(DeviceShape shape, Paint paint) {}

    private record Symbol(Graphic graphic, SimpleFeature feature, DeviceShape points) {}

    private static final class RuleDrawing {
        final Predicate<SimpleFeature> matcher;
        final List<Drawing> drawings;

        RuleDrawing(Rule rule) {
            this.matcher = Matcher.of(rule.filter());
            this.drawings = rule.symbolizers().stream().map(Drawing::of).toList();
        }
    }

    /** A symbolizer, its constants worked out; what it does not draw is null. */
    private record Drawing(
            Expression geometry,
            Varying<Paint> fill,
            Varying<Pen> pen,
            Graphic graphic,
            Symbolizer.TextSymbolizer text) {

        /** Null if the feature has none. */
        Geometry geometry(SimpleFeature feature) {
            return geometry == null
                    ? (Geometry) feature.getDefaultGeometry()
                    : geometry.evaluate(feature, Geometry.class);
        }

        static Drawing of(Symbolizer symbolizer) {
            Expression geometry = symbolizer.geometry().orElse(null);
            if (symbolizer instanceof Symbolizer.PolygonSymbolizer p) {
                return new Drawing(
                        geometry,
                        p.fill().map(Appearance::paint).orElse(null),
                        p.stroke().map(Appearance::pen).orElse(null),
                        null,
                        null);
            }
            if (symbolizer instanceof Symbolizer.LineSymbolizer l) {
                return new Drawing(geometry, null, Appearance.pen(l.stroke()), null, null);
            }
            if (symbolizer instanceof Symbolizer.PointSymbolizer p) {
                return new Drawing(geometry, null, null, p.graphic(), null);
            }
            return new Drawing(geometry, null, null, null, (Symbolizer.TextSymbolizer) symbolizer);
        }
    }
}
