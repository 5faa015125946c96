package se.regstat.statistics.commuting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.regstat.statistics.dividing.Divisors;
import se.regstat.statistics.dividing.PopulationPoints;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.flow.Amount;
import se.regstat.statistics.flow.Flows;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.AreaNames;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.reaggregation.Reaggregator;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * The flows of a year that are large enough to be drawn, from one area to another, each once in either direction. Each area is a point: where its people live in
 * the mean, see {@link PopulationPoints}. Those of areas that are not here are left out, and so are those whose number is not told.
 */
public final class FlowLines {

    private final YearFlows year;
    private final VintageAreas areas;
    private final List<String> names;
    private final PopulationPoints points;
    private final List<Line> lines;

    /**
     * @param from the number of the area in its vintage
     * @param persons who live in the one and work in the other
     * @param share of those who live in the former and work anywhere; NaN where these are not all known
     */
    private record Line(int from, int to, Amount persons, double share) {}

    private FlowLines(
            YearFlows year, VintageAreas areas, List<String> names, PopulationPoints points, List<Line> lines) {
        this.year = year;
        this.areas = areas;
        this.names = names;
        this.points = points;
        this.lines = lines;
    }

    /** Of each year, ascending; in the order of the codes of the areas from, then to. */
    public static List<FlowLines> of(KnownFlows flows, Observations observations) {
        double least = flows.indicator().flow().orElseThrow().least();
        Divisors divisors = Reaggregator.of(observations.snapshot(), observations.configuration())
                .divisors();
        Map<VintageId, PopulationPoints> points = new HashMap<>();
        List<FlowLines> years = new ArrayList<>();
        for (YearFlows year : flows.years()) {
            VintageAreas areas = observations.snapshot().vintage(year.vintage()).orElseThrow();
            List<String> names = AreaNames.of(observations.snapshot(), observations.configuration()).of(areas).stream()
                    .map(name -> name.text())
                    .toList();
            years.add(new FlowLines(
                    year,
                    areas,
                    names,
                    points.computeIfAbsent(
                            year.vintage(),
                            id -> PopulationPoints.of(divisors, Divisors.Wish.NONE, areas, () -> false)),
                    lines(year, areas, least)));
        }
        return years;
    }

    private static List<Line> lines(YearFlows year, VintageAreas areas, double least) {
        Flows flows = Flows.of(year, areas.areas().stream().map(Area::code).collect(Collectors.toSet()));
        OptionalInt[] here = year.codes().stream().map(areas::indexOf).toArray(OptionalInt[]::new);
        Map<Integer, Amount> living = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        IntStream.range(0, year.pairs().size()).forEach(pair -> {
            int from = year.pairs().origins()[pair];
            int to = year.pairs().destinations()[pair];
            Amount amount = flows.between(from, to);
            if (from == to || !(amount.persons() >= least) || here[from].isEmpty() || here[to].isEmpty()) return;
            double share = amount.shareOf(living.computeIfAbsent(from, flows::living));
            lines.add(new Line(here[from].getAsInt(), here[to].getAsInt(), amount, share));
        });
        return lines;
    }

    public int year() {
        return year.year();
    }

    /** Vintage, year and file. */
    public String derivedFrom() {
        return KnownFlows.derivedFrom(year);
    }

    public VintageAreas areas() {
        return areas;
    }

    /** How many lines there are. */
    public int size() {
        return lines.size();
    }

    /** The number in {@link #areas} of the area that a line comes from. */
    public int from(int line) {
        return lines.get(line).from();
    }

    /** The number in {@link #areas} of the area that a line goes to. */
    public int to(int line) {
        return lines.get(line).to();
    }

    /** What an area is called. */
    public String name(int area) {
        return names.get(area);
    }

    /** Of an area's point, EPSG:3006, metres. */
    public double easting(int area) {
        return points.eastings()[area];
    }

    /** Of an area's point, EPSG:3006, metres. */
    public double northing(int area) {
        return points.northings()[area];
    }

    public double persons(int line) {
        return lines.get(line).persons().persons();
    }

    /** Of their number. */
    public Status status(int line) {
        return lines.get(line).persons().status();
    }

    /** Of those who live where a line comes from and work anywhere, 0 to 1; NaN where these are not all known. */
    public double share(int line) {
        return lines.get(line).share();
    }
}
