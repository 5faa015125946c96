package se.regstat.geotools;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.geotools.api.data.Query;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.type.Name;
import org.geotools.data.store.ContentDataStore;
import org.geotools.data.store.ContentEntry;
import org.geotools.data.store.ContentFeatureSource;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.Snapshots;

/**
 * The layers of a Regstat store: one per vintage, such as {@code deso_2025}; one per indicator and division, such as {@code
 * population_deso}, with a row per area and year; {@code deso_indicators} with all of them side by side; change logs, such
 * as {@code deso_changes_2018_2025}; and the tables {@code divisions} and {@code indicators}. Read-only and thread-safe. Geometry is in EPSG:3006 (E, N); so are the literals of spatial filters.
 *
 * <p>A feature source keeps to the snapshot that was the newest when the source was made, so that schema, count and
 * features of one request belong together. Take a new source for every request: names and schemas change when the store
 * is imported into and the snapshot is refreshed.
 */
final class RegstatDataStore extends ContentDataStore {

    private final Snapshots.Lease lease;
    private final Configuration configuration;
    private volatile Tables tables;

    /**
     * @param lease closed with this data store
     * @param configuration what is known of divisions and indicators
     * @param namespace URI of the feature types, or null
     */
    RegstatDataStore(Snapshots.Lease lease, Configuration configuration, String namespace) {
        this.lease = lease;
        this.configuration = configuration;
        setNamespaceURI(namespace);
    }

    private Tables current() {
        Snapshot snapshot = lease.current();
        Tables known = tables;
        if (known == null || !known.isOf(snapshot)) {
            known = new Tables(snapshot, configuration, getNamespaceURI());
            tables = known;
        }
        return known;
    }

    @Override
    protected List<Name> createTypeNames() {
        return current().names().stream().map(this::name).toList();
    }

    /** @throws IOException if there is no such layer (any more) */
    @Override
    public ContentFeatureSource getFeatureSource(Name name, Transaction transaction) throws IOException {
        Tables now = current();
        boolean ours = name.getNamespaceURI() == null || name.getNamespaceURI().equals(getNamespaceURI());
        Table table = (ours ? now.table(name.getLocalPart()) : Optional.<Table>empty())
                .orElseThrow(() -> new IOException("There is no layer '" + name + "' in this Regstat store; "
                        + now.insteadOf(name.getLocalPart())
                                .map(wide ->
                                        "'publish' in regstat.yml leaves it out, and it is an attribute of " + wide)
                                .orElseGet(() -> "there are " + String.join(", ", now.names()))));
        // The inherited entries live as long as the store and would keep the first schema for ever.
        ContentFeatureSource source = createFeatureSource(new TableEntry(this, name(name.getLocalPart()), table));
        source.setTransaction(transaction);
        return source;
    }

    @Override
    protected ContentFeatureSource createFeatureSource(ContentEntry entry) {
        return new RegstatFeatureSource(entry, Query.ALL);
    }

    /** Lets go of the snapshot. Sources already taken go on working. */
    @Override
    public void dispose() {
        super.dispose();
        lease.close();
    }

    /** Ties a source, and the views made of it, to one snapshot's rows. */
    static final class TableEntry extends ContentEntry {
        private final Table table;

        private TableEntry(RegstatDataStore store, Name name, Table table) {
            super(store, name);
            this.table = table;
        }

        Table table() {
            return table;
        }
    }
}
