package se.regstat.statistics.overlay;

/** Where weights lie in a plane, in the mean, and how far around. Not thread-safe. */
public final class Moments {

    /** What was added first: distances from it are small beside coordinates. */
    private double originX = Double.NaN;

    private double originY;
    private double weight;
    private double x;
    private double y;
    private double squared;

    /**
     * @param meanSquare of the distances between (x, y) and what lies around it with that weight; 0 for a point
     * @param weight less than 0 takes away what was added
     */
    public void add(double x, double y, double meanSquare, double weight) {
        if (Double.isNaN(originX)) {
            originX = x;
            originY = y;
        }
        double dx = x - originX;
        double dy = y - originY;
        this.weight += weight;
        this.x += weight * dx;
        this.y += weight * dy;
        squared += weight * (meanSquare + dx * dx + dy * dy);
    }

    /** All added. */
    public double weight() {
        return weight;
    }

    /** In the mean; NaN if nothing was added. */
    public double x() {
        return originX + x / weight;
    }

    /** In the mean; NaN if nothing was added. */
    public double y() {
        return originY + y / weight;
    }

    /** Of the disc that is spread as far around its middle when weights lie evenly on it. */
    public double radius() {
        double dx = x / weight;
        double dy = y / weight;
        return Math.sqrt(2 * Math.max(0, squared / weight - dx * dx - dy * dy));
    }
}
