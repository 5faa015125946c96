package se.regstat.statistics.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Why a file cannot be read, which Java's own messages do not say: the one for a forbidden file is just the file's name. */
public final class Unreadable {

    private Unreadable() {}

    /** As in {@code areas.csv cannot be read: you may not read it; …}. */
    public static String told(Path file, IOException e) {
        return file + " cannot be read: " + why(file, e);
    }

    private static String why(Path file, IOException e) {
        if (e instanceof CharacterCodingException) return "it is not in UTF-8";
        if (Files.isDirectory(file)) return "it is a folder; give a file";
        if (e instanceof NoSuchFileException) return "there is no such file";
        if (e instanceof AccessDeniedException) {
            Optional<Path> closed = closed(file.toAbsolutePath().getParent());
            if (closed.isPresent()) {
                return "you may not enter the folder " + closed.get()
                        + "; whoever owns it can let you, for example with chmod +x " + closed.get();
            }
            return "you may not read it; whoever owns it can let you, for example with chmod +r " + file;
        }
        if (e instanceof FileSystemException system && system.getReason() != null) return system.getReason();
        String message =
                e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
        return message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    /** The first folder on the way to one, and this itself, that one may not enter. */
    private static Optional<Path> closed(Path folder) {
        if (folder == null) return Optional.empty();
        return closed(folder.getParent())
                .or(() -> Optional.of(folder).filter(Files::isDirectory).filter(last -> !Files.isExecutable(last)));
    }
}
