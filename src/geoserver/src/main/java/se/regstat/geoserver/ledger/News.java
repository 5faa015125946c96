package se.regstat.geoserver.ledger;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geoserver.platform.ModuleStatusImpl;
import org.geotools.util.logging.Logging;

/** What administrators are told of one publication: a line of the log each, and all of it on the page of modules' status. */
public final class News {

    /** By this name GeoServer's own logging profiles show what went well too; of all others they show warnings alone. */
    private static final Logger LOGGER = Logging.getLogger("org.geoserver.regstat");

    private final ModuleStatusImpl status;
    private final StringJoiner told = new StringJoiner(" ");
    private final List<String> problems = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();
    private final Set<String> logged;

    /** @param status null where there is no such page */
    public News(ModuleStatusImpl status) {
        this(status, Set.of());
    }

    private News(ModuleStatusImpl status, Set<String> logged) {
        this.status = status;
        this.logged = logged;
        if (status != null) status.setAvailable(true);
    }

    /** Of another try: what is wrong as before stands on the page as before, and not once more in the log. */
    public News again() {
        return new News(status, Set.copyOf(problems));
    }

    /** Files in this folder, or below it, are told by their path within it: that page is not for servers' paths. */
    public void shorten(Path folder) {
        folders.add(folder.toAbsolutePath());
    }

    /** Whether the configuration has the plugin publish at all. */
    public void enabled(boolean enabled) {
        if (status != null) status.setEnabled(enabled);
    }

    /** Why nothing, or nothing new, is published. */
    public void fail(Level level, String sentence) {
        fail(level, sentence, null);
    }

    /** @param cause goes to the log alone; null where the sentence says it all */
    public void fail(Level level, String sentence, Throwable cause) {
        problems.add(sentence);
        note(level, sentence, cause);
        if (status != null) status.setAvailable(false);
    }

    public void tell(Level level, String sentence) {
        tell(level, sentence, null);
    }

    /** @param cause goes to the log alone; null where the sentence says it all */
    public void tell(Level level, String sentence, Throwable cause) {
        if (level.equals(Level.SEVERE)) problems.add(sentence);
        note(level, sentence, cause);
    }

    private void note(Level level, String sentence, Throwable cause) {
        LOGGER.log(logged.contains(sentence) ? Level.FINE : level, sentence, cause);
        told.add(sentence);
        if (status != null) status.setMessage(shortened(told.toString()));
    }

    /** Why nothing, or nothing new, is published, and what else an administrator has to mend. */
    public List<String> problems() {
        return problems.stream().map(this::shortened).toList();
    }

    private String shortened(String text) {
        for (Path folder : folders) {
            if (folder.getNameCount() > 0) text = text.replace(folder + File.separator, "");
        }
        return text;
    }
}
