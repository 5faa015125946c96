package se.regstat.statistics.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Why a file or folder cannot be written, which Java's own messages do not say. */
public final class Unwritable {

    private Unwritable() {}

    /** As in {@code downloads cannot be written: the disk is full; …}. */
    public static String told(Path file, IOException e) {
        return file + " cannot be written: " + why(file.toAbsolutePath(), e);
    }

    private static String why(Path file, IOException e) {
        if (isFullDisk(e)) return "the disk is full; make room in " + file.getParent() + " and do it again";
        if (e instanceof AccessDeniedException) {
            return Files.exists(file)
                    ? "this user may not write to it"
                    : "this user may not write to the folder " + nearest(file.getParent());
        }
        if (e instanceof FileAlreadyExistsException there) return there.getFile() + " is a file";
        if (e instanceof FileSystemException system && system.getReason() != null) return system.getReason();
        return String.valueOf(e.getMessage());
    }

    private static Path nearest(Path folder) {
        return Files.exists(folder) ? folder : nearest(folder.getParent());
    }

    /** Java has no exception of its own for this: systems say it in these words. */
    static boolean isFullDisk(IOException e) {
        String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return said.contains("no space left") || said.contains("not enough space") || said.contains("quota exceeded");
    }
}
