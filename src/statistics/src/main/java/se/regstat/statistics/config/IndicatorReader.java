package se.regstat.statistics.config;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.indicator.Combination;
import se.regstat.statistics.indicator.Disclosure;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.indicator.EventRule;
import se.regstat.statistics.indicator.FlowRule;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.MapStyle;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Noise;
import se.regstat.statistics.indicator.Perturbation;
import se.regstat.statistics.indicator.Theme;

/** Reads one indicator of {@code indicators.yml}. */
final class IndicatorReader {

    /** Keys that describe an indicator, whatever its values are. */
    static final List<String> DESCRIBING = List.of(
            "title",
            "theme",
            "unit",
            "decimals",
            "keywords",
            "definition",
            "reading",
            "caveat",
            "producer",
            "source",
            "licence",
            "base_year",
            "breaks",
            "style",
            "publish");

    private static final String KINDS = "count, ratio, mean, median, quantile, index, class, criteria, density";

    private final String id;
    private final YamlMapping yaml;
    private final Map<String, Theme> themes;

    private IndicatorReader(String id, YamlMapping yaml, Map<String, Theme> themes) {
        this.id = id;
        this.yaml = yaml;
        this.themes = themes;
    }

    /** @param described the mapping from ids to indicators */
    static Indicator read(String id, YamlMapping described, Map<String, Theme> themes) {
        return described.checked(id, () -> new IndicatorReader(id, described.mapping(id), themes).indicator());
    }

    /**
     * What a layer of an analysis shows: relative numbers, which are never added up.
     *
     * @param described the mapping from ids to layers
     */
    static Indicator layer(String id, YamlMapping described, Map<String, Theme> themes, boolean classes) {
        return described.checked(id, () -> new IndicatorReader(id, described.mapping(id), themes).ofLayer(classes));
    }

    private Indicator ofLayer(boolean classes) {
        Measure measure = new Measure.Index(classes);
        return indicator(
                measure, List.of(), 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /** @param described the mapping from ids to titles */
    static Theme theme(String id, YamlMapping described) {
        LocalText title = described.localText(id);
        if (title.isEmpty()) throw described.error(id, "should have a title, as in  {sv: Befolkning, en: Population}");
        return described.checked(id, () -> new Theme(id, title));
    }

    private Indicator indicator() {
        yaml.only(
                "title",
                "theme",
                "unit",
                "kind",
                "numerator",
                "denominator",
                "per",
                "base",
                "share",
                "of",
                "components",
                "standardised",
                "reference",
                "limits",
                "anchored",
                "conditions",
                "decimals",
                "parts",
                "tolerance",
                "keywords",
                "definition",
                "reading",
                "caveat",
                "producer",
                "source",
                "licence",
                "disclosure",
                "perturbation",
                "told_for",
                "events",
                "flow",
                "base_year",
                "breaks",
                "style",
                "projection",
                "publish");
        Measure measure = measure();
        double tolerance = yaml.decimal("tolerance").orElse(0);
        if (tolerance < 0) throw yaml.error("tolerance", "should not be negative");
        return indicator(
                measure,
                yaml.list("parts"),
                tolerance,
                disclosure(measure),
                perturbation(measure),
                events(measure),
                flow(measure),
                yaml.flag("projection", false));
    }

    private Indicator indicator(
            Measure measure,
            List<String> parts,
            double tolerance,
            Optional<Disclosure> disclosure,
            Optional<Perturbation> perturbation,
            Optional<EventRule> events,
            Optional<FlowRule> flow,
            boolean projection) {
        LocalText title = yaml.localText("title");
        return new Indicator(
                id,
                title.isEmpty() ? Indicator.undescribed(id).title() : title,
                theme(),
                yaml.localText("unit"),
                measure,
                decimals(measure),
                parts,
                tolerance,
                yaml.list("keywords"),
                yaml.localText("definition"),
                yaml.localText("reading"),
                yaml.localText("caveat"),
                yaml.text("producer").orElse(""),
                yaml.text("source").orElse(""),
                yaml.text("licence").orElse(Division.UNKNOWN_LICENCE),
                disclosure,
                perturbation,
                events,
                flow,
                yaml.number("base_year"),
                breaks(),
                style(measure),
                projection,
                yaml.flag("publish", true));
    }

    private Theme theme() {
        Optional<String> named = yaml.text("theme");
        if (named.isEmpty()) return Theme.OTHER;
        Theme theme = themes.get(named.get());
        if (theme == null) {
            throw yaml.error(
                    "theme",
                    "'" + named.get() + "' is not one of the themes: at the top of the file they are "
                            + (themes.isEmpty() ? "none" : String.join(", ", themes.keySet())));
        }
        return theme;
    }

    private Measure measure() {
        String kind = yaml.text("kind").orElseThrow(() -> yaml.error("kind", "is missing; give one of " + KINDS));
        return switch (kind) {
            case "count" -> new Measure.Count();
            case "ratio" ->
                new Measure.Ratio(
                        yaml.text("numerator"),
                        yaml.text("denominator").or(() -> yaml.text("base")),
                        yaml.decimal("per").orElse(100));
            case "mean" -> new Measure.Mean(yaml.text("base"));
            case "median" -> new Measure.Quantile(0.5, yaml.text("base"));
            case "quantile" -> new Measure.Quantile(share(), yaml.text("base"));
            case "index", "class", "criteria" ->
                CombinationReader.read(kind, yaml)
                        .<Measure>map(how -> new Measure.Combined(how, List.of()))
                        .orElseGet(() -> new Measure.Index(kind.equals("class")));
            case "density" ->
                new Measure.Density(yaml.text("of")
                        .orElseThrow(() -> yaml.error("of", "is missing; name the count, as in of: population")));
            default -> throw yaml.error("kind", "'" + kind + "' is not a kind of measure; give one of " + KINDS);
        };
    }

    private double share() {
        return yaml.decimal("share")
                .orElseThrow(() -> yaml.error("share", "is missing; give the share below the quantile, as 0.9"));
    }

    private int decimals(Measure measure) {
        int decimals = yaml.number("decimals").orElse(usualDecimals(measure));
        if (decimals < 0 || decimals > 6) throw yaml.error("decimals", "should be 0 to 6");
        return decimals;
    }

    private static int usualDecimals(Measure measure) {
        if (measure instanceof Measure.Count || measure.isClass()) return 0;
        boolean standardised = measure instanceof Measure.Combined combined
                && combined.combination() instanceof Combination.Index index
                && index.standardised().isPresent();
        return standardised ? 2 : 1;
    }

    private Optional<Disclosure> disclosure(Measure measure) {
        if (!yaml.keys().contains("disclosure")) {
            if (yaml.keys().contains("told_for")) {
                throw yaml.error("told_for", "is for restricted indicators; this one has no disclosure");
            }
            return Optional.empty();
        }
        YamlMapping rule = yaml.mapping("disclosure").only("minimum", "base", "variance", "maximum", "least");
        double minimum = rule.decimal("minimum")
                .orElseThrow(() -> rule.error("minimum", "is missing; give the fewest persons a value is told for"));
        if (!(minimum >= 1)) throw rule.error("minimum", "should be at least 1 person");
        if (!yaml.list("told_for").isEmpty() && !canBeMoved(measure)) {
            throw yaml.error(
                    "told_for",
                    "is for counts and what is computed from or weighted with them; noise, which protects what is told,"
                            + " cannot be added to a " + measure.id()
                            + (measure.inputs().isEmpty() ? " without a base" : ""));
        }
        String base = rule.text("base").orElse("population");
        return Optional.of(new Disclosure(minimum, base, noise(rule), Set.copyOf(yaml.list("told_for"))));
    }

    private static boolean canBeMoved(Measure measure) {
        return measure instanceof Measure.Count
                || (!measure.inputs().isEmpty() && !(measure instanceof Measure.Quantile));
    }

    private Noise noise(YamlMapping rule) {
        return yaml.checked(
                "disclosure",
                () -> new Noise(
                        rule.decimal("variance").orElse(Noise.DEFAULT.variance()),
                        rule.number("maximum").orElse(Noise.DEFAULT.maximum()),
                        rule.number("least").orElse(Noise.DEFAULT.least())));
    }

    private Optional<Perturbation> perturbation(Measure measure) {
        if (!yaml.keys().contains("perturbation")) return Optional.empty();
        if (!(measure instanceof Measure.Count)) {
            throw yaml.error("perturbation", "is for counts; what is computed from them follows");
        }
        YamlMapping noise = yaml.mapping("perturbation").only("variance", "maximum", "from");
        double variance = noise.decimal("variance")
                .orElseThrow(() -> noise.error("variance", "is missing; give what the producer says it is"));
        int maximum = noise.number("maximum")
                .orElseThrow(() -> noise.error("maximum", "is missing; give the most that a count is moved by"));
        int from = noise.number("from")
                .orElseThrow(() -> noise.error("from", "is missing; give the first year, as in from: 2025"));
        return Optional.of(yaml.checked("perturbation", () -> new Perturbation(variance, maximum, from)));
    }

    private Optional<EventRule> events(Measure measure) {
        if (!yaml.keys().contains("events")) return Optional.empty();
        if (!(measure instanceof Measure.Count)) {
            throw yaml.error("events", "is for counts; what is computed from them follows");
        }
        YamlMapping rule = yaml.mapping("events").only("covers", "publish_points");
        EventCoverage covers = covers(rule);
        boolean publishPoints = rule.flag("publish_points", false);
        if (publishPoints && yaml.keys().contains("disclosure")) {
            throw rule.error("publish_points", "cannot be true where there is a disclosure: points show every event");
        }
        return Optional.of(new EventRule(covers, publishPoints));
    }

    private static EventCoverage covers(YamlMapping rule) {
        return rule.text("covers")
                .map(text -> rule.checked("covers", () -> EventCoverage.parse(text)))
                .orElse(EventCoverage.UNKNOWN);
    }

    private Optional<FlowRule> flow(Measure measure) {
        if (!yaml.keys().contains("flow")) return Optional.empty();
        if (!(measure instanceof Measure.Count)) {
            throw yaml.error("flow", "is for counts of who go from one area to another");
        }
        for (String other : List.of("disclosure", "events")) {
            if (yaml.keys().contains(other)) {
                throw yaml.error(
                        "flow",
                        "cannot stand beside " + other
                                + (other.equals("events")
                                        ? ": who go somewhere are not counted from points"
                                        : ": flows between areas can be single persons, and are told of no restricted indicator"));
            }
        }
        YamlMapping rule = yaml.mapping("flow").only("covers", "least");
        double least = rule.decimal("least").orElse(FlowRule.USUAL);
        if (!(least > 0)) throw rule.error("least", "should be how many a line is drawn for, more than 0");
        return Optional.of(new FlowRule(covers(rule), least));
    }

    private Set<Integer> breaks() {
        Set<Integer> years = new HashSet<>();
        for (String year : yaml.list("breaks")) {
            if (!year.matches("\\d{4}")) throw yaml.error("breaks", "'" + year + "' is not a year of four digits");
            years.add(Integer.valueOf(year));
        }
        return years;
    }

    private MapStyle style(Measure measure) {
        YamlMapping style = yaml.mapping("style").only("method", "classes", "limits", "palette", "midpoint");
        List<Double> limits = style.decimals("limits");
        OptionalInt classes = style.number("classes");
        MapStyle.Method method = style.text("method")
                .map(name -> method(name, style))
                .orElse(limits.isEmpty() ? usualMethod(measure) : MapStyle.Method.LIMITS);
        OptionalDouble midpoint = style.decimal("midpoint");
        return yaml.checked(
                "style",
                () -> new MapStyle(
                        method,
                        limits.isEmpty() ? classes.orElse(MapStyle.DEFAULT.classes()) : limits.size() + 1,
                        limits,
                        style.text("palette"),
                        midpoint));
    }

    /** Quantiles would give a town of 40 000 and one of a million the same symbol. */
    private static MapStyle.Method usualMethod(Measure measure) {
        return measure instanceof Measure.Count ? MapStyle.Method.NATURAL_BREAKS : MapStyle.DEFAULT.method();
    }

    private static MapStyle.Method method(String name, YamlMapping style) {
        try {
            return MapStyle.Method.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw style.error("method", "'" + name + "' should be quantile, natural_breaks, equal_interval or limits");
        }
    }
}
