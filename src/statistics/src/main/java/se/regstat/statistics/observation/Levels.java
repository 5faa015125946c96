package se.regstat.statistics.observation;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/** How the loaded divisions nest. */
final class Levels {

    private final Snapshot snapshot;
    private final Configuration configuration;

    Levels(Snapshot snapshot, Configuration configuration) {
        this.snapshot = snapshot;
        this.configuration = configuration;
    }

    /** The more divisions one nests in, the finer it is. */
    List<String> finestFirst() {
        Set<String> divisions = new LinkedHashSet<>();
        snapshot.vintages().stream()
                .sorted(Comparator.comparingInt((VintageAreas v) -> -depth(v.vintage())))
                .forEach(v -> divisions.add(v.vintage().id().division()));
        return List.copyOf(divisions);
    }

    private static int depth(Vintage vintage) {
        return vintage.parents().size();
    }

    /**
     * Vintages valid in the year whose areas make up those of {@code whole} without a gap, as far as the registry tells, or a code
     * list can: the coarsest, which is the nearest, first. Of divisions that name each other as parents, by whatever steps, none makes up another.
     */
    List<VintageAreas> completeBelow(VintageAreas whole, int year) {
        return valid(completeBelow(whole), year);
    }

    static List<VintageAreas> valid(List<VintageAreas> vintages, int year) {
        return vintages.stream()
                .filter(areas -> areas.vintage().valid().contains(year))
                .toList();
    }

    /** Vintages valid in the year whose areas name those of {@code whole} as parents, complete or not: the nearest first. */
    List<VintageAreas> below(VintageAreas whole, int year) {
        return valid(below(whole), year);
    }

    /** The same in any year that both are valid in. */
    List<VintageAreas> completeBelow(VintageAreas whole) {
        return below(whole).stream()
                .filter(part ->
                        isComplete(part.vintage(), whole.vintage()) || isListed(part.vintage(), whole.vintage()))
                .filter(part -> !isAlsoBelow(whole, part, new HashSet<>()))
                .toList();
    }

    /** Whether one of two lies below the other, by any number of steps; if each does, neither is made up of the other. */
    private boolean isAlsoBelow(VintageAreas one, VintageAreas other, Set<VintageAreas> passed) {
        if (one.equals(other)) return true;
        if (!passed.add(other)) return false;
        return below(other).stream().anyMatch(next -> isAlsoBelow(one, next, passed));
    }

    /** The same in any year that both are valid in. */
    List<VintageAreas> below(VintageAreas whole) {
        Vintage vintage = whole.vintage();
        return snapshot.vintages().stream()
                .filter(part -> part.vintage().valid().overlaps(vintage.valid()))
                .filter(part -> nests(part.vintage(), vintage))
                .sorted(Comparator.comparingInt((VintageAreas part) -> depth(part.vintage()))
                        .thenComparing(part -> part.vintage().id()))
                .toList();
    }

    private static boolean nests(Vintage part, Vintage whole) {
        return part.parents().stream()
                .anyMatch(parent -> parent.division().equals(whole.id().division())
                        && parent.vintage()
                                .orElse(whole.id().year())
                                .equals(whole.id().year()));
    }

    /** Whether the registry takes the one for complete in each area of the other that it has any areas in. */
    boolean isComplete(Vintage part, Vintage whole) {
        return isWithin(whole, part.completeWithin().or(() -> described(part)));
    }

    /** What a part of a division lacks, its code list knows: where that is nothing, it is as complete as all of the division. */
    private boolean isListed(Vintage part, Vintage whole) {
        return part.completeWithin().filter(Division.NOTHING::equals).isPresent()
                && snapshot.codeLists().stream().anyMatch(list -> list.vintage().equals(part.id()))
                && isWithin(whole, described(part));
    }

    private Optional<String> described(Vintage part) {
        return configuration.division(part.id().division()).completeWithin();
    }

    /** Complete within a level means complete within whatever lies inside an area of that level. */
    private static boolean isWithin(Vintage whole, Optional<String> within) {
        if (within.isEmpty() || within.get().equals(Division.NOTHING)) return false;
        String level = within.get();
        return level.equals(Division.COUNTRY)
                || level.equals(whole.id().division())
                || whole.parents().stream().anyMatch(parent -> parent.division().equals(level));
    }
}
