package se.regstat.geoserver.health;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import se.regstat.geoserver.Standing;
import se.regstat.geoserver.document.InfoDocument;
import se.regstat.geoserver.document.Refusal;
import se.regstat.statistics.format.Json;

/** What programs that watch a server are told: whether it is well, in JSON, and figures, in the text format of Prometheus. */
public final class Monitoring {

    private final Health health;
    private final Figures figures;
    private final Operators operators;

    /** @param operators who may know more than whether all is well */
    public Monitoring(Health health, Figures figures, Operators operators) {
        this.health = health;
        this.figures = figures;
        this.operators = operators;
    }

    /**
     * {@code health/live}: whether the program runs, with status 200 always. {@code health/ready} and {@code health}: whether
     * requests may be sent here, 200 or 503; in its member {@code status} as {@link Health} has it, in the words of {@code
     * draft-inadarei-api-health-check}: {@code pass}, {@code warn} or {@code fail}. Operators are told why.
     *
     * @throws Refusal 404 for other names
     */
    public InfoDocument health(MonitoringRequest request) {
        if (!List.of("", "json").contains(request.format())) {
            throw Refusal.notFound("there is no health." + Refusal.shortened(request.format()) + ", but health.json");
        }
        Health.Facts facts = health.facts();
        boolean details = operators.include(request.authorization());
        return switch (request.file()) {
            case "live" -> document(200, "{\"status\": \"pass\"}\n");
            case "", "ready" ->
                document(facts.isReady() ? 200 : 503, details ? all(facts) : "{" + status(facts) + "}\n");
            default ->
                throw Refusal.notFound("there is no health/" + Refusal.shortened(request.file())
                        + ", but health, health/live and health/ready");
        };
    }

    /**
     * Figures, in the text format of Prometheus, 0.0.4.
     *
     * @throws Refusal 403 if they are not for the asker
     */
    public InfoDocument metrics(MonitoringRequest request) {
        if (!request.file().isEmpty() || !List.of("", "txt").contains(request.format())) {
            throw Refusal.notFound("there is only metrics, in the text format of Prometheus");
        }
        if (!operators.include(request.authorization())) {
            throw Refusal.forbidden(
                    "metrics are for administrators, and for who sends the header Authorization: Bearer with what the"
                            + " environment variable " + Operators.TOKEN + " held when the server started");
        }
        return InfoDocument.momentary(200, "text/plain; version=0.0.4", "metrics.txt", figures.text(health.facts()));
    }

    private static InfoDocument document(int status, String json) {
        return InfoDocument.momentary(status, "application/json", "health.json", json);
    }

    private static String status(Health.Facts facts) {
        return member("status", Json.quoted(facts.status().name().toLowerCase(Locale.ROOT)));
    }

    private static String all(Health.Facts facts) {
        String problems = facts.problems().stream().map(Json::quoted).collect(Collectors.joining(", ", "[", "]"));
        String served =
                facts.standing().map(standing -> ", " + served(standing, facts)).orElse("");
        return "{" + status(facts) + ", " + member("version", Json.quoted(facts.version())) + ", "
                + member("problems", problems) + served + "}\n";
    }

    private static String served(Standing standing, Health.Facts facts) {
        String store = String.join(
                ", ",
                member("kind", Json.quoted(standing.store().folder().isPresent() ? "GeoPackage" : "PostgreSQL")),
                member("reachable", String.valueOf(standing.state().problem().isEmpty())),
                member("seen", Json.quoted(standing.state().seen().toString())));
        String snapshot = String.join(
                ", ",
                // As text: readers of JSON have numbers of 53 bits.
                member("revision", Json.quoted(String.valueOf(standing.revision()))),
                member("loaded", Json.quoted(standing.state().loaded().toString())),
                member("age_seconds", age(standing, facts)));
        return member("store", "{" + store + "}") + ", " + member("snapshot", "{" + snapshot + "}") + ", "
                + member("layers", String.valueOf(standing.layers()));
    }

    /** How long ago the store was known to have what is served. */
    private static String age(Standing standing, Health.Facts facts) {
        return String.valueOf(
                Duration.between(standing.state().seen(), facts.at()).toSeconds());
    }

    private static String member(String name, String value) {
        return "\"" + name + "\": " + value;
    }
}
