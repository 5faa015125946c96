package se.regstat.statistics.sensitivity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.neighbourhood.AreaNeighbourhoods;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.segregation.AskedGroups;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * What the units of a question have in a year: of its groups, and of the indicator that these are compared with.
 *
 * @param statuses by unit: of all that is asked about, the worst
 * @param contradictory codes of units whose groups are more than their whole
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record UnitsOfYear(VintageAreas units, Sums sums, Status[] statuses, List<String> contradictory, String derivedFrom) {

    /** Of what is asked about: the groups, and what they are compared with. */
    record Asked(AskedGroups groups, Optional<AskedGroups> other) {

        private List<AskedGroups> all() {
            return Stream.concat(Stream.of(groups), other.stream()).toList();
        }

        NavigableSet<Integer> years() {
            NavigableSet<Integer> years = new TreeSet<>(groups.years());
            other.ifPresent(compared -> years.retainAll(compared.years()));
            return years;
        }

        UnitsOfYear year(int year) {
            List<AskedGroups.OfYear> values =
                    all().stream().map(one -> one.year(year)).toList();
            VintageAreas units = values.get(0).units();
            Sums.Part first = part(groups, 0);
            Optional<Sums.Part> second = other.map(compared -> part(compared, first.columns()));
            int columns = first.columns() + second.map(Sums.Part::columns).orElse(0);
            double[][] sums = new double[units.areas().size()][columns];
            Status[] statuses = new Status[sums.length];
            for (int unit = 0; unit < sums.length; unit++) {
                int number = unit;
                statuses[unit] =
                        worst(values.stream().map(one -> one.statuses()[number]).toList());
                if (!statuses[unit].hasValue()) continue;
                add(sums[unit], first, values.get(0).counts()[unit]);
                if (second.isPresent())
                    add(sums[unit], second.get(), values.get(1).counts()[unit]);
            }
            return new UnitsOfYear(
                    units,
                    new Sums(sums, first, second.orElse(null)),
                    statuses,
                    values.stream()
                            .flatMap(one -> one.contradictory().stream())
                            .distinct()
                            .toList(),
                    values.stream()
                            .map(AskedGroups.OfYear::derivedFrom)
                            .distinct()
                            .collect(Collectors.joining("; ")));
        }

        private static Sums.Part part(AskedGroups groups, int column) {
            return new Sums.Part(column, groups.isMean() ? 2 : groups.size(), groups.isMean());
        }

        private static void add(double[] sums, Sums.Part part, double[] counts) {
            System.arraycopy(counts, 0, sums, part.column(), part.columns());
            if (part.isMean()) sums[part.column()] *= counts[1];
        }
    }

    private static Status worst(List<Status> all) {
        if (all.contains(Status.SUPPRESSED)) return Status.SUPPRESSED;
        return all.stream()
                .filter(status -> !status.hasValue())
                .findFirst()
                .orElse(all.contains(Status.ESTIMATED) ? Status.ESTIMATED : all.get(0));
    }

    /** How many people each has; NaN where that is not known. */
    double[] people() {
        return IntStream.range(0, statuses.length)
                .mapToDouble(unit -> statuses[unit].hasValue() ? sums.people(unit) : Double.NaN)
                .toArray();
    }

    /**
     * The same with everybody counted with the composition of their nearest neighbours.
     *
     * @param year for readers
     * @param sizes of neighbourhoods, in people
     * @param notes told of what there is to know of all of them
     * @return by size
     */
    List<UnitsOfYear> amongNeighbours(Question question, int year, double[] sizes, Consumer<String> notes) {
        double[][][] mixed = new double[sizes.length][statuses.length][sums.columns()];
        Status[][] worst = new Status[sizes.length][];
        Arrays.fill(worst, statuses);
        for (Sums.Part part : sums.parts()) {
            double[] people = IntStream.range(0, statuses.length)
                    .mapToDouble(unit -> statuses[unit].hasValue() ? part.people(sums.of(unit)) : Double.NaN)
                    .toArray();
            List<double[]> columns = new ArrayList<>();
            for (int column = part.column(); column < part.column() + (part.isMean() ? 1 : part.columns()); column++) {
                int number = column;
                columns.add(IntStream.range(0, statuses.length)
                        .mapToDouble(unit -> sums.of(unit)[number])
                        .toArray());
            }
            AreaNeighbourhoods.Mixed found =
                    AreaNeighbourhoods.mixed(question, units, year, statuses, people, columns, sizes, notes);
            for (int size = 0; size < sizes.length; size++) {
                Status[] before = worst[size];
                Status[] now = found.statuses()[size];
                worst[size] = IntStream.range(0, statuses.length)
                        .mapToObj(unit -> worst(List.of(before[unit], now[unit])))
                        .toArray(Status[]::new);
                for (int unit = 0; unit < people.length; unit++) {
                    double[] to = mixed[size][unit];
                    System.arraycopy(found.counts()[size][unit], 0, to, part.column(), columns.size());
                    if (part.isMean()) to[part.column() + 1] = people[unit];
                }
            }
        }
        return IntStream.range(0, sizes.length)
                .mapToObj(
                        size -> new UnitsOfYear(units, sums.like(mixed[size]), worst[size], contradictory, derivedFrom))
                .toList();
    }
}
