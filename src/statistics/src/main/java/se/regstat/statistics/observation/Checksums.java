package se.regstat.statistics.observation;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.ValueSet;

/**
 * Which imported files' checksums may be told. Of a file with restricted figures none is: whoever knows all else in it could try those until the
 * checksum fits. That goes for whatever else came from the same file. Immutable and thread-safe.
 */
public final class Checksums {

    private final Set<String> secret;

    private Checksums(Set<String> secret) {
        this.secret = secret;
    }

    /** Of all that observations are made from. */
    public static Checksums of(Observations observations) {
        Snapshot snapshot = observations.snapshot();
        return snapshot.derived(
                Checksums.class,
                observations.configuration().fingerprint(),
                () -> new Checksums(secret(snapshot, id -> observations
                        .configuration()
                        .indicator(id)
                        .disclosure()
                        .isPresent())));
    }

    private static Set<String> secret(Snapshot snapshot, Predicate<String> restricted) {
        Stream<Provenance> values = snapshot.values().stream()
                .filter(set -> restricted.test(set.indicator()))
                .map(ValueSet::provenance);
        Stream<Provenance> points = snapshot.events().stream()
                .filter(events -> restricted.test(events.indicator()))
                .map(Events::provenance);
        Stream<Provenance> flows = snapshot.flows().stream()
                .filter(year -> restricted.test(year.indicator()))
                .map(YearFlows::provenance);
        Stream<Provenance> populations = snapshot.populations().stream()
                .filter(people -> people.kinds().stream().anyMatch(restricted))
                .map(WeightedPoints::provenance);
        return Stream.of(values, points, flows, populations)
                .flatMap(all -> all)
                .map(Provenance::checksum)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A file's checksum as it may be told; empty where it may not. */
    public String told(String checksum) {
        return secret.contains(checksum) ? "" : checksum;
    }
}
