package se.regstat.standalone.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A file system of its own, in memory, that can be filled up. Where nobody may mount one, tests on it are left out and say so. */
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
        boolean mounted = "root".equals(System.getProperty("user.name"))
                && ran("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
        if (!mounted) Files.delete(folder);
        assumeTrue(
                mounted, "left out: only root may mount a file system that is full soon, and not in every container");
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

    private static boolean ran(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        ran("umount", "--lazy", folder.toString());
        Files.delete(folder);
    }
}
