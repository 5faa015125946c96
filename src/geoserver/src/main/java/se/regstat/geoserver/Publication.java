package se.regstat.geoserver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.config.GeoServer;
import org.geotools.util.logging.Logging;
import org.locationtech.jts.geom.Envelope;
import se.regstat.geoserver.layers.Groups;
import se.regstat.geoserver.layers.Hierarchy;
import se.regstat.geoserver.layers.LaterDocuments;
import se.regstat.geoserver.layers.Layers;
import se.regstat.geoserver.layers.PlannedGroup;
import se.regstat.geoserver.layers.PlannedLayer;
import se.regstat.geoserver.layers.References;
import se.regstat.geoserver.layers.StyleSheet;
import se.regstat.geoserver.layers.Styles;
import se.regstat.geoserver.layers.Tiles;
import se.regstat.geoserver.layers.Workspace;
import se.regstat.geoserver.ledger.Ledger;
import se.regstat.geoserver.ledger.Program;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Datasets;
import se.regstat.geoserver.metadata.LayerExtents;
import se.regstat.geoserver.text.Texts;
import se.regstat.geotools.IndicatorLayers;
import se.regstat.geotools.style.GeneratedStyle;
import se.regstat.geotools.style.IndicatorStyles;
import se.regstat.statistics.analysis.AnalysisLayers;
import se.regstat.statistics.commuting.KnownFlows;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.store.StoreUrl;

/**
 * One run over the catalog, after which
 *
 * <ul>
 *   <li>there is a workspace with a data store; a layer per vintage, per indicator and division, and per change log; the tables
 *       of divisions and of indicators; a group of the newest vintages; and groups that show the layers as a tree;
 *   <li>layers whose data is gone are gone too, or disabled if an administrator worked on them or uses them elsewhere;
 *   <li>whatever an administrator changed or removed is as they left it;
 *   <li>nothing was saved that already was as it should be.
 * </ul>
 *
 * Longer than other classes, so that all there is to publish stands in one place, kind by kind.
 *
 * <p>What cannot be published is logged and left out whole; the rest is published all the same.
 */
final class Publication {

    private static final Logger LOGGER = Logging.getLogger(Publication.class);

    static final String REGISTER = "divisions";
    private static final String CURRENT = "divisions_current";
    private static final String OUTLINE = "outline";

    private final GeoServer geoServer;
    private final Ledger ledger;
    private final Configuration configuration;
    private final StoreUrl url;
    private final Snapshot snapshot;
    private final Observations observations;
    private final IndicatorLayers indicators;
    private final Texts texts;
    private final LayerExtents extents;
    private final Workspace workspace;
    private final Styles styles;
    private final Layers layers;
    private final Groups groups;
    private final LayerTree tree;
    private Optional<LayerReferences> references = Optional.empty();
    private final Set<String> layersNow = new HashSet<>();
    private final Set<String> groupsNow = new HashSet<>();
    private final Map<String, PlannedLayer> publishedLayers = new LinkedHashMap<>();
    private final Set<String> stylesNow = new HashSet<>(StyleSheet.BUNDLED);
    private final Set<String> stylesThere = new HashSet<>();

    Publication(
            GeoServer geoServer,
            Catalog catalog,
            Ledger ledger,
            Configuration configuration,
            StoreUrl url,
            Snapshot snapshot,
            Optional<LaterDocuments> later) {
        this.geoServer = geoServer;
        this.ledger = ledger;
        this.configuration = configuration;
        this.url = url;
        this.snapshot = snapshot;
        this.observations = Observations.of(snapshot, configuration);
        this.indicators = IndicatorLayers.of(snapshot, observations);
        this.texts = new Texts(configuration, snapshot.demo());
        this.extents = new LayerExtents(snapshot);
        this.workspace = new Workspace(catalog, ledger, configuration.workspace());
        this.styles = new Styles(catalog, ledger, workspace, later);
        this.groups = new Groups(catalog, ledger, workspace);
        this.layers = new Layers(catalog, ledger, workspace, groups);
        this.tree = new LayerTree(configuration, texts);
    }

    /** @return how many layers there are now */
    int run() {
        String text = texts.storeDescription().sv();
        new UpdateSequence(geoServer).count(() -> workspace.publish(url, snapshot.revision(), configuration, text));
        StyleSheet.BUNDLED.forEach(name -> attempt("style " + name, () -> publish(StyleSheet.bundled(name))));
        computeValues();
        attempt("what layers refer to", this::refer);
        publishDivisions();
        publishChanges();
        publishIndicators();
        publishPoints();
        publishFlows();
        publishAnalyses();
        tree.planned().forEach(heading -> publish(heading.with(references.flatMap(LayerReferences::index))));
        attempt("what derived.yml asks for", new NotDerived(configuration, indicators)::tell);
        attempt("what is told of restricted indicators", new NotDerived(configuration, indicators)::tellOfRestricted);
        retire();
        references.ifPresent(to -> attempt(
                "services of its own", () -> OwnServices.publish(to.catalogue(), geoServer, ledger, workspace)));
        return publishedLayers.size();
    }

    private boolean refer() {
        Catalogue catalogue = Datasets.of(observations, indicators).edited(EditedTexts.lastEdits(workspace));
        references = Optional.of(LayerReferences.of(catalogue, geoServer));
        return true;
    }

    /**
     * Brings the tiles that are kept of the layers up to date. What a map shows follows from the store, the configuration and the styles.
     *
     * @param swapped whether this GeoServer has shown something else until now: another that has the same tiles may have been quicker to
     *     throw them away, and this one put some of the former there since
     */
    void tend(Tiles tiles, boolean swapped) {
        publishedLayers.forEach((name, layer) -> {
            if (!layer.hasGeometry()) return;
            tiles.keep(workspace.name() + ":" + name, workspace.layer(name));
            tiles.keepApart(workspace.layer(name), layer.years());
        });
        for (LayerGroupInfo group : groups.ours()) {
            if (group.getMode() == LayerGroupInfo.Mode.CONTAINER) tiles.withhold(group);
            else tiles.keep(workspace.name() + ":" + group.getName(), group);
        }
        String shown = Ledger.digest(String.join(
                        " ",
                        url.toString(),
                        String.valueOf(snapshot.revision()),
                        configuration.fingerprint(),
                        ledger.styles().toString(),
                        Program.CHECKSUM)
                .getBytes(StandardCharsets.UTF_8));
        // Of before the first time there may be tiles too: from an earlier version, or of another layer of that name.
        if (swapped || ledger.value("tiles", "shown").filter(shown::equals).isEmpty()) {
            publishedLayers.keySet().forEach(name -> tiles.truncate(workspace.layer(name)));
            groups.ours().forEach(tiles::truncate);
        }
        ledger.record("tiles", "shown", shown);
    }

    /** @return whether it is there now */
    private static boolean attempt(String what, Supplier<Boolean> publishing) {
        try {
            return publishing.get();
        } catch (RuntimeException e) {
            LOGGER.log(Level.SEVERE, "Regstat could not publish " + what + ": " + e.getMessage(), e);
            return false;
        }
    }

    private boolean publish(StyleSheet sheet) {
        stylesNow.add(sheet.name());
        boolean there = styles.publish(sheet);
        if (there) stylesThere.add(sheet.name());
        return there;
    }

    /** @param place puts it into the tree, once it is there */
    private boolean publish(String name, Supplier<PlannedLayer> plan, Consumer<Envelope> place) {
        layersNow.add(name);
        return attempt("layer " + name, () -> {
            PlannedLayer planned = plan.get();
            if (!layers.publish(planned)) return false;
            publishedLayers.put(name, planned);
            place.accept(planned.bounds());
            return true;
        });
    }

    /** Without a place in the tree, as WMS has no tables; with a style, since GeoServer complains of layers without. */
    private void publishTable(String name, Texts.Description description) {
        publish(
                name,
                () -> new PlannedLayer(
                        name,
                        description,
                        false,
                        extents.everywhere(),
                        there(List.of(OUTLINE)),
                        List.of(),
                        references(name)),
                bounds -> {});
    }

    private boolean publish(PlannedGroup planned) {
        groupsNow.add(planned.name());
        return attempt("group " + planned.name(), () -> groups.publish(planned));
    }

    private References references(String layer) {
        return references.map(known -> known.of(layer)).orElse(References.NONE);
    }

    private boolean isPublished(String division) {
        return configuration.division(division).publish();
    }

    private List<String> there(List<String> wanted) {
        return wanted.stream().filter(stylesThere::contains).toList();
    }

    // ---- divisions

    private void publishDivisions() {
        List<VintageId> vintages = new ArrayList<>();
        for (VintageAreas areas : snapshot.vintages()) {
            VintageId id = areas.vintage().id();
            if (areas.areas().isEmpty() || !isPublished(id.division())) continue;
            boolean there = publish(
                    id.layerName(),
                    () -> new PlannedLayer(
                            id.layerName(),
                            texts.vintage(areas),
                            true,
                            areas.bounds(),
                            there(StyleSheet.of(id.division())),
                            List.of(),
                            references(id.layerName())),
                    bounds -> tree.addVintage(id, bounds));
            if (there) vintages.add(id);
        }
        if (vintages.isEmpty()) return;
        publishTable(REGISTER, texts.register());
        PlannedGroup current = current(Hierarchy.newest(vintages, configuration));
        if (publish(current)) tree.addCurrentDivisions(current);
    }

    private PlannedGroup current(List<VintageId> newest) {
        Envelope bounds = new Envelope();
        newest.forEach(
                id -> bounds.expandToInclude(snapshot.vintage(id).orElseThrow().bounds()));
        return new PlannedGroup(
                CURRENT,
                texts.current(),
                LayerGroupInfo.Mode.SINGLE,
                bounds,
                newest.stream().map(VintageId::layerName).toList(),
                false);
    }

    private void publishChanges() {
        for (ChangeLog log : snapshot.changeLogs()) {
            if (!isPublished(log.division()) || log.changes().isEmpty()) continue;
            publish(
                    log.layerName(),
                    () -> new PlannedLayer(
                            log.layerName(),
                            texts.changes(log),
                            true,
                            extents.of(log),
                            there(List.of(StyleSheet.CHANGES)),
                            List.of(),
                            references(log.layerName())),
                    bounds -> tree.addChanges(log, bounds));
        }
    }

    // ---- indicators

    private void computeValues() {
        AllProcessors.work(
                observations.indicators(),
                indicator -> attempt(
                        "indicator " + indicator.id(),
                        () -> !observations.series(indicator.id()).isEmpty()));
    }

    private void publishIndicators() {
        boolean any = false;
        for (String name : indicators.sideBySide()) {
            List<Series> series = indicators.sideBySide(name);
            String division = series.get(0).division();
            if (!isPublished(division)) continue;
            any |= publish(
                    name,
                    () -> new PlannedLayer(
                            name,
                            texts.sideBySide(division, series),
                            true,
                            extents.of(series),
                            there(List.of(OUTLINE)),
                            LayerExtents.years(series),
                            references(name)),
                    bounds -> tree.addSideBySide(name, division, bounds));
        }
        if (any) publishTable(IndicatorLayers.REGISTER, texts.indicatorRegister());
        Map<String, Series> published = new LinkedHashMap<>(indicators.series());
        published.values().removeIf(series -> !series.isPublished() || !isPublished(series.division()));
        publish(published, this::references);
    }

    /** @param references of each layer, by its name */
    private void publish(Map<String, Series> published, Function<String, References> references) {
        Map<String, List<GeneratedStyle>> generated = generated(published);
        published.forEach((name, series) -> publish(
                name,
                () -> new PlannedLayer(
                        name,
                        texts.indicator(series),
                        true,
                        extents.of(List.of(series)),
                        there(publishStyles(name, series, generated.get(name))),
                        LayerExtents.years(List.of(series)),
                        references.apply(name)),
                bounds -> tree.addIndicator(name, series, bounds)));
    }

    /** They are no datasets of their own, so nothing refers to records of them. */
    private void publishPoints() {
        observations.shownPoints().forEach((indicator, events) -> {
            String name = Events.layerName(indicator.id());
            publish(
                    name,
                    () -> new PlannedLayer(
                            name,
                            texts.points(indicator, events),
                            true,
                            LayerExtents.ofPoints(events),
                            there(List.of(StyleSheet.POINTS)),
                            events.stream().map(Events::year).toList(),
                            References.NONE),
                    bounds -> tree.addPoints(name, indicator, bounds));
        });
    }

    /** They are no datasets of their own either. */
    private void publishFlows() {
        for (KnownFlows flows : KnownFlows.of(observations)) {
            if (!flows.indicator().publish() || !isPublished(flows.division())) continue;
            String name = flows.layerName();
            publish(
                    name,
                    () -> new PlannedLayer(
                            name,
                            texts.flows(flows),
                            true,
                            extents.of(flows),
                            there(List.of(StyleSheet.FLOWS)),
                            flows.years().stream().map(YearFlows::year).toList(),
                            References.NONE),
                    bounds -> tree.addFlows(name, flows.indicator(), bounds));
        }
    }

    /** Nor are these. */
    private void publishAnalyses() {
        AnalysisLayers analyses = AnalysisLayers.of(observations);
        Map<String, Series> published = new LinkedHashMap<>();
        for (String name : analyses.names()) {
            analyses.series(name)
                    .filter(series -> series.isPublished() && isPublished(series.division()))
                    .ifPresent(series -> published.put(name, series));
        }
        publish(published, name -> References.NONE);
        analyses.leftOut()
                .forEach((name, reason) ->
                        LOGGER.log(Level.WARNING, "Regstat makes no layer {0} of what {1} asks for: {2}", new Object[] {
                            name, configuration.directory().resolve("analysis.yml"), reason
                        }));
    }

    /** The styles of layers of indicators, by layer. */
    private Map<String, List<GeneratedStyle>> generated(Map<String, Series> published) {
        Map<String, List<GeneratedStyle>> generated = new HashMap<>();
        published.forEach((layer, series) -> generated.put(layer, IndicatorStyles.of(observations, series)));
        AllProcessors.work(
                generated.entrySet(),
                layer -> attempt("styles of " + layer.getKey(), () -> styles.prepare(layer.getValue())));
        return generated;
    }

    /** Publishes the styles of an indicator's layer. @return their names, and those that need no values of it */
    private List<String> publishStyles(String layer, Series series, List<GeneratedStyle> generated) {
        String usual = series.indicator().id() + "_" + series.division();
        List<String> names = new ArrayList<>();
        for (GeneratedStyle style : generated) {
            String name = layer + style.name().substring(usual.length());
            if (StyleSheet.BUNDLED.contains(name)) continue;
            names.add(name);
            attempt("style " + name, () -> publish(StyleSheet.made(name, style)));
        }
        names.add(OUTLINE);
        if (series.isDerived() && series.indicator().disclosure().isEmpty()) names.add(StyleSheet.RELIABILITY);
        return names;
    }

    // ---- what is gone

    /** In this order: what a group holds or a layer uses cannot go. */
    private void retire() {
        retire("group ", groupsNow, groups::retire);
        retire("layer ", layersNow, layers::retire);
        retire("style ", stylesNow, styles::retire);
    }

    private void retire(String kind, Set<String> wanted, Predicate<String> retirement) {
        for (String key : ledger.keys()) {
            if (!key.startsWith(kind)) continue;
            String name = key.substring(kind.length());
            if (!wanted.contains(name)) attempt(key, () -> retirement.test(name));
        }
    }
}
