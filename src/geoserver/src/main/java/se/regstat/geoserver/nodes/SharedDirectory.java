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
     * @param published whether it names a workspace that is published into
     * @param files of the catalog, with their digests
     */
    private record State(String ledger, long written, boolean published, Map<String, String> files) {}

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
        return known.filter(state -> state.written() != version()).isPresent();
    }

    /** Changes with what is written there. */
    public long version() {
        return ledgerFile.lastmodified();
    }

    /** Why one has a turn. */
    public enum Occasion {
        /** A start or a reload: GeoServer has read the catalog, and a ledger that is gone is begun anew. */
        LOADED,

        /** It was found that something is new: a ledger that is gone cannot be read at the moment. */
        LOOKED
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
     * @throws IOException if the turn does not come, or what is there cannot be read
     */
    public void inTurn(Occasion occasion, News news, Work work) throws IOException {
        DirectoryLock.hold(folder, () -> {
            Ledger ledger = Ledger.read(ledgerFile);
            Map<String, String> before = files(ledger);
            catchUp(ledger, before, occasion);
            WrittenFiles written = new WrittenFiles();
            catalog.addListener(written);
            try {
                work.with(ledger);
            } finally {
                catalog.removeListener(written);
                write(ledger, news, written.known(before, files(ledger)));
            }
        });
    }

    /** Waits for another turn and works on, unless somebody else had one in between. */
    public void inTurn(News news, Ledger ledger, Runnable work) throws IOException {
        DirectoryLock.hold(folder, () -> {
            if (isChanged()) return;
            work.run();
            write(ledger, news, known.map(State::files).orElse(Map.of()));
        });
    }

    private void write(Ledger ledger, News news, Map<String, String> files) {
        ledger.write(ledgerFile, news);
        boolean published = Workspace.published(ledger).isPresent();
        known = Optional.of(new State(ledger.version(), version(), published, files));
    }

    /** The files are compared too: of an administrator's edit a ledger tells a moment later. */
    private void catchUp(Ledger ledger, Map<String, String> files, Occasion occasion) throws IOException {
        if (known.isEmpty() && isFromBeforeTheStart()) return;
        if (isLost(ledger)) {
            if (occasion == Occasion.LOADED) return;
            throw new IOException("the data directory cannot be read as it was: " + ledgerFile.name()
                    + " is not there, or empty. Layers stay as they are, and are published again when it is back; if it was removed"
                    + " on purpose, reload GeoServer");
        }
        Map<String, String> before = known.map(State::files).orElse(Map.of());
        boolean told =
                known.map(state -> state.ledger().equals(ledger.version())).orElse(false);
        if (told && files.equals(before)) return;
        new CatalogFiles(catalog, persisters, Workspace.STORE).take(before, files);
        adoptSequence();
    }

    /** GeoServer has read the catalog since then. */
    private boolean isFromBeforeTheStart() {
        return version() < ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    /** Who takes all back says so. Where nothing says anything, the directory is not there for a moment, or somebody has tidied up. */
    private boolean isLost(Ledger ledger) {
        return known.filter(State::published).isPresent()
                && Workspace.published(ledger).isEmpty()
                && !Workspace.isTakenBack(ledger);
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
