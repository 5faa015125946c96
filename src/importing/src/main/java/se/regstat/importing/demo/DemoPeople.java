package se.regstat.importing.demo;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Coordinate;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.VintageId;

/**
 * Who lives in the demo region, cell by cell and year by year, so that figures for any areas put together from cells agree
 * with each other. Neighbours resemble each other: traits follow smooth terrain, change slowly and depend on how near a town
 * is. All of it invented, the same on every run.
 */
final class DemoPeople {

    static final int FIRST_YEAR = 2011;
    static final int LAST_YEAR = 2024;

    /** The year from which the new part of a town is lived in. */
    static final int NEW_TOWN_FROM = 2016;

    private static final long SEED = DemoRegion.SEED + 100;

    private final Mosaic mosaic;
    private final double[] inhabitants;
    private final double[] growth;
    private final double[] centrality;
    private final double[] prosperity;
    private final double[] drift;
    private final double[] youth;
    private final BitSet newTown;

    DemoPeople(DemoRegion region) {
        mosaic = region.mosaic();
        int cells = mosaic.cells();
        inhabitants = new double[cells];
        growth = new double[cells];
        centrality = new double[cells];
        prosperity = new double[cells];
        drift = new double[cells];
        youth = new double[cells];
        Noise rich = new Noise(SEED, 13_000, 3);
        Noise rising = new Noise(SEED + 1, 17_000, 2);
        Noise young = new Noise(SEED + 2, 9_000, 2);
        Noise crowded = new Noise(SEED + 3, 5_000, 2);
        Noise growing = new Noise(SEED + 4, 14_000, 2);
        Map<String, BitSet> areas = region.desoCells(new VintageId("deso", "2018"));
        areas.forEach((code, members) -> {
            double density = DemoIndicators.isCountryside(code) ? 95 : 270;
            members.stream().forEach(cell -> {
                Coordinate site = mosaic.site(cell);
                centrality[cell] = DemoRegion.centrality(site);
                prosperity[cell] = bounded(-1, 2.3 * rich.at(site.x, site.y), 1);
                drift[cell] = bounded(-0.5, 1.1 * rising.at(site.x, site.y), 0.5);
                youth[cell] = young.at(site.x, site.y);
                inhabitants[cell] = density * (1 + 0.9 * crowded.at(site.x, site.y));
                growth[cell] = -0.006 + 0.018 * centrality[cell] + 0.02 * growing.at(site.x, site.y);
            });
        });
        newTown = areas.get(splitInThree(region));
        followTheRevision(region, areas);
        areas.get(emptyEstate(region)).stream().forEach(cell -> inhabitants[cell] = 0);
    }

    /** DeSO were split where they had grown, and merged where they had shrunk. */
    private void followTheRevision(DemoRegion region, Map<String, BitSet> areas) {
        Map<String, Long> targets = region.changes().changes().stream()
                .filter(change -> change.kind() == ChangeKind.ENDED_TO_NEW)
                .collect(Collectors.groupingBy(Change::from, Collectors.counting()));
        targets.forEach((code, parts) -> {
            boolean split = parts > 1;
            areas.get(code).stream().forEach(cell -> {
                inhabitants[cell] *= split ? 1.1 : 0.6;
                growth[cell] += split ? 0.025 : -0.012;
            });
        });
    }

    /** The DeSO 2018 that became three. */
    static String splitInThree(DemoRegion region) {
        return region.changes().changes().stream()
                .filter(change -> change.kind() == ChangeKind.ENDED_TO_NEW)
                .collect(Collectors.groupingBy(Change::from, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() == 3)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** An industrial estate of Demostad, where nobody lives, the same in both vintages: the last one in the order of codes. */
    static String emptyEstate(DemoRegion region) {
        Set<String> changed = new HashSet<>(region.changes().changedCodes());
        List<String> candidates = region.desoCells(new VintageId("deso", "2018")).keySet().stream()
                .filter(code -> code.startsWith("9901C") && !changed.contains(code))
                .sorted()
                .toList();
        return candidates.get(candidates.size() - 1);
    }

    private static double bounded(double least, double value, double most) {
        return Math.max(least, Math.min(most, value));
    }

    /** Adds up who lives in some cells. */
    People in(BitSet cells, int year) {
        People people = new People();
        cells.stream().forEach(cell -> add(people, cell, year));
        return people;
    }

    private void add(People people, int cell, int year) {
        int passed = year - FIRST_YEAR;
        double persons = inhabitants[cell] * StrictMath.pow(1 + growth[cell], passed);
        if (newTown.get(cell)) persons *= bounded(0, (year - NEW_TOWN_FROM + 1) / 6.0, 1) * 1.5;
        if (persons == 0) return;
        double town = centrality[cell];
        double rich = bounded(-1, prosperity[cell] + drift[cell] * passed / 13, 1);

        double old = bounded(0.05, 0.19 + 0.0035 * passed - 0.09 * town - 0.12 * youth[cell], 0.45);
        double young = bounded(0.1, 0.235 - 0.07 * town + 0.16 * youth[cell], 0.36);
        people.persons += persons;
        people.young += persons * young;
        people.old += persons * old;
        people.bornAbroad += persons * bounded(0.02, 0.07 + 0.13 * town - 0.15 * rich + 0.0045 * passed, 0.65);

        double earners = 0.79 * persons;
        double income = 236 * StrictMath.pow(1.028, passed) * StrictMath.exp(0.34 * rich + 0.07 * town);
        people.earners += earners;
        people.income += earners * income;
        people.medianIncome += earners * income * (0.95 - 0.06 * Math.max(0, rich));

        double households = persons / (2.35 - 0.5 * town);
        double rented = bounded(0.05, 0.14 + 0.55 * town - 0.22 * rich, 0.9);
        people.dwellings += households;
        people.rented += households * rented;
        people.cooperative += households * bounded(0.01, 0.04 + (0.24 + 0.006 * passed) * town, 0.95 - rented);

        people.hardship += persons * bounded(2, 17 - 15 * rich + 7 * town, 60);
    }

    /** Sums over cells. Incomes are yearly sums in thousand kronor; hardship is a percentage times persons. */
    static final class People {
        double persons;
        double young;
        double old;
        double bornAbroad;
        double earners;
        double income;
        double medianIncome;
        double dwellings;
        double rented;
        double cooperative;
        double hardship;
    }
}
