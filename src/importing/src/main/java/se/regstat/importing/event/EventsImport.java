package se.regstat.importing.event;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import se.regstat.importing.FeatureChoice;
import se.regstat.importing.check.EventPlaces;
import se.regstat.importing.format.Feature;
import se.regstat.importing.format.FeatureFile;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Numbers;
import se.regstat.importing.format.Problems;
import se.regstat.importing.format.Progress;
import se.regstat.importing.format.Shape;
import se.regstat.importing.format.SwedishExtent;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.crs.Reprojection;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.indicator.EventRule;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.store.Store;

/**
 * Reads points that an indicator is counted from. Anything that cannot be read refuses the file as a whole. Of a point nothing is kept but
 * its place, its year and how many it counts for.
 */
public final class EventsImport {

    /** A day or a moment, as in 2022-05-01T12:30, with an offset or without. */
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

    /** Names of columns with what is known of persons. */
    private static final Pattern PERSONAL = Pattern.compile(
            "(?i)(för|efter|hel)?namn|.*(personn|p(ers)?nr|person_?id|kund_?n|patient|diagnos|adress|address|telefon|phone|mobil|e.?post|e.?mail|födelse|birth|lägenhet|lgh).*");

    private final Configuration configuration;
    private final Reprojection.Provider reprojections;
    private final Progress progress;

    public EventsImport(Configuration configuration, Reprojection.Provider reprojections, Progress progress) {
        this.configuration = configuration;
        this.reprojections = reprojections;
        this.progress = progress;
    }

    /**
     * Reads and checks; nothing is stored.
     *
     * @param store whose divisions are looked at, and what it replaces
     * @throws ImportException if anything is wrong, with the reasons
     */
    public PreparedEvents read(EventsRequest request, Store store) {
        EventRule rule = rule(request.indicator(), store);
        Problems problems = Problems.ofWanted(
                request.file().file().toString(), attributes -> FeatureChoice.isWanted(attributes, request.where()));
        progress.begin("reading " + request.file().file().getFileName(), 0);
        FeatureFile read = read(request, problems);
        checkColumns(request, read.columns());
        List<String> notes = new ArrayList<>();
        SwedishExtent extent = read.crs().resolve(reprojections, notes);
        notes.addAll(read.notes());
        Map<Integer, Points> years = years(request, read, extent, problems, notes);
        problems.refuseIfAny();
        if (years.isEmpty()) throw new ImportException(request.file().file() + " has nothing to count");
        EventCoverage covers = request.covers().orElse(rule.covers());
        Provenance provenance = request.file().provenance(request.source());
        List<Events> events = new ArrayList<>();
        years.forEach((year, points) -> events.add(points.events(request.indicator(), year, covers, provenance)));
        return prepared(events, personal(read.columns()), notes, store);
    }

    /** What {@code indicators.yml} says of it. */
    private EventRule rule(String id, Store store) {
        if (!configuration.describesIndicator(id)) {
            throw new ImportException("indicator '" + id
                    + "' is not described in indicators.yml: describe it there, with" + " kind: count and events: {}");
        }
        EventRule rule = configuration
                .indicator(id)
                .events()
                .orElseThrow(() -> new ImportException("indicator '" + id
                        + "' is not counted from points: for a count that is, say events: {} in indicators.yml"));
        if (!store.values(Set.of(id)).isEmpty()) {
            throw new ImportException("the store has values of '" + id
                    + "' from tables, which would be told no more; take them away first: regstat remove indicator "
                    + id);
        }
        return rule;
    }

    private static FeatureFile read(EventsRequest request, Problems problems) {
        if (request.table().isEmpty()) return request.file().read(Shape.POINTS, problems);
        Set<String> wanted = new TreeSet<>(request.where().keySet());
        wanted.add(request.period());
        request.count().ifPresent(wanted::add);
        return request.file().read(request.table().get(), wanted::contains, problems);
    }

    private static void checkColumns(EventsRequest request, List<String> columns) {
        List<String> wanted = new ArrayList<>(request.where().keySet());
        if (!request.period().matches("\\d{4}")) wanted.add(request.period());
        request.count().ifPresent(wanted::add);
        for (String column : wanted) {
            if (columns.contains(column)) continue;
            throw new ImportException(request.file().file() + " has no column '" + column + "'; its columns are: "
                    + String.join(", ", columns));
        }
    }

    // ---- rows

    /** The points of a year. */
    private static final class Points {
        private double[] eastings = new double[256];
        private double[] northings = new double[256];
        private double[] counts = new double[256];
        private int size;

        void add(Coordinate place, double count) {
            if (size == counts.length) {
                eastings = Arrays.copyOf(eastings, 2 * size);
                northings = Arrays.copyOf(northings, 2 * size);
                counts = Arrays.copyOf(counts, 2 * size);
            }
            eastings[size] = place.x;
            northings[size] = place.y;
            counts[size++] = count;
        }

        Events events(String indicator, int year, EventCoverage covers, Provenance provenance) {
            return Events.sorted(
                    indicator,
                    year,
                    covers,
                    Arrays.copyOf(eastings, size),
                    Arrays.copyOf(northings, size),
                    Arrays.copyOf(counts, size),
                    provenance);
        }
    }

    private Map<Integer, Points> years(
            EventsRequest request, FeatureFile read, SwedishExtent extent, Problems problems, List<String> notes) {
        Map<Integer, Points> years = new TreeMap<>();
        long others = 0;
        int nothing = 0;
        progress.begin("bringing to EPSG:3006", read.features().size());
        for (int i = 0; i < read.features().size(); i++) {
            progress.at(i);
            Feature feature = read.features().get(i);
            if (!FeatureChoice.isWanted(feature.attributes(), request.where())) {
                others++;
                continue;
            }
            OptionalInt year = year(feature, request, read.columns(), problems);
            OptionalDouble count = count(feature, request, problems);
            Optional<Geometry> place = extent.bring(feature.geometry(), feature::position, problems);
            if (year.isEmpty() || count.isEmpty() || place.isEmpty()) continue;
            if (count.getAsDouble() == 0) {
                nothing++;
                continue;
            }
            years.computeIfAbsent(year.getAsInt(), y -> new Points())
                    .add(place.get().getCoordinate(), count.getAsDouble());
        }
        others += problems.spared();
        if (others > 0) notes.add(others + " rows were left out, as --where says");
        if (nothing > 0) notes.add(nothing + " points count for 0 and were left out");
        return years;
    }

    private static OptionalInt year(Feature feature, EventsRequest request, List<String> columns, Problems problems) {
        boolean same = !columns.contains(request.period());
        String text = same ? request.period() : feature.attribute(request.period());
        try {
            int year = year(text);
            if (year >= 1800 && year < 2200) return OptionalInt.of(year);
        } catch (DateTimeException e) {
            // told below
        }
        if (same) throw new ImportException("--period " + text + " is no year, as 2022");
        problems.add(
                feature.position(),
                "'" + text + "' in column '" + request.period() + "' is no year or date, as 2022 or 2022-05-01");
        return OptionalInt.empty();
    }

    /** Of a moment with an offset, the year that it was in Sweden. */
    private static int year(String text) {
        return switch (text.length()) {
            case 4 -> Year.parse(text).getValue();
            case 7 -> YearMonth.parse(text).getYear();
            case 8 -> LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE).getYear();
            default -> {
                TemporalAccessor when = MOMENT.parseBest(text, OffsetDateTime::from, LocalDate::from);
                yield when instanceof OffsetDateTime moment
                        ? moment.atZoneSameInstant(SWEDEN).getYear()
                        : LocalDate.from(when).getYear();
            }
        };
    }

    private OptionalDouble count(Feature feature, EventsRequest request, Problems problems) {
        if (request.count().isEmpty()) return OptionalDouble.of(1);
        String column = request.count().get();
        String text = feature.attribute(column);
        boolean whole = configuration.indicator(request.indicator()).decimals() == 0;
        if (Numbers.thousands(text).isEmpty() || !whole) {
            try {
                double count = Double.parseDouble(text);
                boolean fits = Double.isFinite(count) && count >= 0 && (!whole || count == Math.rint(count));
                if (fits) return OptionalDouble.of(count);
            } catch (NumberFormatException e) {
                // told below
            }
        }
        problems.add(
                feature.position(),
                "'" + text + "' in column '" + column + "' is not "
                        + (whole
                                ? "a whole number, 0 or more, without a sign between thousands"
                                : "a number, 0 or more"));
        return OptionalDouble.empty();
    }

    // ---- what is told

    private PreparedEvents prepared(List<Events> events, List<String> personal, List<String> notes, Store store) {
        Indicator indicator = configuration.indicator(events.get(0).indicator());
        Snapshot snapshot = Snapshot.of(store);
        Observations observations = Observations.of(snapshot, configuration);
        List<String> summary = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<Events> held = store.events();
        for (Events year : events) {
            checkCoverage(year, snapshot);
            EventPlaces places = EventPlaces.of(observations, year);
            warnings.addAll(places.told(year));
            if (places.finest().isEmpty()) {
                warnings.add(year.indicator() + ", " + year.year()
                        + ": the store has no division that is valid then, so nothing is counted yet");
            }
            if (places.few() > 0 && indicator.disclosure().isEmpty()) {
                warnings.add(year.indicator() + ", " + year.year() + ": " + places.few() + " areas of "
                        + places.finest().orElseThrow() + " have fewer than " + EventPlaces.FEW
                        + "; if that tells of persons, restrict it with disclosure in indicators.yml");
            }
            int repeated = repeated(year);
            if (repeated > 0) {
                notes.add(year.indicator() + ", " + year.year() + ": " + repeated
                        + " points lie exactly where another does; each is counted");
            }
            held.stream()
                    .filter(other -> other.indicator().equals(year.indicator()) && other.year() == year.year())
                    .forEach(other -> notes.add(
                            "it replaces " + other.size() + " points of " + year.indicator() + ", " + year.year()
                                    + ", that came from " + other.provenance().file()));
            summary.add(year.indicator() + ", " + year.year() + ": " + EventPlaces.counted(year.total())
                    + " counted at " + year.size() + " points, " + known(year.covers()));
        }
        if (!events.get(0).covers().isKnown()) {
            warnings.add("nobody says where all are known, so none in an area is no zero but unknown: say --covers"
                    + " riket, or --covers kommun=1480, or covers: in indicators.yml");
        }
        EventPlaces.findable(indicator).ifPresent(warnings::add);
        if (!personal.isEmpty()) {
            warnings.add("the file has what looks like personal data (" + String.join(", ", personal)
                    + "); nothing of it is kept, but places and years can tell of persons too"
                    + (indicator.publishPoints() ? ", and publish_points in indicators.yml shows them to all" : ""));
        }
        return new PreparedEvents(events, indicator.publishPoints(), summary, notes, warnings);
    }

    private static String known(EventCoverage covers) {
        if (!covers.isKnown()) return "not known to be all anywhere";
        return "all of " + (covers.isOfAreas() ? covers : "the country");
    }

    private static void checkCoverage(Events year, Snapshot snapshot) {
        EventCoverage covers = year.covers();
        if (!covers.isOfAreas()) return;
        VintageAreas all = snapshot.valid(covers.division(), year.year())
                .orElseThrow(() -> new ImportException("covers " + covers + ": the store has no " + covers.division()
                        + " that is valid in " + year.year() + "; import it first"));
        for (String code : covers.codes()) {
            if (all.indexOf(code).isEmpty()) {
                throw new ImportException(
                        "covers " + covers + ": " + all.vintage().id() + " has no area " + code);
            }
        }
    }

    /** Points in the place of the one before. */
    private static int repeated(Events events) {
        int repeated = 0;
        for (int i = 1; i < events.size(); i++) {
            boolean same = events.eastings()[i] == events.eastings()[i - 1]
                    && events.northings()[i] == events.northings()[i - 1];
            if (same) repeated++;
        }
        return repeated;
    }

    private static List<String> personal(List<String> columns) {
        return columns.stream()
                .filter(column -> PERSONAL.matcher(column).matches())
                .toList();
    }
}
