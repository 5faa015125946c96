package se.regstat.standalone.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.expression.Expression;
import se.regstat.standalone.style.LabelPlacement;
import se.regstat.standalone.style.Symbolizer.TextSymbolizer;

/**
 * The labels of a whole map, placed after everything else is drawn.
 *
 * <ul>
 *   <li>Higher priority first, then in the order of drawing.
 *   <li>A label that would touch one already placed, or leave the image, is left out.
 *   <li>An area's label stands where the area is widest inside the map, near its middle.
 * </ul>
 */
final class Labels {

    /** Room kept free around a label, in pixels. */
    private static final double SPACE = 2;

    private final int width;
    private final int height;
    private final List<Candidate> candidates = new ArrayList<>();

    Labels(int width, int height) {
        this.width = width;
        this.height = height;
    }

    private record Candidate(TextSymbolizer symbolizer, SimpleFeature feature, DeviceShape shape, double priority) {}

    void add(TextSymbolizer symbolizer, SimpleFeature feature, DeviceShape shape) {
        if (shape.isEmpty()
                || shape.maxX < 0
                || shape.maxY < 0
                || shape.minX > width << DeviceShape.SHIFT
                || shape.minY > height << DeviceShape.SHIFT) {
            return;
        }
        candidates.add(new Candidate(symbolizer, feature, shape, Varying.number(symbolizer.priority(), feature, 0)));
    }

    /** Draws what fits, and says where: boxes around the texts with their halos, in pixels. */
    List<PlacedLabel> draw(Graphics2D graphics) {
        List<PlacedLabel> placed = new ArrayList<>();
        candidates.sort(Comparator.comparingDouble(Candidate::priority).reversed());
        for (Candidate candidate : candidates) place(graphics, candidate, placed);
        candidates.clear();
        return placed;
    }

    private void place(Graphics2D graphics, Candidate candidate, List<PlacedLabel> placed) {
        TextSymbolizer symbolizer = candidate.symbolizer();
        SimpleFeature feature = candidate.feature();
        String text = Varying.text(symbolizer.label(), feature).strip().replaceAll("\\s+", " ");
        if (text.isEmpty()) return;

        Font font = font(symbolizer.font(), feature);
        FontRenderContext context = graphics.getFontRenderContext();
        GlyphVector glyphs = font.createGlyphVector(context, text);
        Rectangle2D ink = glyphs.getLogicalBounds();
        // Lines of text are centred on capitals and digits, not on ascent and descent.
        double capital = font.createGlyphVector(context, "X").getVisualBounds().getHeight();

        double[] anchor = Anchors.of(candidate.shape(), width, height, ink.getWidth());
        if (anchor == null) return;
        AffineTransform place = AffineTransform.getTranslateInstance(anchor[0], anchor[1]);
        if (symbolizer.placement() instanceof LabelPlacement.AtPoint at) {
            place.translate(
                    Varying.number(at.displacementX(), feature, 0), -Varying.number(at.displacementY(), feature, 0));
            place.rotate(Math.toRadians(Varying.number(at.rotation(), feature, 0)));
            place.translate(
                    -Varying.number(at.anchorX(), feature, 0.5) * ink.getWidth(),
                    Varying.number(at.anchorY(), feature, 0.5) * capital);
        } else if (symbolizer.placement() instanceof LabelPlacement.AlongLine along) {
            place.rotate(anchor[2]);
            place.translate(-ink.getWidth() / 2, capital / 2 - Varying.number(along.offset(), feature, 0));
        }

        double halo = symbolizer
                .halo()
                .map(h -> Varying.number(h.radius(), feature, 1))
                .orElse(0.0);
        Rectangle2D box = new Rectangle2D.Double(
                -halo,
                -capital - halo,
                ink.getWidth() + 2 * halo,
                capital + glyphs.getLogicalBounds().getMaxY() + 2 * halo);
        Rectangle2D bounds = place.createTransformedShape(box).getBounds2D();
        if (!new Rectangle2D.Double(0, 0, width, height).contains(bounds)) return;
        double space = spaceAround(symbolizer);
        Rectangle2D kept = new Rectangle2D.Double(
                bounds.getX() - space,
                bounds.getY() - space,
                bounds.getWidth() + 2 * space,
                bounds.getHeight() + 2 * space);
        for (PlacedLabel other : placed) {
            if (other.box().intersects(kept)) return;
        }
        placed.add(new PlacedLabel(text, bounds));

        Shape outline = place.createTransformedShape(glyphs.getOutline());
        symbolizer.halo().filter(h -> halo > 0).ifPresent(h -> {
            graphics.setColor(new Color(Varying.argb(h.fill().color(), h.fill().opacity(), feature), true));
            graphics.setStroke(new BasicStroke((float) (2 * halo), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.draw(outline);
        });
        graphics.setColor(new Color(
                Varying.argb(symbolizer.fill().color(), symbolizer.fill().opacity(), feature), true));
        graphics.fill(outline);
    }

    private static double spaceAround(TextSymbolizer symbolizer) {
        try {
            return Double.parseDouble(symbolizer.options().getOrDefault("spaceAround", Double.toString(SPACE)));
        } catch (NumberFormatException e) {
            return SPACE;
        }
    }

    static Font font(se.regstat.standalone.style.Font font, SimpleFeature feature) {
        String family = font.families().stream()
                .map(f -> Varying.text(f, feature))
                .filter(Families.KNOWN::contains)
                .findFirst()
                .orElse(Font.SANS_SERIF);
        int style = Font.PLAIN;
        if (Varying.text(font.weight(), feature).equalsIgnoreCase("bold")) style |= Font.BOLD;
        if (Set.of("italic", "oblique")
                .contains(Varying.text(font.style(), feature).toLowerCase(Locale.ROOT))) {
            style |= Font.ITALIC;
        }
        return new Font(family, style, 1).deriveFont((float) Varying.number(font.size(), feature, 10));
    }

    static List<Expression> expressions(TextSymbolizer s) {
        List<Expression> all = new ArrayList<>(List.of(s.label(), s.priority()));
        all.addAll(s.font().families());
        all.addAll(List.of(s.font().style(), s.font().weight(), s.font().size()));
        all.addAll(Appearance.expressions(s.fill()));
        s.halo().ifPresent(h -> {
            all.add(h.radius());
            all.addAll(Appearance.expressions(h.fill()));
        });
        if (s.placement() instanceof LabelPlacement.AtPoint at) {
            all.addAll(List.of(at.anchorX(), at.anchorY(), at.displacementX(), at.displacementY(), at.rotation()));
        } else if (s.placement() instanceof LabelPlacement.AlongLine along) {
            all.add(along.offset());
        }
        return all;
    }

    /** Loaded with the first label: listing the machine's fonts takes a good part of a second. */
    private static final class Families {
        static final Set<String> KNOWN = known();

        private static Set<String> known() {
            Set<String> families = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            families.addAll(
                    List.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames()));
            return families;
        }
    }
}
