package se.regstat.statistics.flow;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Local labour markets (lokala arbetsmarknader, LA) by the rule that Statistics Sweden publishes (SCB 2010, Lokala arbetsmarknader; Carlsson et al. 1993):
 *
 * <ul>
 *   <li>An area is a centre where no more than 20 % of those who live there and work go elsewhere to work, and no more than 7.5 % to any one area.
 *   <li>Any other belongs with the area that most of those who leave it go to, and so on until a centre is reached.
 *   <li>No more than two links lie between an area and its centre: a longer chain is broken where the share that goes is smallest, and what is beyond is
 *       a market of its own.
 * </ul>
 *
 * The rule does not say what is to be done with areas that only depend on one another: of these the one where most people work is the centre. Of chains that
 * are too long the one whose area comes first by code is broken first. Of areas that as many go to, the first by code is taken. Statistics Sweden has more rules, seldom used,
 * that are not published: what is computed here may differ from its regions, and is none of them.
 */
public final class LocalLabourMarkets {

    private static final int LINKS_AT_MOST = 2;

    private final Flows flows;

    /** By area the one that it hangs on; a centre on itself. */
    private final int[] link;

    private LocalLabourMarkets(Flows flows) {
        this.flows = flows;
        link = IntStream.range(0, flows.size()).map(this::first).toArray();
        for (int area = 0; area < link.length; area++) breakCircle(area);
        for (int area = firstTooFar(); area >= 0; area = firstTooFar()) breakChain(area);
    }

    /**
     * @return by area the number of its centre, a centre's own for itself
     * @throws IllegalArgumentException if a flow is not told: nobody can say then which one is largest
     */
    public static int[] of(Flows flows) {
        for (int area = 0; area < flows.size(); area++) {
            if (!flows.living(area).status().hasValue()) {
                throw new IllegalArgumentException(
                        "not all flows from " + flows.codes().get(area) + " are told");
            }
        }
        LocalLabourMarkets markets = new LocalLabourMarkets(flows);
        return IntStream.range(0, flows.size()).map(markets::centre).toArray();
    }

    /** What an area hangs on by its own flows alone: itself, or where most of those who leave go. */
    private int first(int area) {
        int largest = IntStream.range(0, flows.size())
                .filter(other -> other != area)
                .reduce((one, other) -> flows.persons(area, other) > flows.persons(area, one) ? other : one)
                .orElse(area);
        // In whole persons: 20 and 7.5 % to the last of them.
        double living = flows.living(area).persons();
        boolean centre = 5 * flows.out(area).persons() <= living
                && (largest == area || 40 * flows.persons(area, largest) <= 3 * living);
        return centre ? area : largest;
    }

    private void breakCircle(int area) {
        boolean[] seen = new boolean[link.length];
        int at = area;
        while (!seen[at]) {
            seen[at] = true;
            at = link[at];
        }
        int largest = at;
        for (int next = link[at]; next != at; next = link[next]) {
            double more = flows.working(next).persons() - flows.working(largest).persons();
            if (more > 0 || (more == 0 && next < largest)) largest = next;
        }
        link[largest] = largest;
    }

    /** The first area by number with more links than there may be, -1 if none has. */
    private int firstTooFar() {
        return IntStream.range(0, link.length)
                .filter(area -> chain(area).length > LINKS_AT_MOST)
                .findFirst()
                .orElse(-1);
    }

    private void breakChain(int area) {
        int weakest = Arrays.stream(chain(area))
                .boxed()
                .min((a, b) -> Double.compare(share(a), share(b)))
                .orElseThrow();
        link[weakest] = weakest;
    }

    /** The areas from one to its centre, each of which hangs on the next; the centre is not among them. */
    private int[] chain(int area) {
        return IntStream.iterate(area, at -> link[at] != at, at -> link[at]).toArray();
    }

    private int centre(int area) {
        int at = area;
        while (link[at] != at) at = link[at];
        return at;
    }

    /** Of those who live in an area and work, how many go where it hangs on. */
    private double share(int area) {
        return flows.persons(area, link[area]) / flows.living(area).persons();
    }
}
