package se.regstat.geoserver.download;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.util.logging.Logging;
import se.regstat.geoserver.document.OpenFile;
import se.regstat.geoserver.document.Refusal;
import se.regstat.statistics.file.WholeFile;
import se.regstat.statistics.store.StoreUrl;

/**
 * Files on disk, made when they are first asked for, each once, whoever else asks meanwhile.
 *
 * <ul>
 *   <li>A file's name says what it follows from: another content has another name, and what is there never changes. So several
 *       servers may share a directory; what two of them make at once is the same.
 *   <li>It appears when it is whole, and a making that fails leaves nothing.
 *   <li>Files of earlier states go when one of a new state is made, and beyond the limit those that nobody asked for the longest,
 *       but not the newest one. Who is being sent one gets all of it.
 *   <li>Nobody may read it who may not read the store.
 *   <li>No other files in the directory are touched.
 * </ul>
 *
 * One is made at a time, since each takes disk and processor. Thread-safe.
 */
final class Shelf {

    private static final Logger LOGGER = Logging.getLogger(Shelf.class);

    private static final Pattern OURS =
            Pattern.compile("(?<name>[A-Za-z0-9_]+)-(?<state>[0-9a-f]{16})-[0-9a-f]{16}\\.(gpkg|csv)");
    private static final Pattern UNFINISHED = Pattern.compile("\\." + OURS.pattern() + "\\.[0-9a-f-]+\\.unfinished");

    /** Longer than any making takes. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    /** Where a store is served from memory after it was taken away, or has no file whose readers could be asked for. */
    private static final Set<PosixFilePermission> OWNERS_ALONE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final Set<PosixFilePermission> OF_FILES = EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);

    private final ReentrantLock making = new ReentrantLock(true);
    private final Map<Path, Instant> lastAsked = new ConcurrentHashMap<>();

    /** Writes a file. */
    @FunctionalInterface
    interface Maker {
        /**
         * @param file empty, to be written into
         * @param named what messages call it
         */
        void write(Path file, Path named) throws IOException;
    }

    /**
     * What files follow from, and where they are.
     *
     * @param directory is made if it is not there
     * @param bytes of all files together
     * @param store nobody reads more than this file's readers
     * @param patience how long somebody waits for their turn
     * @param state 16 hexadecimal digits, of all files that are of use now
     */
    record Place(Path directory, long bytes, StoreUrl store, Duration patience, String state) {}

    /**
     * A file, open, made if it is not there.
     *
     * @param name of the dataset
     * @param view 16 hexadecimal digits of what besides the state it follows from
     * @throws Refusal 503 if others' files took too long to be made
     * @throws IOException if it cannot be made; the message is for administrators
     */
    OpenFile open(Place place, String name, String view, String format, Maker maker) throws IOException {
        Path file = file(place, name, view, format);
        if (!OURS.matcher(file.getFileName().toString()).matches()) throw new IllegalArgumentException(file.toString());
        while (true) {
            lastAsked.put(file, Instant.now());
            try {
                return OpenFile.of(file);
            } catch (NoSuchFileException e) {
                makeInTurn(place, file, maker);
            }
        }
    }

    private static Path file(Place place, String name, String view, String format) {
        return place.directory().resolve(name + "-" + place.state() + "-" + view + "." + format);
    }

    /** The names of the datasets of which there is any file that is of use now. */
    static Set<String> made(Place place) {
        if (!Files.isDirectory(place.directory())) return Set.of();
        try {
            return list(place.directory()).stream()
                    .map(file -> OURS.matcher(file.getFileName().toString()))
                    .filter(ours -> ours.matches() && ours.group("state").equals(place.state()))
                    .map(ours -> ours.group("name"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            return Set.of();
        }
    }

    /** Bytes; empty if it has not been made. */
    static OptionalLong size(Place place, String name, String view, String format) {
        try {
            return OptionalLong.of(Files.size(file(place, name, view, format)));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private void makeInTurn(Place place, Path file, Maker maker) throws IOException {
        try {
            if (!making.tryLock(place.patience().toMillis(), TimeUnit.MILLISECONDS)) throw busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            if (!Files.exists(file)) make(place, file, maker);
        } finally {
            making.unlock();
        }
    }

    private static Refusal busy() {
        return Refusal.unavailable("other files are being made; ask again in a minute");
    }

    private void make(Place place, Path file, Maker maker) throws IOException {
        Set<PosixFilePermission> readers = readers(place.store());
        Files.createDirectories(place.directory(), forDirectory(readers));
        removeOld(place);
        try {
            WholeFile.write(file, unfinished -> {
                Files.createFile(unfinished, attributes(readers));
                maker.write(unfinished, file);
            });
        } catch (IOException e) {
            // Another server was quicker.
            if (!(e.getCause() instanceof FileAlreadyExistsException)) throw e;
        }
        keepWithin(place, file);
    }

    /** Of an earlier state, or left by a server that was stopped. */
    private void removeOld(Place place) throws IOException {
        Instant longAgo = Instant.now().minus(ABANDONED);
        for (Path other : list(place.directory())) {
            String name = other.getFileName().toString();
            Matcher ours = OURS.matcher(name);
            boolean old = ours.matches()
                    ? !ours.group("state").equals(place.state())
                    : UNFINISHED.matcher(name).matches() && modified(other).isBefore(longAgo);
            if (old) remove(other);
        }
    }

    /** Takes away all files, finished or not. Who is being sent one gets all of it. */
    void clear(Path directory) {
        if (!Files.isDirectory(directory)) return;
        making.lock();
        try {
            for (Path file : list(directory)) {
                String name = file.getFileName().toString();
                if (OURS.matcher(name).matches() || UNFINISHED.matcher(name).matches()) remove(file);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Regstat cannot take away its files for download: {0}", e.getMessage());
        } finally {
            making.unlock();
        }
    }

    private void keepWithin(Place place, Path newest) throws IOException {
        List<Path> files = new ArrayList<>();
        long bytes = 0;
        for (Path file : list(place.directory())) {
            if (!OURS.matcher(file.getFileName().toString()).matches()) continue;
            bytes += size(file);
            if (!file.equals(newest)) files.add(file);
        }
        files.sort(Comparator.comparing(this::asked));
        for (Path file : files) {
            if (bytes <= place.bytes()) return;
            bytes -= size(file);
            remove(file);
        }
    }

    private Instant asked(Path file) {
        return lastAsked.getOrDefault(file, modified(file));
    }

    /** Another server's file may not be ours to remove: it stays. */
    private void remove(Path file) {
        lastAsked.remove(file);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "{0} cannot be removed: {1}", new Object[] {file, e});
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    /** Another server may have removed it: it is then of no size and of long ago. */
    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    // ---- who may read

    /** Those of the store, as far as they are for reading; empty where the system has no such permissions. */
    private static Set<PosixFilePermission> readers(StoreUrl store) throws IOException {
        try {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(OF_FILES);
            permissions.retainAll(
                    store instanceof StoreUrl.GeoPackage geoPackage
                            ? Files.getPosixFilePermissions(geoPackage.file())
                            : OWNERS_ALONE);
            permissions.add(PosixFilePermission.OWNER_READ);
            permissions.add(PosixFilePermission.OWNER_WRITE);
            return permissions;
        } catch (UnsupportedOperationException e) {
            return Set.of();
        } catch (NoSuchFileException e) {
            return OWNERS_ALONE;
        }
    }

    private static FileAttribute<?>[] forDirectory(Set<PosixFilePermission> readers) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        permissions.addAll(readers);
        if (readers.contains(PosixFilePermission.OWNER_READ)) permissions.add(PosixFilePermission.OWNER_EXECUTE);
        if (readers.contains(PosixFilePermission.GROUP_READ)) permissions.add(PosixFilePermission.GROUP_EXECUTE);
        if (readers.contains(PosixFilePermission.OTHERS_READ)) permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        return attributes(permissions);
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return permissions.isEmpty()
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }
}
