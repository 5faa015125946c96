package se.regstat.importing.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders for files that are no longer needed afterwards, among the system's temporary ones. */
public final class WorkFolder {

    private WorkFolder() {}

    /** @throws ImportException if none can be made */
    public static Path make() {
        try {
            return Files.createTempDirectory("regstat-work");
        } catch (IOException e) {
            throw new ImportException("no temporary folder can be made: " + e.getMessage(), e);
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
