package se.regstat.importing.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Folders for files that are no longer needed afterwards, among the system's temporary ones. */
public final class WorkFolder {

    /** Bytes: many times what the largest file has that comes in an archive. */
    public static final long MOST_UNPACKED = 4L << 30;

    private WorkFolder() {}

    /** @throws ImportException if none can be made */
    public static Path make() {
        try {
            return Files.createTempDirectory("regstat-work");
        } catch (IOException e) {
            throw new ImportException("no temporary folder can be made: " + e.getMessage(), e);
        }
    }

    /** Unpacks a file of an archive, in a folder of its own; empty if there is more of it than {@link #MOST_UNPACKED}. */
    public static Optional<Path> unpack(ZipFile archive, ZipEntry entry, Path work) throws IOException {
        try (InputStream in = archive.getInputStream(entry)) {
            return unpack(in, nameOf(entry), work, MOST_UNPACKED);
        }
    }

    /** What a file in an archive is called, without its folder. */
    public static String nameOf(ZipEntry entry) {
        return entry.getName().replaceFirst(".*[/\\\\]", "");
    }

    /**
     * Writes a file of an archive, in a folder of its own, so that it takes no other file's place whatever it is called.
     *
     * @param most bytes
     * @return empty if there are more
     */
    static Optional<Path> unpack(InputStream in, String name, Path work, long most) throws IOException {
        Path file = Files.createTempDirectory(work, "unpacked").resolve(name);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            boolean all = out.transferFrom(Channels.newChannel(in), 0, most + 1) <= most;
            return all ? Optional.of(file) : Optional.empty();
        }
    }

    /** Removes one with all that is in it. */
    public static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            // It is in the folder of temporary files.
        }
    }
}
