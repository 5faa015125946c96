package se.regstat.statistics.overlay;

/**
 * The area that a source and a target have in common, without their intersection. By Green's theorem it is the area swept
 * along the source's border inside the target plus that along the target's border inside the source. What is swept between two
 * crossings is a difference of two numbers that {@link PackedAreas} holds, so each crossing adds to the sum by itself, in any
 * order, and all that has to be found are the crossings, and for each ring how often the other area winds around its beginning. (The idea
 * that crossings with their directions are enough is W. R. Franklin's.) Which segments cross is decided exactly, see
 * {@link Side}, and so the sum is the area of a closed figure whatever the borders share. Not thread-safe: one for each thread.
 */
public final class CommonArea {

    private final PackedAreas sources;
    private final PackedAreas targets;
    private final Frame frame;
    private int source;
    private int target;
    private long sum;
    private int crossings;

    public CommonArea(PackedAreas sources, PackedAreas targets) {
        this.sources = sources;
        this.targets = targets;
        this.frame = sources.frame;
    }

    /** In units of the frame. */
    public long of(int source, int target) {
        this.source = source;
        this.target = target;
        sum = 0;
        crossings = 0;
        if (sources.isEmpty(source) || targets.isEmpty(target)) return 0;
        int sourceTop = sources.top[source];
        int targetTop = targets.top[target];
        int sourceRoot = sources.nodes[sourceTop][source];
        int targetRoot = targets.nodes[targetTop][target];
        if (!meet(sources.boxes[sourceTop], sourceRoot, targets.boxes[targetTop], targetRoot)) return 0;
        descend(sourceTop, sourceRoot, targetTop, targetRoot);
        addRings(sources, source, targets, target, false);
        addRings(targets, target, sources, source, true);
        return sum;
    }

    /** Of the last pair of areas. */
    int crossings() {
        return crossings;
    }

    private void addRings(PackedAreas of, int area, PackedAreas in, int other, boolean ofIsTarget) {
        int top = in.top[other];
        double[] box = in.boxes[top];
        int root = 4 * in.nodes[top][other];
        for (int ring = of.rings[area]; ring < of.rings[area + 1]; ring++) {
            int first = of.ringFirst[ring];
            int last = of.ringLast[ring];
            if (first == last) continue;
            double px = of.x[first];
            double py = of.y[first];
            if (px < box[root] || py < box[root + 1] || px > box[root + 2] || py > box[root + 3]) continue;
            sum += in.winding(other, px, py, !ofIsTarget) * of.swept[last];
        }
    }

    private static boolean meet(double[] boxes, int a, double[] others, int b) {
        return boxes[4 * a] <= others[4 * b + 2]
                && boxes[4 * a + 2] >= others[4 * b]
                && boxes[4 * a + 1] <= others[4 * b + 3]
                && boxes[4 * a + 3] >= others[4 * b + 1];
    }

    private static double span(double[] boxes, int node) {
        return Math.max(boxes[4 * node + 2] - boxes[4 * node], boxes[4 * node + 3] - boxes[4 * node + 1]);
    }

    /** Both nodes' boxes meet. */
    private void descend(int sourceLevel, int sourceNode, int targetLevel, int targetNode) {
        double[] sourceBoxes = sources.boxes[sourceLevel];
        double[] targetBoxes = targets.boxes[targetLevel];
        if (targetLevel == 0) {
            int first = targets.leafFirst[targetNode];
            descendSource(sourceLevel, sourceNode, first, (1 << (targets.leafLast[targetNode] - first)) - 1);
        } else if (sourceLevel == 0 || span(targetBoxes, targetNode) >= span(sourceBoxes, sourceNode)) {
            double[] below = targets.boxes[targetLevel - 1];
            int end = targets.endOfChildren(targetLevel, target, targetNode);
            for (int child = targets.firstChild(targetLevel, target, targetNode); child < end; child++) {
                if (meet(sourceBoxes, sourceNode, below, child)) {
                    descend(sourceLevel, sourceNode, targetLevel - 1, child);
                }
            }
        } else {
            double[] below = sources.boxes[sourceLevel - 1];
            int end = sources.endOfChildren(sourceLevel, source, sourceNode);
            for (int child = sources.firstChild(sourceLevel, source, sourceNode); child < end; child++) {
                if (meet(below, child, targetBoxes, targetNode)) {
                    descend(sourceLevel - 1, child, targetLevel, targetNode);
                }
            }
        }
    }

    /** @param segments which of the target's segments from {@code first} on may meet the source's node, as a set of bits */
    private void descendSource(int level, int node, int first, int segments) {
        int near = near(sources.boxes[level], node, first, segments);
        if (near == 0) return;
        if (level == 0) {
            cross(node, first, near);
            return;
        }
        int end = sources.endOfChildren(level, source, node);
        for (int child = sources.firstChild(level, source, node); child < end; child++) {
            descendSource(level - 1, child, first, near);
        }
    }

    /** Those of the target's segments that meet a box, and some that come near. */
    private int near(double[] boxes, int node, int first, int segments) {
        double minX = boxes[4 * node];
        double minY = boxes[4 * node + 1];
        double maxX = boxes[4 * node + 2];
        double maxY = boxes[4 * node + 3];
        double middleX = (minX + maxX) / 2;
        double middleY = (minY + maxY) / 2;
        double halfX = (maxX - minX) / 2;
        double halfY = (maxY - minY) / 2;
        int near = 0;
        for (int rest = segments; rest != 0; rest &= rest - 1) {
            int i = first + Integer.numberOfTrailingZeros(rest);
            double x0 = targets.x[i];
            double y0 = targets.y[i];
            double x1 = targets.x[i + 1];
            double y1 = targets.y[i + 1];
            if (Math.max(x0, x1) < minX || Math.min(x0, x1) > maxX) continue;
            if (Math.max(y0, y1) < minY || Math.min(y0, y1) > maxY) continue;
            double dx = x1 - x0;
            double dy = y1 - y0;
            double distance = Math.abs(dx * (middleY - y0) - dy * (middleX - x0));
            double reach = Math.abs(dx) * halfY + Math.abs(dy) * halfX;
            double rounding =
                    0x1p-48 * (Math.abs(dx) + Math.abs(dy)) * (Math.abs(middleY - y0) + Math.abs(middleX - x0));
            if (distance <= reach * (1 + 0x1p-48) + rounding) near |= rest & -rest;
        }
        return near;
    }

    private void cross(int leaf, int first, int segments) {
        for (int rest = segments; rest != 0; rest &= rest - 1) {
            int j = first + Integer.numberOfTrailingZeros(rest);
            double x0 = targets.x[j];
            double y0 = targets.y[j];
            double dx = targets.x[j + 1] - x0;
            double dy = targets.y[j + 1] - y0;
            int i = sources.leafFirst[leaf];
            int last = sources.leafLast[leaf];
            double before = Side.determinant(dx, dy, sources.x[i] - x0, sources.y[i] - y0);
            boolean left = Side.sourceIsLeft(before, dx, dy);
            for (; i < last; i++) {
                double after = Side.determinant(dx, dy, sources.x[i + 1] - x0, sources.y[i + 1] - y0);
                boolean nextLeft = Side.sourceIsLeft(after, dx, dy);
                if (nextLeft != left) cross(i, j, before, after, nextLeft);
                before = after;
                left = nextLeft;
            }
        }
    }

    /**
     * A source's segment whose ends lie on different sides of the line through a target's segment.
     *
     * @param before determinant of its first end and the target's segment, {@code after} that of its second
     */
    private void cross(int i, int j, double before, double after, boolean enters) {
        double sx = sources.x[i];
        double sy = sources.y[i];
        double tx = targets.x[j];
        double ty = targets.y[j];
        double dx = sources.x[i + 1] - sx;
        double dy = sources.y[i + 1] - sy;
        double start = Side.determinant(dx, dy, tx - sx, ty - sy);
        double end = Side.determinant(dx, dy, targets.x[j + 1] - sx, targets.y[j + 1] - sy);
        if (Side.targetIsLeft(start, dx, dy) == Side.targetIsLeft(end, dx, dy)) return;
        crossings++;
        double x;
        double y;
        if (start == 0) {
            x = tx;
            y = ty;
        } else if (end == 0) {
            x = targets.x[j + 1];
            y = targets.y[j + 1];
        } else if (after == 0) {
            x = sources.x[i + 1];
            y = sources.y[i + 1];
        } else {
            double part = before / (before - after);
            x = sx + part * dx;
            y = sy + part * dy;
        }
        long difference = targets.swept[j] + frame.strip(tx, ty, x, y) - sources.swept[i] - frame.strip(sx, sy, x, y);
        sum += enters ? difference : -difference;
    }
}
