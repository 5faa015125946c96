package se.regstat.statistics.store.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/**
 * A copy of a store on this machine, for when the store cannot be read: a GeoPackage in a folder of its own, which nobody but its owner may
 * look into, and a file that says of which store and revision it is and has its checksum. A copy that is not what that file says is not used.
 * Whoever else has the folder waits meanwhile.
 */
public final class LastCopy {

    private static final String INDEX = "index";
    private static final String ENDING = ".gpkg";

    private final Path folder;

    /** @param folder of nothing else; made when there is something to put there */
    public LastCopy(Path folder) {
        this.folder = folder;
    }

    /**
     * What there is a copy of.
     *
     * @param store its address
     * @param basis changes with what may be in the copy
     */
    public record Key(String store, long revision, String basis) {}

    /**
     * A copy that can be used.
     *
     * @param file closed
     * @param made when it was as the store was
     */
    public record Copy(StoreUrl.GeoPackage file, Key key, Instant made) {}

    /** A line of each in the index. */
    private record Entry(Key key, String file, String checksum, Instant made) {

        List<String> lines() {
            return List.of(key.store(), Long.toString(key.revision()), key.basis(), file, checksum, made.toString());
        }

        static Optional<Entry> of(List<String> lines) {
            try {
                Key key = new Key(lines.get(0), Long.parseLong(lines.get(1)), lines.get(2));
                return Optional.of(new Entry(key, lines.get(3), lines.get(4), Instant.parse(lines.get(5))));
            } catch (IndexOutOfBoundsException | NumberFormatException | DateTimeParseException e) {
                return Optional.empty();
            }
        }
    }

    /** Whether there is one, not looking whether it can be used. */
    public boolean has(Key key) {
        return entry().filter(entry -> entry.key().equals(key) && Files.exists(folder.resolve(entry.file())))
                .isPresent();
    }

    private Optional<Entry> entry() {
        try {
            return Entry.of(Files.readAllLines(folder.resolve(INDEX), StandardCharsets.UTF_8));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /**
     * Makes a copy in place of the one there is.
     *
     * @param from opened read-only
     * @param indicators whose values and points come along, and kinds of populations; nothing of others is in the file
     * @throws IOException if it cannot be written; the one there was stays
     */
    public void make(Key key, Store from, Predicate<String> indicators) throws IOException {
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        Instant made = Instant.now();
        String name = Long.toHexString(key.revision()) + "-" + made.toEpochMilli() + ENDING;
        StoreCopy.toFile(from, StoreUrl.of(folder.resolve(name)), indicators);
        Entry entry = new Entry(key, name, checksum(folder.resolve(name)), made);
        Path written = Files.write(folder.resolve(INDEX + ".new"), entry.lines(), StandardCharsets.UTF_8);
        Files.move(written, folder.resolve(INDEX), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        removeOthers(name);
    }

    private void removeOthers(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String other = file.getFileName().toString();
                if (other.endsWith(ENDING) && !other.equals(name)) Files.delete(file);
            }
        }
    }

    /**
     * The copy there is of a store.
     *
     * @param news is told why it cannot be used
     */
    public Optional<Copy> read(String store, Consumer<String> news) {
        Optional<Entry> entry = entry().filter(one -> one.key().store().equals(store));
        if (entry.isEmpty()) return Optional.empty();
        Path file = folder.resolve(entry.get().file());
        try {
            if (checksum(file).equals(entry.get().checksum())) {
                return Optional.of(new Copy(
                        StoreUrl.of(file), entry.get().key(), entry.get().made()));
            }
            news.accept("the copy of the store in " + file + " is not as it was written, and is not used");
        } catch (IOException e) {
            news.accept("the copy of the store in " + file + " cannot be read, and is not used: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static String checksum(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            DigestInputStream digested = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
