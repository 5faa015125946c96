package se.regstat.importing.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.locationtech.jts.geom.Geometry;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.flow.Pairs;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;

/**
 * Invented commuting between the kommuner of the {@linkplain DemoRegion demo region}: more to where many live, fewer the farther it is, most at home. Nobody
 * comes from elsewhere.
 */
final class DemoFlows {

    private static final String INDICATOR = "commuting";
    private static final VintageId KOMMUN = new VintageId("kommun", "2025");
    private static final double WORKING = 0.47;
    private static final double METRES = 11_000;
    private static final double AT_HOME = 2.2;

    private DemoFlows() {}

    /** @param values of the region's DeSO, by which people are as many as everywhere else in the demo */
    static List<YearFlows> of(DemoRegion region, List<PublishedValues> values) {
        List<Area> areas = region.vintages().stream()
                .filter(vintage -> vintage.vintage().id().equals(KOMMUN))
                .findFirst()
                .orElseThrow()
                .areas();
        Map<Integer, Map<String, Double>> people = new TreeMap<>();
        for (PublishedValues set : values) {
            boolean wanted = set.indicator().equals("population")
                    && set.vintage().division().equals("deso");
            if (!wanted) continue;
            for (int i = 0; i < set.codes().size(); i++) {
                people.computeIfAbsent(set.year(), year -> new TreeMap<>())
                        .merge(set.codes().get(i).substring(0, 4), set.values()[i], Double::sum);
            }
        }
        List<YearFlows> years = new ArrayList<>();
        people.forEach((year, byCode) -> years.add(of(
                year,
                areas,
                areas.stream().mapToDouble(area -> byCode.get(area.code())).toArray())));
        return years;
    }

    private static YearFlows of(int year, List<Area> areas, double[] people) {
        int size = areas.size();
        int[] origins = new int[size * size];
        int[] destinations = new int[size * size];
        double[] persons = new double[size * size];
        for (int from = 0; from < size; from++) {
            double[] pull = new double[size];
            double all = 0;
            for (int to = 0; to < size; to++) {
                double distance = middle(areas.get(from)).distance(middle(areas.get(to)));
                pull[to] = people[to] * StrictMath.exp(-distance / METRES) * (from == to ? AT_HOME : 1);
                all += pull[to];
            }
            for (int to = 0; to < size; to++) {
                origins[from * size + to] = from;
                destinations[from * size + to] = to;
                persons[from * size + to] = Math.rint(WORKING * people[from] * pull[to] / all);
            }
        }
        return new YearFlows(
                INDICATOR,
                KOMMUN,
                year,
                EventCoverage.COUNTRY,
                areas.stream().map(Area::code).toList(),
                new Pairs(origins, destinations, persons, new byte[size * size]),
                new Provenance(
                        DemoRegion.MADE,
                        "demo",
                        DemoRegion.sha256("regstat demo " + INDICATOR + " " + year),
                        DemoRegion.SOURCE));
    }

    private static Geometry middle(Area area) {
        return area.geometry().getInteriorPoint();
    }
}
