package se.regstat.statistics.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which processes hold a file locked, as far as the system tells: Linux does, of processes that this one may see. */
final class LockHolders {

    private static final Path TABLE = Path.of("/proc/locks");

    /** In a line of the table, as in {@code 1: POSIX ADVISORY WRITE 4711 fe:01:1234 1073741825 1073741825}. */
    private static final int PROCESS = 4;

    private static final int INODE = 5;

    private LockHolders() {}

    /** As in {@code process 4711 (qgis)}; empty if that cannot be known. */
    static Optional<String> of(Path file) {
        try (Stream<String> lines = Files.lines(TABLE)) {
            String inode = ":" + Files.getAttribute(file, "unix:ino");
            TreeSet<Long> processes = lines.map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields.length > INODE && fields[INODE].endsWith(inode))
                    .map(fields -> Long.valueOf(fields[PROCESS]))
                    .filter(process ->
                            process > 0 && process != ProcessHandle.current().pid())
                    .collect(Collectors.toCollection(TreeSet::new));
            return processes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(processes.stream().map(LockHolders::told).collect(Collectors.joining(", ")));
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // no such table, or none of that form
        }
    }

    private static String told(long process) {
        String program = ProcessHandle.of(process)
                .flatMap(handle -> handle.info().command())
                .map(command -> " (" + Path.of(command).getFileName() + ")")
                .orElse("");
        return "process " + process + program;
    }
}
