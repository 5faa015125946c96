package se.regstat.geoserver.health;

import java.util.Optional;
import org.geoserver.platform.ModuleStatusImpl;

/** What GeoServer's page of modules says: how the last publication went, and what is wrong since, as {@link Health} has it. */
public final class HealthStatus extends ModuleStatusImpl {

    private static final long serialVersionUID = 1;

    private transient Health health;

    void of(Health known) {
        health = known;
    }

    @Override
    public Optional<String> getMessage() {
        Optional<String> since = Optional.ofNullable(health).flatMap(Health::sinceLastPublication);
        if (since.isEmpty()) return super.getMessage();
        return Optional.of(super.getMessage().map(told -> told + " ").orElse("") + since.get());
    }

    @Override
    public boolean isAvailable() {
        return super.isAvailable()
                && Optional.ofNullable(health)
                        .flatMap(Health::sinceLastPublication)
                        .isEmpty();
    }
}
