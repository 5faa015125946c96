package se.regstat.statistics.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.Trials;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.indicator.ListedValues;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.ReplacedValues;
import se.regstat.statistics.secret.Secret;

/**
 * A store in a GeoPackage: a feature table per vintage, as GIS programs expect, and attribute tables for the registry.
 *
 * <p>A read-only store sees one state of the file from the first that it is asked for to its closing, whatever is written meanwhile.
 */
final class GeoPackageStore implements Store {

    /** The tables of what does not go with a vintage. */
    private static final List<String> ALL = List.of(
            "values",
            "presences",
            "code_lists",
            "replaced_values",
            "change_logs",
            "changes",
            "lists",
            "listed_areas",
            "listed_parents",
            "masks",
            "mask_polygons",
            "populations",
            "population_kinds",
            "fetches",
            "trials",
            "events",
            "flows");

    private final StoreFile file;
    private final VintageTables vintages;
    private final ValueTables values;
    private final ChangeTables changes;
    private final CodeListTables codeLists;
    private final AncillaryTables ancillary;
    private final FetchTables fetches;
    private final EventTables events;
    private final FlowTables flows;

    private GeoPackageStore(StoreFile file) {
        GeoPackageGeometry geometries = new GeoPackageGeometry();
        this.file = file;
        this.vintages = new VintageTables(file.connection(), geometries);
        this.values = new ValueTables(file.connection());
        this.changes = new ChangeTables(file.connection(), geometries);
        this.codeLists = new CodeListTables(file.connection());
        this.ancillary = new AncillaryTables(file.connection(), geometries);
        this.fetches = new FetchTables(file.connection());
        this.events = new EventTables(file.connection(), geometries);
        this.flows = new FlowTables(file.connection());
    }

    static Store open(StoreUrl.GeoPackage url, StoreUrl.Mode mode) {
        return new GeoPackageStore(StoreFile.open(url, mode));
    }

    /**
     * A new store, whose file stays only if something is written to it or it is a demo.
     *
     * @throws StoreException if there is a file already, or none can be written there
     */
    static Store create(StoreUrl.GeoPackage url, boolean demo) {
        return new GeoPackageStore(StoreFile.create(url, demo));
    }

    /** For tests, which play another program that has the file open. */
    Connection connection() {
        return file.connection();
    }

    @Override
    public long revision() {
        return file.revision();
    }

    @Override
    public List<Vintage> vintages() {
        return file.reading(vintages::read);
    }

    @Override
    public List<Area> areas(VintageId id) {
        Optional<Vintage> vintage = vintage(id);
        return vintage.isEmpty() ? List.of() : file.reading(() -> vintages.areas(vintage.get()));
    }

    @Override
    public List<Generalisation> generalisations(VintageId id) {
        return file.reading(() -> vintages.generalisations(id));
    }

    @Override
    public void write(Vintage vintage, List<Area> areas, List<Generalisation> generalisations) {
        file.write(sql -> vintages.write(sql, vintage, areas, generalisations));
    }

    @Override
    public Optional<UUID> identity() {
        return file.identity();
    }

    @Override
    public void adopt(UUID identity, boolean demo, List<ReplacedValues> replaced) {
        file.write(sql -> {
            sql.execute("UPDATE regstat_store SET identity = '" + identity + "', demo = " + (demo ? 1 : 0));
            values.writeReplaced(replaced);
        });
    }

    @Override
    public Optional<Secret> secret() {
        return file
                .since(10, () -> file.query("SELECT secret FROM regstat_secret", row -> Secret.of(row.getBytes(1))))
                .stream()
                .findFirst();
    }

    @Override
    public void writeSecret(Secret secret) {
        file.write(sql -> GeoPackageScripts.keep(sql, secret));
    }

    @Override
    public boolean isDemo() {
        return file.query("SELECT demo FROM regstat_store", row -> row.getBoolean(1))
                .get(0);
    }

    @Override
    public Map<String, LocalName> localNames(VintageId id) {
        return vintage(id).isEmpty() ? Map.of() : file.reading(() -> vintages.localNames(id));
    }

    @Override
    public void writeLocalNames(VintageId id, Map<String, LocalName> names) {
        file.write(sql -> vintages.setLocalNames(id, names));
    }

    @Override
    public boolean remove(VintageId id) {
        if (vintage(id).isEmpty()) return false;
        file.write(sql -> {
            VintageTables.drop(sql, id);
            values.deleteVintage(id);
            flows.deleteVintage(id);
        });
        return true;
    }

    @Override
    public void readValues(Consumer<PublishedValues> each) {
        read(indicator -> true, each);
    }

    @Override
    public List<PublishedValues> values(Set<String> indicators) {
        List<PublishedValues> wanted = new ArrayList<>();
        read(indicators::contains, wanted::add);
        return wanted;
    }

    private void read(Predicate<String> indicators, Consumer<PublishedValues> each) {
        file.since(2, () -> {
            values.read(indicators, each);
            return List.of();
        });
    }

    @Override
    public Optional<List<ListedValues>> listValues() {
        return file.schemaVersion() < 12 ? Optional.empty() : Optional.of(file.reading(values::list));
    }

    @Override
    public PublishedValues values(ListedValues listed) {
        return file.reading(() -> values.read(listed));
    }

    @Override
    public List<ReplacedValues> replacedValues() {
        return file.since(2, values::readReplaced);
    }

    @Override
    public void writeValues(List<PublishedValues> written) {
        file.write(sql -> {
            Store.requireVintages(file.url(), vintages(), written);
            values.write(written);
        });
    }

    /** Values are packed: it is only points that others can read. */
    @Override
    public List<String> show(Function<String, Showing> showing, boolean lift) {
        List<String> before = shownEvents();
        List<String> changing = events().stream()
                .map(Events::indicator)
                .distinct()
                .filter(id -> before.contains(id) != (showing.apply(id) == Showing.VALUES_AND_POINTS))
                .toList();
        if (changing.isEmpty()) return List.of();
        file.write(sql -> {
            for (String indicator : changing) events.show(indicator, !before.contains(indicator));
        });
        return changing.stream()
                .map(id -> "table " + Events.layerName(id)
                        + (before.contains(id) ? " is gone: its points may not be shown" : " is there now"))
                .toList();
    }

    @Override
    public boolean removeValues(String indicator, VintageId vintage, int year) {
        return file.remove(() -> values.delete(indicator, vintage, year)) > 0;
    }

    @Override
    public List<Events> events() {
        return file.since(5, events::read);
    }

    @Override
    public List<String> shownEvents() {
        return file.since(5, events::shown);
    }

    @Override
    public void writeEvents(List<Events> written, boolean shown) {
        file.write(sql -> events.write(written, shown));
    }

    @Override
    public List<YearFlows> flows() {
        return file.since(11, flows::read);
    }

    @Override
    public void writeFlows(List<YearFlows> written) {
        file.write(sql -> flows.write(written));
    }

    @Override
    public int removeIndicator(String indicator, OptionalInt year) {
        return file.remove(() -> values.deleteIndicator(indicator, year)
                + events.delete(indicator, year)
                + flows.delete(indicator, year));
    }

    @Override
    public List<ChangeLog> changeLogs() {
        return file.since(2, changes::read);
    }

    @Override
    public void writeChanges(ChangeLog log) {
        file.write(sql -> changes.write(log));
    }

    @Override
    public List<CodeList> codeLists() {
        return file.since(6, codeLists::read);
    }

    @Override
    public void writeCodeList(CodeList list) {
        file.write(sql -> codeLists.write(list));
    }

    @Override
    public boolean removeCodeList(VintageId vintage) {
        return file.remove(() -> codeLists.delete(vintage)) > 0;
    }

    @Override
    public List<Mask> masks() {
        return file.since(2, ancillary::readMasks);
    }

    @Override
    public Map<String, Provenance> maskProvenances() {
        return file.schemaVersion() < 2 ? Map.of() : file.reading(ancillary::maskProvenances);
    }

    @Override
    public Map<String, Provenance> populationProvenances() {
        return file.schemaVersion() < 2 ? Map.of() : file.reading(ancillary::populationProvenances);
    }

    @Override
    public void writeMask(Mask mask) {
        file.write(sql -> ancillary.write(mask));
    }

    @Override
    public boolean removeMask(String name) {
        return file.remove(() -> ancillary.deleteMask(name)) > 0;
    }

    @Override
    public List<WeightedPoints> populations() {
        return file.since(2, () -> ancillary.readPopulations(file.schemaVersion()));
    }

    @Override
    public void writePopulation(WeightedPoints population) {
        file.write(sql -> ancillary.write(population));
    }

    @Override
    public boolean removePopulation(String name) {
        return file.remove(() -> ancillary.deletePopulation(name)) > 0;
    }

    @Override
    public List<Trials> trials() {
        return file.since(9, ancillary::readTrials);
    }

    @Override
    public void writeTrials(List<Trials> made) {
        file.write(sql -> ancillary.writeTrials(made));
    }

    @Override
    public List<FetchRecord> fetches() {
        return file.since(4, fetches::read);
    }

    @Override
    public void writeFetch(FetchRecord fetch) {
        file.write(sql -> fetches.write(fetch));
    }

    @Override
    public void clear() {
        List<VintageId> ids = vintages().stream().map(Vintage::id).toList();
        List<String> shown = shownEvents();
        file.write(sql -> {
            for (VintageId id : ids) VintageTables.drop(sql, id);
            for (String indicator : shown) GeoPackageScripts.drop(sql, Events.layerName(indicator));
            for (String table : ALL) sql.execute("DELETE FROM regstat_" + table);
        });
    }

    @Override
    public void together(Runnable work) {
        file.together(work);
    }

    @Override
    public void copyTo(Path copy) {
        file.copyTo(copy);
    }

    @Override
    public void close() {
        file.close();
    }
}
