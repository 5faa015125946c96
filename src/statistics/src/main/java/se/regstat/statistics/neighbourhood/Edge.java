package se.regstat.statistics.neighbourhood;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** A neighbourhood whose last ring is taken as a rule says. */
final class Edge {

    private final Locations locations;
    private final long[] inside;
    private final long[] ring;
    private final RingRule rule;
    private final double taken;

    /**
     * @param wanted how many people, at most all there are
     */
    Edge(Locations locations, Search found, double wanted, RingRule rule) {
        this.locations = locations;
        inside = found.inside();
        ring = found.onEdge();
        this.rule = rule;
        double all = inRing(Locations.PEOPLE);
        taken = rule == RingRule.WHOLE ? all : Math.min(all, wanted - inside(Locations.PEOPLE));
    }

    private double inside(int channel) {
        return inside[channel] / locations.unit;
    }

    private double inRing(int channel) {
        return ring[channel] / locations.unit;
    }

    /** The share of the ring's people that is taken. */
    double part() {
        return taken / inRing(Locations.PEOPLE);
    }

    double people() {
        return inside(Locations.PEOPLE) + taken;
    }

    private double proportional(int channel) {
        return inside(channel) + part() * inRing(channel);
    }

    /**
     * How many of a group.
     *
     * @param random what they are drawn by, if they are
     */
    double group(int group, Supplier<RandomGenerator> random) {
        int channel = Locations.channel(group);
        return rule == RingRule.SAMPLED ? inside(channel) + sampled(group, random) : proportional(channel);
    }

    /** People of whom it is not known whether they are of a group. */
    double unknown(int group) {
        int channel = locations.unknownOf[group];
        return channel == Locations.NONE ? 0 : proportional(channel);
    }

    /** Nobody is drawn twice; fractions of people as the nearest whole numbers, scaled to as many as are lacking. */
    private double sampled(int group, Supplier<RandomGenerator> by) {
        int channel = Locations.channel(group);
        int unknown = locations.unknownOf[group];
        double known = inRing(Locations.PEOPLE) - (unknown == Locations.NONE ? 0 : inRing(unknown));
        double lacking = part() * known;
        long persons = Math.round(known);
        long ofGroup = Math.min(persons, Math.round(inRing(channel)));
        long draws = Math.min(persons, Math.round(lacking));
        if (part() == 1 || draws == 0) return part() * inRing(channel);
        RandomGenerator random = by.get();
        long drawn = 0;
        for (long left = persons; left > persons - draws; left--) {
            if (random.nextDouble() * left < ofGroup - drawn) drawn++;
        }
        return drawn * lacking / draws;
    }
}
