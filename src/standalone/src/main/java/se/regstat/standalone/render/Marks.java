package se.regstat.standalone.render;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.GeneralPath;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import java.util.Set;

/** The well-known marks of SLD and SE, and GeoServer's {@code shape://} ones: one unit high, centred on the origin, y down. */
final class Marks {

    private Marks() {}

    /** Whether a mark is lines rather than an area, so that a fill says nothing. */
    static boolean isOpen(String name) {
        boolean area = name.equals("shape://dot") || name.contains("carrow");
        return (name.startsWith("shape://") && !area)
                || Set.of("line", "slash", "backslash").contains(name);
    }

    /** @throws IllegalArgumentException if there is no such mark */
    static Shape mark(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "square" -> new Rectangle2D.Double(-0.5, -0.5, 1, 1);
            case "circle" -> new Ellipse2D.Double(-0.5, -0.5, 1, 1);
            case "triangle" -> polygon(0, -0.5, 0.5, 0.5, -0.5, 0.5);
            case "star" -> star();
            case "diamond" -> polygon(0, -0.5, 0.5, 0, 0, 0.5, -0.5, 0);
            case "pentagon" -> regular(5);
            case "hexagon" -> regular(6);
            case "octagon" -> regular(8);
            case "cross" -> cross();
            case "x" -> AffineTransform.getRotateInstance(Math.PI / 4).createTransformedShape(cross());
            case "shape://vertline" -> new Line2D.Double(0, -0.5, 0, 0.5);
            case "shape://horline", "line" -> new Line2D.Double(-0.5, 0, 0.5, 0);
            case "shape://slash", "slash" -> new Line2D.Double(-0.5, 0.5, 0.5, -0.5);
            case "shape://backslash", "backslash" -> new Line2D.Double(-0.5, -0.5, 0.5, 0.5);
            case "shape://dot" -> new Ellipse2D.Double(-0.01, -0.01, 0.02, 0.02);
            case "shape://plus" -> lines(-0.5, 0, 0.5, 0, 0, -0.5, 0, 0.5);
            case "shape://times" -> lines(-0.5, -0.5, 0.5, 0.5, -0.5, 0.5, 0.5, -0.5);
            case "shape://oarrow" -> lines(-0.5, -0.25, 0, 0, 0, 0, -0.5, 0.25);
            case "shape://carrow", "shape://ccarrow" -> polygon(-0.5, -0.25, 0, 0, -0.5, 0.25);
            default ->
                throw new IllegalArgumentException("the style's mark \"" + name
                        + "\" is not known; square, circle, triangle, star, cross, x, diamond, pentagon, hexagon, octagon"
                        + " and shape:// vertline, horline, slash, backslash, dot, plus, times, oarrow and carrow are");
        };
    }

    private static Shape polygon(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) path.lineTo(xy[i], xy[i + 1]);
        path.closePath();
        return path;
    }

    private static Shape lines(double... xyxy) {
        Path2D path = new GeneralPath();
        for (int i = 0; i < xyxy.length; i += 4) {
            path.moveTo(xyxy[i], xyxy[i + 1]);
            path.lineTo(xyxy[i + 2], xyxy[i + 3]);
        }
        return path;
    }

    private static Shape regular(int corners) {
        double[] xy = new double[2 * corners];
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            xy[2 * i] = 0.5 * Math.sin(angle);
            xy[2 * i + 1] = -0.5 * Math.cos(angle);
        }
        return polygon(xy);
    }

    private static Shape star() {
        double[] xy = new double[20];
        for (int i = 0; i < 10; i++) {
            double radius = i % 2 == 0 ? 0.5 : 0.191;
            double angle = Math.PI * i / 5;
            xy[2 * i] = radius * Math.sin(angle);
            xy[2 * i + 1] = -radius * Math.cos(angle);
        }
        return polygon(xy);
    }

    private static Shape cross() {
        double a = 0.125;
        double b = 0.5;
        return polygon(-a, -b, a, -b, a, -a, b, -a, b, a, a, a, a, b, -a, b, -a, a, -b, a, -b, -a, -a, -a);
    }
}
