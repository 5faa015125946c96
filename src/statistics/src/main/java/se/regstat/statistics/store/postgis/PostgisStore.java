package se.regstat.statistics.store.postgis;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Logger;
import org.locationtech.jts.io.ParseException;
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
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.ReplacedValues;
import se.regstat.statistics.secret.Secret;
import se.regstat.statistics.store.FetchRecord;
import se.regstat.statistics.store.Generalisation;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.copy.StoreCopy;

/**
 * A store in PostgreSQL with PostGIS. Its tables are made by who imports, see {@link SchemaMigration}; views beside them show other programs
 * what they may see.
 *
 * <p>A read-only store sees one state of the database from the first that it is asked for to its closing, whatever is written meanwhile.
 */
final class PostgisStore implements Store {

    /** Tables whose rows refer to others stand before these. What refers to vintages and the like goes with them. */
    private static final List<String> ALL = List.of(
            "published_values",
            "code_lists",
            "replaced_values",
            "vintages",
            "change_logs",
            "lists",
            "masks",
            "populations",
            "fetches",
            "trials",
            "events",
            "shown_points",
            "flows");

    private static final Logger LOGGER = Logger.getLogger(PostgisStore.class.getName());

    private final Database database;
    private final VintageTables vintages;
    private final IndicatorTable indicators;
    private final ValueTables values;
    private final ChangeTables changes;
    private final CodeListTables codeLists;
    private final AncillaryTables ancillary;
    private final FetchTables fetches;
    private final TrialTables trials;
    private final EventTables events;
    private final FlowTables flows;
    private final Views views;

    PostgisStore(Database database) {
        this.database = database;
        this.vintages = new VintageTables(database);
        this.indicators = new IndicatorTable(database);
        this.values = new ValueTables(database, indicators);
        this.changes = new ChangeTables(database);
        this.codeLists = new CodeListTables(database);
        this.ancillary = new AncillaryTables(database);
        this.fetches = new FetchTables(database);
        this.trials = new TrialTables(database);
        this.events = new EventTables(database, indicators);
        this.flows = new FlowTables(database);
        this.views = new Views(database);
    }

    @Override
    public long revision() {
        return fact("revision", row -> row.getLong(1));
    }

    @Override
    public Optional<UUID> identity() {
        return Optional.of(fact("identity", row -> (UUID) row.getObject(1)));
    }

    @Override
    public Optional<Secret> secret() {
        return Optional.of(database.reading(
                () -> database.one("SELECT secret FROM regstat_store.secret", row -> Secret.of(row.getBytes(1)))));
    }

    @Override
    public void writeSecret(Secret secret) {
        database.write(() -> database.update("UPDATE regstat_store.secret SET secret = ?", (Object) secret.bytes()));
    }

    @Override
    public boolean isDemo() {
        return fact("demo", row -> row.getBoolean(1));
    }

    private <T> T fact(String column, Database.Single<T> reading) {
        return database.reading(() -> database.one("SELECT " + column + " FROM regstat_store.store", reading));
    }

    @Override
    public void adopt(UUID identity, boolean demo, List<ReplacedValues> replaced) {
        database.write(() -> {
            database.update("UPDATE regstat_store.store SET identity = ?, demo = ?", identity, demo);
            database.update("DELETE FROM regstat_store.replaced_values");
            values.writeReplaced(replaced);
        });
    }

    @Override
    public List<Vintage> vintages() {
        return database.reading(vintages::read);
    }

    @Override
    public List<Area> areas(VintageId id) {
        return database.reading(() -> vintages.areas(id));
    }

    @Override
    public List<Generalisation> generalisations(VintageId id) {
        return database.reading(() -> vintages.generalisations(id));
    }

    @Override
    public void write(Vintage vintage, List<Area> areas, List<Generalisation> generalisations) {
        writeSeen(() -> vintages.write(vintage, areas, generalisations));
    }

    @Override
    public Map<String, LocalName> localNames(VintageId id) {
        return database.reading(() -> vintages.localNames(id));
    }

    @Override
    public void writeLocalNames(VintageId id, Map<String, LocalName> names) {
        database.write(() -> vintages.setLocalNames(id, names));
    }

    @Override
    public boolean remove(VintageId id) {
        if (vintage(id).isEmpty()) return false;
        writeSeen(() -> {
            values.deleteVintage(id);
            flows.deleteVintage(id);
            vintages.delete(id);
        });
        return true;
    }

    @Override
    public void readValues(Consumer<PublishedValues> each) {
        database.reading(() -> {
            values.read(each);
            return null;
        });
    }

    @Override
    public List<PublishedValues> values(Set<String> indicators) {
        List<PublishedValues> wanted = new ArrayList<>();
        return database.reading(() -> {
            values.read(indicators, wanted::add);
            return wanted;
        });
    }

    @Override
    public List<ReplacedValues> replacedValues() {
        return database.reading(values::readReplaced);
    }

    @Override
    public void writeValues(List<PublishedValues> written) {
        writeSeen(() -> {
            Store.requireVintages(database.url(), vintages.read(), written);
            values.write(written);
        });
    }

    @Override
    public boolean removeValues(String indicator, VintageId vintage, int year) {
        return database.remove(() -> {
                    int removed = values.delete(indicator, vintage, year);
                    if (removed > 0) database.atTheEnd(this::refreshViews);
                    return removed;
                })
                > 0;
    }

    @Override
    public List<String> show(Function<String, Showing> showing, boolean lift) {
        List<String> notes = new ArrayList<>();
        database.tend(() -> {
            notes.addAll(indicators.note(showing, lift, (indicator, now) -> {
                values.show(indicator, now == Showing.VALUES || now == Showing.VALUES_AND_POINTS);
                events.show(indicator, now == Showing.VALUES_AND_POINTS);
            }));
            notes.addAll(views.refresh(vintages.read()));
        });
        return notes;
    }

    @Override
    public List<Events> events() {
        return database.reading(events::read);
    }

    @Override
    public List<String> shownEvents() {
        return database.reading(events::shown);
    }

    @Override
    public void writeEvents(List<Events> written, boolean shown) {
        writeSeen(() -> events.write(written, shown));
    }

    @Override
    public List<YearFlows> flows() {
        return database.reading(flows::read);
    }

    @Override
    public void writeFlows(List<YearFlows> written) {
        database.write(() -> flows.write(written));
    }

    @Override
    public int removeIndicator(String indicator, OptionalInt year) {
        return database.remove(() -> {
            int removed = values.deleteIndicator(indicator, year)
                    + events.delete(indicator, year)
                    + flows.delete(indicator, year);
            if (removed > 0) database.atTheEnd(this::refreshViews);
            return removed;
        });
    }

    @Override
    public List<ChangeLog> changeLogs() {
        return database.reading(changes::read);
    }

    @Override
    public void writeChanges(ChangeLog log) {
        database.write(() -> changes.write(log));
    }

    @Override
    public List<CodeList> codeLists() {
        return database.reading(codeLists::read);
    }

    @Override
    public void writeCodeList(CodeList list) {
        database.write(() -> codeLists.write(list));
    }

    @Override
    public boolean removeCodeList(VintageId vintage) {
        return database.remove(() -> codeLists.delete(vintage)) > 0;
    }

    @Override
    public List<Mask> masks() {
        return database.reading(ancillary::readMasks);
    }

    @Override
    public Map<String, Provenance> maskProvenances() {
        return database.reading(ancillary::maskProvenances);
    }

    @Override
    public Map<String, Provenance> populationProvenances() {
        return database.reading(ancillary::populationProvenances);
    }

    @Override
    public void writeMask(Mask mask) {
        database.write(() -> ancillary.write(mask));
    }

    @Override
    public boolean removeMask(String name) {
        return database.remove(() -> ancillary.deleteMask(name)) > 0;
    }

    @Override
    public List<WeightedPoints> populations() {
        return database.reading(ancillary::readPopulations);
    }

    @Override
    public void writePopulation(WeightedPoints population) {
        database.write(() -> ancillary.write(population));
    }

    @Override
    public boolean removePopulation(String name) {
        return database.remove(() -> ancillary.deletePopulation(name)) > 0;
    }

    @Override
    public List<Trials> trials() {
        return database.reading(trials::read);
    }

    @Override
    public void writeTrials(List<Trials> made) {
        database.write(() -> trials.write(made));
    }

    @Override
    public List<FetchRecord> fetches() {
        return database.reading(fetches::read);
    }

    @Override
    public void writeFetch(FetchRecord fetch) {
        database.write(() -> fetches.write(fetch));
    }

    @Override
    public void clear() {
        writeSeen(() -> {
            for (String table : ALL) database.update("DELETE FROM regstat_store." + table);
            indicators.forget();
        });
    }

    @Override
    public void together(Runnable work) {
        database.together(work);
    }

    @Override
    public void copyTo(Path file) {
        StoreCopy.toFile(this, StoreUrl.of(file));
    }

    @Override
    public void close() {
        database.close();
    }

    /** Makes a change that may be seen in the views. These are made anew at the end: whoever reads them waits until then. */
    private void writeSeen(Database.Work work) {
        database.write(() -> {
            work.run();
            database.atTheEnd(this::refreshViews);
        });
    }

    private void refreshViews() throws SQLException, ParseException {
        views.refresh(vintages.read()).forEach(LOGGER::info);
    }
}
