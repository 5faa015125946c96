package se.regstat.statistics.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Writes a file wholly or not at all: beside its place under another name, then moved there. Whoever looks sees nothing or all of
 * it, and what fails midway leaves nothing.
 */
public final class WholeFile {

    private WholeFile() {}

    /** Makes and fills a file. */
    @FunctionalInterface
    public interface Filling {
        /** @param unfinished where to write; there is nothing yet */
        void of(Path unfinished) throws IOException;
    }

    /**
     * @param file must not be there yet
     * @throws IOException if it is, or cannot be written; the message names it, and says so where the disk is full
     */
    public static void write(Path file, Filling filling) throws IOException {
        Path unfinished = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".unfinished");
        unfinished.toFile().deleteOnExit(); // where the program is stopped meanwhile
        try {
            filling.of(unfinished);
            Files.move(unfinished, file);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("there is a file " + file + " already; name another or remove it", e);
        } catch (IOException e) {
            throw new IOException(
                    "cannot write " + file + ": " + (Unwritable.isFullDisk(e) ? fullDisk(file) : e.getMessage()), e);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** The reason, and what to do. */
    public static String fullDisk(Path file) {
        return "the disk is full, and nothing of it was kept; make room in "
                + file.toAbsolutePath().getParent() + " and do it again";
    }
}
