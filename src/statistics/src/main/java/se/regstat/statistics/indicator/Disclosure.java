package se.regstat.statistics.indicator;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * What protects the persons behind a restricted indicator.
 *
 * @param minimum no value is told for fewer persons than this
 * @param base the count of those persons, an indicator's id
 * @param noise that is added to what is told
 * @param toldFor divisions of {@code derived.yml} whose areas it is told for; it is told for nothing else
 */
public record Disclosure(double minimum, String base, Noise noise, Set<String> toldFor) {

    public Disclosure {
        toldFor = Set.copyOf(toldFor);
    }

    /** The strictest of several rules for one thing, by the same base. */
    public static Disclosure strictest(Collection<Disclosure> rules) {
        Disclosure first = rules.iterator().next();
        double minimum = rules.stream().mapToDouble(Disclosure::minimum).max().orElseThrow();
        Set<String> toldFor = new TreeSet<>(first.toldFor());
        rules.forEach(rule -> toldFor.retainAll(rule.toldFor()));
        Noise noise = rules.stream().map(Disclosure::noise).reduce(first.noise(), Noise::stronger);
        return new Disclosure(minimum, first.base(), noise, toldFor);
    }
}
