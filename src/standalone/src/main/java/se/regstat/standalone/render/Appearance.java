package se.regstat.standalone.render;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.expression.Expression;
import se.regstat.standalone.style.Fill;
import se.regstat.standalone.style.Graphic;
import se.regstat.standalone.style.Stroke;

/** What a style's fills, strokes and graphics look like for a feature. */
final class Appearance {

    static final double POINT_SIZE = 6;
    private static final double PATTERN_SIZE = 16;

    private Appearance() {}

    static Varying<Paint> paint(Fill fill) {
        if (fill.pattern().isEmpty()) {
            return Varying.of(
                    f -> Paint.of(Pixels.premultiply(Varying.argb(fill.color(), fill.opacity(), f))),
                    fill.color(),
                    fill.opacity());
        }
        Graphic pattern = fill.pattern().get();
        return Varying.of(f -> tile(pattern, f), expressions(pattern).toArray(Expression[]::new));
    }

    static Varying<Pen> pen(Stroke stroke) {
        return Varying.of(
                f -> new Pen(
                        Varying.argb(stroke.color(), stroke.opacity(), f),
                        (float) Math.max(0, Varying.number(stroke.width(), f, 1)),
                        join(Varying.text(stroke.join(), f)),
                        cap(Varying.text(stroke.cap(), f)),
                        stroke.dashes(),
                        (float) Math.max(0, Varying.number(stroke.dashOffset(), f, 0))),
                expressions(stroke).toArray(Expression[]::new));
    }

    private static int join(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "round" -> BasicStroke.JOIN_ROUND;
            case "bevel" -> BasicStroke.JOIN_BEVEL;
            default -> BasicStroke.JOIN_MITER;
        };
    }

    private static int cap(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "round" -> BasicStroke.CAP_ROUND;
            case "square" -> BasicStroke.CAP_SQUARE;
            default -> BasicStroke.CAP_BUTT;
        };
    }

    /** Draws a graphic at a point of the image, with everything the style says about its place. */
    static void draw(Graphics2D graphics, Graphic graphic, SimpleFeature feature, double x, double y) {
        double size = size(graphic, feature, POINT_SIZE);
        // Anchor 0.5, 0.5 is the symbol's middle; displacement counts up.
        double dx = Varying.number(graphic.displacementX(), feature, 0)
                + (0.5 - Varying.number(graphic.anchorX(), feature, 0.5)) * size;
        double dy = -Varying.number(graphic.displacementY(), feature, 0)
                - (0.5 - Varying.number(graphic.anchorY(), feature, 0.5)) * size;
        marks(graphics, graphic, feature, size, x + dx, y + dy);
    }

    static double size(Graphic graphic, SimpleFeature feature, double otherwise) {
        return Math.max(
                0,
                graphic.size().map(s -> Varying.number(s, feature, otherwise)).orElse(otherwise));
    }

    private static void marks(
            Graphics2D graphics, Graphic graphic, SimpleFeature feature, double size, double... places) {
        float opacity = (float) Math.max(0, Math.min(1, Varying.number(graphic.opacity(), feature, 1)));
        double rotation = Math.toRadians(Varying.number(graphic.rotation(), feature, 0));
        for (Graphic.Mark mark : graphic.marks()) {
            String name = Varying.text(mark.wellKnownName(), feature);
            Shape unit = Marks.mark(name);
            Path2D shape = new Path2D.Double();
            for (int i = 0; i < places.length; i += 2) {
                AffineTransform place = AffineTransform.getTranslateInstance(places[i], places[i + 1]);
                place.rotate(rotation);
                place.scale(size, size);
                shape.append(place.createTransformedShape(unit), false);
            }
            graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, opacity));
            if (!Marks.isOpen(name)) {
                mark.fill().ifPresent(fill -> {
                    graphics.setColor(new Color(Varying.argb(fill.color(), fill.opacity(), feature), true));
                    graphics.fill(shape);
                });
            }
            mark.stroke().ifPresent(stroke -> {
                Pen pen = pen(stroke).of(feature);
                graphics.setColor(new Color(pen.argb(), true));
                graphics.setStroke(pen.stroke());
                graphics.draw(shape);
            });
        }
        graphics.setComposite(AlphaComposite.SrcOver);
    }

    /** A graphic as a tile that continues over its own edges, so that slashes become unbroken hatching. */
    private static Paint tile(Graphic graphic, SimpleFeature feature) {
        int size = (int) Math.max(1, Math.round(size(graphic, feature, PATTERN_SIZE)));
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D graphics = smooth(image.createGraphics());
        double[] places = new double[18];
        for (int i = 0; i < 9; i++) {
            places[2 * i] = (i % 3 - 0.5) * size;
            int row = i / 3;
            places[2 * i + 1] = (row - 0.5) * size;
        }
        marks(graphics, graphic, feature, size, places);
        graphics.dispose();
        int[] argb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        return Paint.tiled(argb, size);
    }

    static Graphics2D smooth(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        return graphics;
    }

    static List<Expression> expressions(Fill fill) {
        List<Expression> all = new ArrayList<>(List.of(fill.color(), fill.opacity()));
        fill.pattern().ifPresent(p -> all.addAll(expressions(p)));
        return all;
    }

    static List<Expression> expressions(Stroke stroke) {
        return List.of(
                stroke.color(), stroke.opacity(), stroke.width(), stroke.join(), stroke.cap(), stroke.dashOffset());
    }

    static List<Expression> expressions(Graphic graphic) {
        List<Expression> all = new ArrayList<>(List.of(
                graphic.opacity(),
                graphic.rotation(),
                graphic.anchorX(),
                graphic.anchorY(),
                graphic.displacementX(),
                graphic.displacementY()));
        graphic.size().ifPresent(all::add);
        for (Graphic.Mark mark : graphic.marks()) {
            all.add(mark.wellKnownName());
            mark.fill().map(Appearance::expressions).ifPresent(all::addAll);
            mark.stroke().map(Appearance::expressions).ifPresent(all::addAll);
        }
        return all;
    }

    static List<Expression> expressions(Optional<Fill> fill, Optional<Stroke> stroke) {
        List<Expression> all = new ArrayList<>();
        fill.map(Appearance::expressions).ifPresent(all::addAll);
        stroke.map(Appearance::expressions).ifPresent(all::addAll);
        return all;
    }
}
