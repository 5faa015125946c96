package se.regstat.geoserver.nodes;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geoserver.catalog.Catalog;
import org.geoserver.config.GeoServer;
import org.geoserver.config.GeoServerInfo;
import org.geoserver.config.util.XStreamPersisterFactory;
import org.geoserver.platform.resource.Resource;
import se.regstat.geoserver.layers.Unwritten;
import se.regstat.geoserver.layers.Workspace;
import se.regstat.geoserver.ledger.Ledger;
import se.regstat.geoserver.ledger.News;

/**
 * A data directory that other GeoServers may have too. They do not see each other's catalogs change; what one of them wrote is known by the
 * ledger, which is written last.
 */
public final class SharedDirectory {

    private static final Pattern SEQUENCE = Pattern.compile("<updateSequence>(\\d+)</updateSequence>");

    private final GeoServer geoServer;
    private final Catalog catalog;
    private final XStreamPersisterFactory persisters;
    private final Path folder;
    private final Resource ledgerFile;

    /** What the catalog in memory is as; empty as long as it is as GeoServer read it at its start. */
    private volatile Optional<State> known = Optional.empty();

    /**
     * @param ledger of the ledger
     * @param written when it was, by the file system's clock
     * @param files of the catalog, with their digests
     */
    private record State(String ledger, long written, Map<String, String> files) {}

    /**
     * @param persisters by which GeoServer reads its own files
     * @param folder where the lock is
     * @param ledgerFile where the ledger is kept
     */
    public SharedDirectory(
            GeoServer geoServer,
            Catalog catalog,
            XStreamPersisterFactory persisters,
            Path folder,
            Resource ledgerFile) {
        this.geoServer = geoServer;
        this.catalog = catalog;
        this.persisters = persisters;
        this.folder = folder;
        this.ledgerFile = ledgerFile;
    }

    /** Whether somebody else has written there since this GeoServer did, or looked. */
    public boolean isChanged() {
        return known.filter(state -> state.written() != ledgerFile.lastmodified())
                .isPresent();
    }

    /** What is done in one's turn. */
    @FunctionalInterface
    public interface Work {
        /** @param ledger what it changes of it is written afterwards, also where it throws */
        void with(Ledger ledger) throws IOException;
    }

    /**
     * Waits for its turn, brings into the catalog in memory what others have written meanwhile, and works.
     *
     * @param news is told where the ledger cannot be written
     * @throws IOException if the turn does not come, or the ledger cannot be read
     */
    public void inTurn(News news, Work work) throws IOException {
        DirectoryLock.hold(folder, () -> {
            Ledger ledger = Ledger.read(ledgerFile);
            catchUp(ledger);
            try {
                work.with(ledger);
            } finally {
                write(ledger, news);
            }
        });
    }

    /** Waits for another turn and works on, unless somebody else had one in between. */
    public void inTurn(News news, Ledger ledger, Runnable work) throws IOException {
        DirectoryLock.hold(folder, () -> {
            if (isChanged()) return;
            work.run();
            write(ledger, news);
        });
    }

    private void write(Ledger ledger, News news) {
        ledger.write(ledgerFile, news);
        known = Optional.of(new State(ledger.version(), ledgerFile.lastmodified(), files(ledger)));
    }

    private void catchUp(Ledger ledger) {
        boolean current =
                known.map(state -> state.ledger().equals(ledger.version())).orElseGet(this::isFromBeforeTheStart);
        if (current) return;
        Map<String, String> before = known.map(State::files).orElse(Map.of());
        new CatalogFiles(catalog, persisters, Workspace.STORE).take(before, files(ledger));
        adoptSequence();
    }

    /** GeoServer has read the catalog since then. */
    private boolean isFromBeforeTheStart() {
        return ledgerFile.lastmodified() < ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    private Map<String, String> files(Ledger ledger) {
        List<String> workspaces = new ArrayList<>(ledger.leftIn());
        Workspace.published(ledger).ifPresent(workspaces::add);
        return CatalogFiles.digests(catalog, workspaces);
    }

    /** Clients go from one server to the other, and are to be told the same. */
    private void adoptSequence() {
        sequenceOnDisk().ifPresent(sequence -> {
            GeoServerInfo global = geoServer.getGlobal();
            if (global.getUpdateSequence() >= sequence) return;
            global.setUpdateSequence(sequence);
            Unwritten.change(geoServer, () -> geoServer.save(global));
        });
    }

    private Optional<Long> sequenceOnDisk() {
        Resource file = catalog.getResourceLoader().get("global.xml");
        if (file.getType() != Resource.Type.RESOURCE) return Optional.empty();
        try (InputStream in = file.in()) {
            Matcher told = SEQUENCE.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return told.find() ? Optional.of(Long.valueOf(told.group(1))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
