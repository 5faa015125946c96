package se.regstat.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import se.regstat.statistics.Required;

/**
 * A file system of its own, in memory, that can be filled up. Where none can be mounted, tests on it are left out and say why; they fail where
 * everything is {@link Required}.
 */
final class SmallDisk implements AutoCloseable {

    private static final int PAGE = 4096;

    private final Path folder;
    private final Path filling;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.filling = folder.resolve("filling");
    }

    static SmallDisk of(int megabytes) throws IOException {
        Path folder = Files.createTempDirectory("regstat-disk");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        String options = "size=" + megabytes + "m,mode=777";
        String refusal = refusal("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
        if (!refusal.isEmpty()) {
            Files.delete(folder);
            String reason =
                    "only root may mount a file system that is full soon, and not in every container: " + refusal;
            if (Required.here()) fail("full disks are to be tested here, but " + reason);
            abort("left out: " + reason);
        }
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /** Leaves so much room and no more. */
    void fill(int roomBytes) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace() - roomBytes;
        try (OutputStream out = Files.newOutputStream(filling)) {
            byte[] page = new byte[PAGE];
            for (long written = 0; written + PAGE <= free; written += PAGE) out.write(page);
        }
    }

    void makeRoom() throws IOException {
        Files.delete(filling);
    }

    /** What a command says that fails; empty if it does not. */
    private static String refusal(String... command) throws IOException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            int status = process.waitFor();
            return status == 0 ? "" : command[0] + " ended with " + status + ": " + said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        refusal("umount", "--lazy", folder.toString());
        Files.delete(folder);
    }
}
