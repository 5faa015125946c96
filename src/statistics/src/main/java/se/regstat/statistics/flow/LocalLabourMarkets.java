package se.regstat.statistics.flow;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
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
 * The rule does not say what is to be done with areas that only depend on one another: of these the one where most people work is the centre. Of several chains that
 * are too long the smallest share of all is broken first, so that it does not matter in which order areas are; where shares or flows are equal, the first by code is taken. An area
 * from which most go elsewhere, where there is no area, belongs to a market that cannot be told of, and so do those that hang on it. Statistics Sweden has more rules, seldom used,
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
        for (OptionalInt weakest = weakest(); weakest.isPresent(); weakest = weakest()) {
            link[weakest.getAsInt()] = weakest.getAsInt();
        }
    }

    /**
     * @return by area the number of its centre, a centre's own for itself; of an area whose market cannot be told, that of an area elsewhere
     * @throws IllegalArgumentException if not all flows from the areas that there are are told: nobody can say then which one is largest
     */
    public static int[] of(Flows flows) {
        if (!untold(flows).isEmpty()) throw new IllegalArgumentException("not all flows are told");
        LocalLabourMarkets markets = new LocalLabourMarkets(flows);
        return IntStream.range(0, flows.size()).map(markets::centre).toArray();
    }

    /** Codes of the areas that there are from which not all flows are told; without such there are markets. */
    public static List<String> untold(Flows flows) {
        return IntStream.range(0, flows.size())
                .filter(area ->
                        flows.isHere(area) && !flows.living(area).status().hasValue())
                .mapToObj(flows.codes()::get)
                .toList();
    }

    /** What an area hangs on by its own flows alone: itself, or where most of those who leave go. */
    private int first(int area) {
        if (!flows.isHere(area)) return area;
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

    /** Of all chains that are too long the area that hangs on the next by the smallest share; the first by number of several. */
    private OptionalInt weakest() {
        return IntStream.range(0, link.length)
                .filter(area -> flows.isHere(centre(area)))
                .mapToObj(this::chain)
                .filter(chain -> chain.length > LINKS_AT_MOST)
                .flatMapToInt(Arrays::stream)
                .distinct()
                .boxed()
                .min(Comparator.comparingDouble(this::share).thenComparing(area -> area))
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
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
