package se.regstat.standalone.host;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import se.regstat.standalone.http.OgcReply;
import se.regstat.statistics.config.ConfigurationException;
import se.regstat.statistics.store.StoreException;

/**
 * {@code POST /geoserver/rest/reload}: for programs on this machine, if no proxy may stand in front, and for those who know the token; never for web pages, which
 * could have a visitor's browser send it.
 */
final class Reload {

    private final Runnable work;
    private final Optional<String> token;

    /** @param token that goes with {@code Authorization: Bearer}; empty if nobody else may */
    Reload(Runnable work, Optional<String> token) {
        this.work = work;
        this.token = token;
    }

    OgcReply answer(Exchange exchange) {
        if (exchange.header("Origin").isPresent()
                || exchange.header("Sec-Fetch-Site").isPresent()) {
            return Routes.text(403, "A web page may not have the server reloaded.");
        }
        if (!exchange.isFromThisMachine() && !hasToken(exchange)) {
            return Routes.text(
                    403,
                    "Reload from the machine itself, by http://127.0.0.1, where the server was started without --base-url; or"
                            + " with the header Authorization: Bearer and what the environment variable "
                            + EmbeddedHost.RELOAD_TOKEN + " held when the server started.");
        }
        try {
            work.run();
            return OgcReply.ok("text/plain;charset=UTF-8", out -> {});
        } catch (ConfigurationException | StoreException e) {
            return Routes.text(500, "The layers stay as they are: " + e.getMessage());
        }
    }

    private boolean hasToken(Exchange exchange) {
        return token.isPresent()
                && exchange.header("Authorization")
                        .map(said -> MessageDigest.isEqual(bytes(said), bytes("Bearer " + token.get())))
                        .orElse(false);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
