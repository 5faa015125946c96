package se.regstat.statistics.reaggregation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Message;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;

/**
 * A re-aggregation that somebody asks for at a door: the one way in from there.
 *
 * @param visible which divisions whoever asks may see
 * @param bounds what whoever asks may have computed
 */
public record Question(Reaggregator reaggregator, Arguments arguments, Visible visible, Bounds bounds) {

    /**
     * @param own polygons of the asker's, read within the bounds; empty if a division is asked for
     * @param progress told of how much is done, from 0 to 1, from several threads
     * @throws ReaggregationException if it cannot be done, with the parameter and the reason
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public ReaggregationResult answer(Optional<Supplier<OwnBoundaries>> own, DoubleConsumer progress) {
        return bounds.within(() -> {
            Optional<OwnBoundaries> read = own.map(Supplier::get);
            ReaggregationRequest request = new ReaggregationRequest(boundaries(read), arguments);
            Wanted wanted = reaggregator.wanted(request, visible);
            bounds.checkValues(wanted.values());
            progress.accept(0.1);
            return reaggregator
                    .run(wanted, watched(progress, steps(wanted)))
                    .noting(read.map(OwnBoundaries::notes).orElse(List.of()));
        });
    }

    /**
     * Whose boundaries are asked about, where the operation has the parameters of re-aggregation for that.
     *
     * @throws ReaggregationException if both or none are given, or there is no such division
     */
    public Boundaries boundaries(Optional<OwnBoundaries> own) {
        Optional<String> division = arguments.get(ReaggregationDeclaration.TARGET_DIVISION);
        if (own.isPresent() == division.isPresent()) {
            throw ReaggregationException.of(
                    "boundaries",
                    Message.of("give either ")
                            .parameter("boundaries")
                            .text(" or ")
                            .parameter("targetDivision")
                            .text(own.isEmpty() ? ", one of them" : ", not both"));
        }
        return own.isPresent()
                ? own.get()
                        .named(
                                arguments.get(ReaggregationDeclaration.ID_ATTRIBUTE),
                                arguments.get(ReaggregationDeclaration.NAME_ATTRIBUTE),
                                bounds::isOver)
                : registered(division.get());
    }

    private Boundaries registered(String division) {
        try {
            reaggregator.refuseDivisionAlone("targetDivision", division, visible);
            VintageId id = vintage(division);
            Boundaries found = reaggregator.boundaries(id, visible);
            bounds.checkTargets(found.targets().size());
            return found;
        } catch (IllegalArgumentException e) {
            throw ReaggregationException.of("targetDivision", e.getMessage(), e);
        }
    }

    /**
     * As {@code deso@2025}, or as the layer is called. In a GET of WPS the {@code @} separates, so values have it encoded; GeoServer
     * hands them on as they are.
     */
    private static VintageId vintage(String text) {
        return VintageId.parse(text.replace("%40", "@").replaceFirst("_(\\d{4})$", "@$1"));
    }

    /**
     * How often the engine will ask whether to go on, about: once for each source, in overlay and weights, of the vintages that the
     * periods are in.
     */
    private long steps(Wanted wanted) {
        return 2
                * wanted.sources().stream()
                        .map(reaggregator.snapshot()::vintage)
                        .flatMap(Optional::stream)
                        .mapToLong(vintage -> vintage.areas().size())
                        .sum();
    }

    /** Tells of progress whenever it is asked whether to go on. */
    private BooleanSupplier watched(DoubleConsumer progress, long steps) {
        AtomicLong done = new AtomicLong();
        return () -> {
            long asked = done.incrementAndGet();
            if (asked % 64 == 0) progress.accept(Math.min(0.9, 0.1 + 0.8 * asked / Math.max(1, steps)));
            return bounds.isOver();
        };
    }
}
