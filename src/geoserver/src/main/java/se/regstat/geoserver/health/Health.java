package se.regstat.geoserver.health;

import java.io.File;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.regstat.geoserver.Publisher;
import se.regstat.geoserver.Standing;
import se.regstat.statistics.store.StoreUrl;

/**
 * Whether the plugin is well, from the facts that the page of modules, the address {@code /regstat-info/health} and the metrics share:
 *
 * <ul>
 *   <li>{@code PASS}: layers are served from the store as it is, or the configuration has nothing published;
 *   <li>{@code WARN}: layers are served, but from memory while the store cannot be read, or as an earlier configuration had them;
 *   <li>{@code FAIL}: there is nothing to serve.
 * </ul>
 *
 * It looks at no store itself, so that asking costs nothing and waits for nobody.
 */
public final class Health {

    private final Publisher publisher;
    private final HealthStatus publication;

    /**
     * @param publisher of what is served
     * @param publication how the last one went; from now on it tells what is wrong since, too
     */
    public Health(Publisher publisher, HealthStatus publication) {
        this.publisher = publisher;
        this.publication = publication;
        publication.of(this);
    }

    /** How it is. */
    public enum Status {
        PASS,
        WARN,
        FAIL
    }

    /**
     * What is known at one moment.
     *
     * @param problems in plain words, without folders of the server; empty if there are none
     * @param standing of what is served; empty while nothing is
     * @param version of the program
     */
    public record Facts(Status status, List<String> problems, Optional<Standing> standing, String version, Instant at) {

        public Facts {
            problems = List.copyOf(problems);
        }

        /** Whether requests may be sent here. */
        public boolean isReady() {
            return status != Status.FAIL;
        }
    }

    /** As of now. */
    public Facts facts() {
        Optional<Standing> now = publisher.standing();
        List<String> problems = new ArrayList<>(publisher.problems());
        now.flatMap(Health::unreadable).ifPresent(problems::add);
        boolean served = now.isPresent() || !publication.isEnabled();
        if (!served && problems.isEmpty()) problems.add("Regstat has published nothing yet.");
        Status status = !served ? Status.FAIL : problems.isEmpty() ? Status.PASS : Status.WARN;
        return new Facts(status, problems, now, publication.getVersion().orElse(""), Instant.now());
    }

    /** What is wrong by now and was not at the last publication. */
    Optional<String> sinceLastPublication() {
        return publisher.standing().flatMap(Health::unreadable);
    }

    private static Optional<String> unreadable(Standing now) {
        return now.state()
                .problem()
                .map(why -> "Since " + now.state().seen() + " the store cannot be read, and answers come from memory: "
                        + withoutFolder(why, now.store()));
    }

    private static String withoutFolder(String text, StoreUrl store) {
        return store.folder()
                .filter(folder -> folder.getNameCount() > 0)
                .map(folder -> text.replace(folder + File.separator, ""))
                .orElse(text);
    }
}
