package se.regstat.geoserver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.geoserver.catalog.LayerGroupInfo;
import org.locationtech.jts.geom.Envelope;
import se.regstat.geoserver.layers.PlannedGroup;
import se.regstat.geoserver.text.Texts;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Theme;
import se.regstat.statistics.observation.Series;

/**
 * The layers in the order that a reader looks for them, as groups in groups that clients show as a tree: divisions with their
 * vintages; indicators by theme and, within a theme, by division; what is derived by the division it is derived for.
 *
 * <ul>
 *   <li>No heading has a single entry: the entry stands in its place, or what is under the entry under the heading.
 *   <li>Tables are not in it: only WMS knows groups, and has no tables.
 *   <li>Groups have a hyphen in their names or none at all, layers always an underscore: no group is called as a layer is.
 *   <li>No heading is called after a single indicator, whose layers might be hidden from the reader who sees the heading.
 * </ul>
 */
final class LayerTree {

    private static final String ROOT = "tree";
    private static final LocalText DIVISIONS = new LocalText("Indelningar", "Divisions");
    private static final LocalText INDICATORS = new LocalText("Indikatorer", "Indicators");
    private static final LocalText SIDE_BY_SIDE =
            new LocalText("Alla indikatorer, en kolumn var", "All indicators, a column each");
    private static final LocalText FLOWS = new LocalText("Flöden", "Flows");
    private static final LocalText POINTS = new LocalText("Punkter", "Points");
    private static final LocalText DERIVED = new LocalText("Härledda skikt", "Derived layers");

    private final Configuration configuration;
    private final List<String> orderOfDivisions;
    private final List<String> orderOfIndicators;
    private final List<String> orderOfThemes;
    private final Heading root;
    private final Heading divisions;
    private final Heading indicators;
    private final Heading sideBySide;
    private final Heading derived;

    LayerTree(Configuration configuration, Texts texts) {
        this.configuration = configuration;
        orderOfDivisions = ids(configuration.divisions(), Division::id);
        orderOfIndicators = ids(configuration.indicators(), Indicator::id);
        orderOfThemes = ids(configuration.themes(), Theme::id);
        root = new Heading(ROOT, 0, texts.root());
        divisions = root.heading("divisions", 0, DIVISIONS);
        indicators = root.heading("indicators", 1, INDICATORS);
        sideBySide = indicators.heading("side-by-side", orderOfThemes.size(), SIDE_BY_SIDE);
        derived = root.heading("derived", 2, DERIVED);
    }

    private static <T> List<String> ids(Collection<T> all, Function<T, String> id) {
        return all.stream().map(id).toList();
    }

    /** Those that the configuration does not describe come last. */
    private static int rank(String id, List<String> order) {
        int place = order.indexOf(id);
        return place < 0 ? order.size() : place;
    }

    /** The newest comes first. */
    void addVintage(VintageId id, Envelope bounds) {
        under(divisions, id.division()).add(id.layerName(), -Integer.parseInt(id.year()), bounds);
    }

    void addChanges(ChangeLog log, Envelope bounds) {
        under(divisions, log.division()).add(log.layerName(), 0, bounds);
    }

    /** Before all divisions. */
    void addCurrentDivisions(PlannedGroup group) {
        divisions.add(group.name(), -1, group.bounds());
    }

    void addIndicator(String layer, Series series, Envelope bounds) {
        Theme theme = configuration.indicator(series.indicator().id()).theme();
        Heading above = series.isDerived()
                ? derived
                : indicators.heading("theme-" + theme.id(), rank(theme.id(), orderOfThemes), theme.title());
        under(above, series.division()).add(layer, rank(series.indicator().id(), orderOfIndicators), bounds);
    }

    void addPoints(String layer, Indicator indicator, Envelope bounds) {
        Theme theme = indicator.theme();
        indicators
                .heading("theme-" + theme.id(), rank(theme.id(), orderOfThemes), theme.title())
                .heading("counted-points", orderOfDivisions.size() + 1, POINTS)
                .add(layer, rank(indicator.id(), orderOfIndicators), bounds);
    }

    void addFlows(String layer, Indicator indicator, Envelope bounds) {
        Theme theme = indicator.theme();
        indicators
                .heading("theme-" + theme.id(), rank(theme.id(), orderOfThemes), theme.title())
                .heading("flows", orderOfDivisions.size() + 2, FLOWS)
                .add(layer, rank(indicator.id(), orderOfIndicators), bounds);
    }

    void addSideBySide(String layer, String division, Envelope bounds) {
        sideBySide.add(layer, rank(division, orderOfDivisions), bounds);
    }

    private Heading under(Heading above, String division) {
        return above.heading(
                division,
                rank(division, orderOfDivisions),
                configuration.division(division).title());
    }

    /** Those that others hold before those. */
    List<PlannedGroup> planned() {
        List<PlannedGroup> planned = new ArrayList<>();
        root.plan(planned);
        return planned;
    }

    private sealed interface Entry permits Leaf, Heading {
        String name();

        int rank();

        Envelope bounds();
    }

    private record Leaf(String name, int rank, Envelope bounds) implements Entry {}

    private static final class Heading implements Entry {
        private final String name;
        private final int rank;
        private final Texts.Description description;
        private final Map<String, Entry> entries = new LinkedHashMap<>();

        Heading(String name, int rank, Texts.Description description) {
            this.name = name;
            this.rank = rank;
            this.description = description;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int rank() {
            return rank;
        }

        @Override
        public Envelope bounds() {
            Envelope bounds = new Envelope();
            entries.values().forEach(entry -> bounds.expandToInclude(entry.bounds()));
            return bounds;
        }

        Heading heading(String id, int rank, LocalText title) {
            return (Heading) entries.computeIfAbsent(name + "-" + id, n -> new Heading(n, rank, Texts.heading(title)));
        }

        void add(String layer, int rank, Envelope bounds) {
            entries.put(layer, new Leaf(layer, rank, bounds));
        }

        /** What stands under it: a single heading gives way to its own entries, one of a single entry to that. */
        private List<Entry> shown() {
            List<Entry> shown = new ArrayList<>();
            entries.values().stream()
                    .sorted(Comparator.comparingInt(Entry::rank).thenComparing(Entry::name))
                    .forEach(entry -> {
                        List<Entry> under = entry instanceof Heading heading ? heading.shown() : List.of(entry);
                        if (under.size() == 1) shown.add(under.get(0));
                        if (under.size() > 1) shown.add(entry);
                    });
            return shown.size() == 1 && shown.get(0) instanceof Heading only ? only.shown() : shown;
        }

        private void plan(List<PlannedGroup> planned) {
            List<Entry> shown = shown();
            if (shown.size() < 2) return;
            for (Entry entry : shown) {
                if (entry instanceof Heading heading) heading.plan(planned);
            }
            planned.add(new PlannedGroup(
                    name,
                    description,
                    LayerGroupInfo.Mode.CONTAINER,
                    bounds(),
                    shown.stream().map(Entry::name).toList(),
                    name.equals(ROOT)));
        }
    }
}
