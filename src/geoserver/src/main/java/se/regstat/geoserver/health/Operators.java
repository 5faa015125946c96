package se.regstat.geoserver.health;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.geoserver.security.GeoServerSecurityManager;

/**
 * Who may know how the plugin is: GeoServer's administrators, and programs that have the token for monitoring, which lets them do
 * nothing else.
 */
public final class Operators {

    /** The environment variable with the token. */
    public static final String TOKEN = "REGSTAT_MONITORING_TOKEN";

    private final BooleanSupplier administrator;
    private final Optional<String> token;

    /** By GeoServer's rules, and the environment's token. */
    public Operators(GeoServerSecurityManager security) {
        this(security::checkAuthenticationForAdminRole, Optional.ofNullable(System.getenv(TOKEN)));
    }

    /**
     * @param administrator whether the asker is one
     * @param token empty or blank if there is none
     */
    public Operators(BooleanSupplier administrator, Optional<String> token) {
        this.administrator = administrator;
        this.token = token.map(String::strip).filter(text -> !text.isEmpty());
    }

    /** @param authorization the header of that name; empty if there is none */
    boolean include(String authorization) {
        return administrator.getAsBoolean() || hasToken(authorization);
    }

    private boolean hasToken(String authorization) {
        return token.isPresent() && MessageDigest.isEqual(bytes("Bearer " + token.get()), bytes(authorization));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
