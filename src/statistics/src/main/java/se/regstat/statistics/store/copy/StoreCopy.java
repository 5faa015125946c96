package se.regstat.statistics.store.copy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.file.WholeFile;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

/** Copies all that a store holds into another one, of whichever kind, without loss: {@link StoreContent} is the same then. */
public final class StoreCopy {

    /** How many sets of values are in memory together. */
    private static final int AT_A_TIME = 100;

    private StoreCopy() {}

    /**
     * Makes one store hold what another does, its identity included, in one transaction; what it held before is gone.
     *
     * @param from as it is when this begins, if it was opened read-only
     * @return the {@linkplain StoreContent#hash content} of both
     * @throws StoreException if something would be lost; the store is left as it was then
     */
    public static String into(Store from, Store to) {
        String content = StoreContent.hash(from);
        to.together(() -> {
            write(from, to, indicator -> true);
            from.secret().ifPresent(to::writeSecret);
            if (!StoreContent.hash(to).equals(content)) {
                throw new StoreException("the copy was not the same as what was copied, so it was not made");
            }
        });
        return content;
    }

    private static void write(Store from, Store to, Predicate<String> indicators) {
        to.clear();
        for (Vintage vintage : from.vintages()) {
            to.write(vintage, from.areas(vintage.id()), from.generalisations(vintage.id()));
            Map<String, Store.LocalName> names = from.localNames(vintage.id());
            if (!names.isEmpty()) to.writeLocalNames(vintage.id(), names);
        }
        List<PublishedValues> some = new ArrayList<>();
        from.readValues(values -> {
            if (indicators.test(values.indicator())) some.add(values);
            if (some.size() < AT_A_TIME) return;
            to.writeValues(List.copyOf(some));
            some.clear();
        });
        to.writeValues(some);
        from.changeLogs().forEach(to::writeChanges);
        from.codeLists().forEach(to::writeCodeList);
        from.masks().forEach(to::writeMask);
        from.populations().stream()
                .flatMap(people -> people.of(indicators).stream())
                .forEach(to::writePopulation);
        from.fetches().forEach(to::writeFetch);
        to.writeTrials(from.trials());
        List<String> shown = from.shownEvents();
        from.events().stream()
                .filter(events -> indicators.test(events.indicator()))
                .collect(Collectors.groupingBy(Events::indicator, TreeMap::new, Collectors.toList()))
                .forEach((indicator, events) -> to.writeEvents(events, shown.contains(indicator)));
        to.writeFlows(from.flows().stream()
                .filter(flows -> indicators.test(flows.indicator()))
                .toList());
        to.adopt(
                from.identity().orElseGet(UUID::randomUUID),
                from.isDemo(),
                from.replacedValues().stream()
                        .filter(replaced -> indicators.test(replaced.indicator()))
                        .toList());
    }

    /**
     * Makes a file of it.
     *
     * @throws StoreException if there is such a file already, or none can be written there
     */
    public static void toFile(Store from, StoreUrl.GeoPackage file) {
        toFile(file, to -> into(from, to));
    }

    /**
     * The same with the values and points of some indicators alone, and these kinds of populations: of others nothing comes near the file.
     *
     * @param indicators by id
     */
    public static void toFile(Store from, StoreUrl.GeoPackage file, Predicate<String> indicators) {
        toFile(file, to -> to.together(() -> write(from, to, indicators)));
    }

    private static void toFile(StoreUrl.GeoPackage file, Consumer<Store> writing) {
        if (file.exists()) throw new StoreException("there is a file " + file.file() + " already");
        try {
            WholeFile.write(file.file(), unfinished -> {
                try (Store to = StoreUrl.of(unfinished).open(StoreUrl.Mode.CREATE)) {
                    writing.accept(to);
                }
            });
        } catch (IOException e) {
            throw new StoreException(e.getMessage(), e);
        }
    }
}
