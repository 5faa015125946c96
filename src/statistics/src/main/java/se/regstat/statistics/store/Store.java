package se.regstat.statistics.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.Trials;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.indicator.ListedValues;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.ReplacedValues;
import se.regstat.statistics.secret.Secret;

/**
 * Where divisions, their change logs and indicators' values are kept. Every write is one transaction: it happens wholly or not at
 * all; {@link #together} makes several one.
 *
 * <p>Not thread-safe; open one per thread of work. All methods throw {@link StoreException} when the store cannot be
 * read or written.
 */
public interface Store extends AutoCloseable {

    /** Opens an existing store, for reading and writing. */
    static Store open(StoreUrl url) {
        return url.open(StoreUrl.Mode.READ_WRITE);
    }

    /**
     * Makes an empty store for generated demo data.
     *
     * @throws StoreException if there is a file already
     */
    static Store createDemo(StoreUrl.GeoPackage url) {
        return GeoPackageStore.create(url, true);
    }

    /** A number that is different after every committed write, by whichever process. */
    long revision();

    /**
     * A name of this store's own, random and the same as long as it is there, whatever is imported; a copy of it has the same. Empty
     * for one that was last written by a version of this program that gave it none.
     */
    Optional<UUID> identity();

    /**
     * Makes this the store that another is of which it has a copy, with what that one remembers: the identity, whether it is a demo, and where
     * values came from that were replaced.
     */
    void adopt(UUID identity, boolean demo, List<ReplacedValues> replaced);

    /**
     * What noise in restricted figures is made from: this store's own, random, the same as long as it is there. Empty for one that was last
     * written by a version of this program that gave it none.
     */
    Optional<Secret> secret();

    /** Makes this store's secret that of another of which it has a copy, so that both tell the same. */
    void writeSecret(Secret secret);

    /** Whether this store holds generated demo data, never real statistics. */
    boolean isDemo();

    /** Every vintage, by division id and year. */
    List<Vintage> vintages();

    default Optional<Vintage> vintage(VintageId id) {
        return vintages().stream().filter(v -> v.id().equals(id)).findFirst();
    }

    /** The areas of a vintage ordered by code; empty if there is no such vintage. */
    List<Area> areas(VintageId id);

    /** The generalisations of a vintage, finest first. */
    List<Generalisation> generalisations(VintageId id);

    /**
     * Stores a vintage, replacing one of the same id if there is one.
     *
     * @param areas ordered by code
     * @param generalisations geometries in the order of {@code areas}
     */
    void write(Vintage vintage, List<Area> areas, List<Generalisation> generalisations);

    /** Those local names of a vintage's areas that there are, by area code. */
    Map<String, LocalName> localNames(VintageId id);

    /** Sets local names by area code; other areas keep theirs. */
    void writeLocalNames(VintageId id, Map<String, LocalName> names);

    /** Removes a vintage and the values for its areas, and the flows between them. @return whether there was one */
    boolean remove(VintageId id);

    /** All values of indicators, by indicator, division, vintage and year; for many, {@link #readValues} takes less memory. */
    default List<PublishedValues> values() {
        List<PublishedValues> all = new ArrayList<>();
        readValues(all::add);
        return all;
    }

    /** Hands over all values of indicators one after another, in the same order; what is not kept takes no memory. */
    void readValues(Consumer<PublishedValues> each);

    /**
     * What is told of all values without the numbers, in the same order.
     *
     * @return empty where that is not kept apart, as in databases, and in files that an earlier version of this program wrote last
     */
    default Optional<List<ListedValues>> listValues() {
        return Optional.empty();
    }

    /** The values that this store, open since then, has listed. */
    default PublishedValues values(ListedValues listed) {
        throw new IllegalStateException("the store has listed no values");
    }

    /** The values of these indicators alone, in the same order. */
    List<PublishedValues> values(Set<String> indicators);

    /** Where values came from that were replaced or removed since, the oldest first. */
    List<ReplacedValues> replacedValues();

    /**
     * Stores values, replacing those of the same indicator, vintage and year; where these came from is kept.
     *
     * @throws StoreException if a vintage is not there whose areas they are for
     */
    void writeValues(List<PublishedValues> values);

    /**
     * What {@link #writeValues} refuses, told by every store alike.
     *
     * @param there the vintages of the store
     */
    static void requireVintages(StoreUrl url, List<Vintage> there, List<PublishedValues> values) {
        Set<VintageId> ids = there.stream().map(Vintage::id).collect(Collectors.toSet());
        for (PublishedValues year : values) {
            if (ids.contains(year.vintage())) continue;
            throw new StoreException("cannot write values of " + year.indicator() + " for " + year.vintage()
                    + " to the store " + url + ": it has no such vintage; import that first");
        }
    }

    /** Removes the values of one indicator, vintage and year; where these came from is kept. @return whether there were any */
    boolean removeValues(String indicator, VintageId vintage, int year);

    /**
     * Says what other programs may read of each indicator, of those that the store holds and of those that are written while it is open: its values,
     * in views, where the store has such; its points, in a layer. Those of an indicator of which nobody said so yet are for the services alone.
     *
     * <p>A database remembers which indicators were restricted and keeps them so, whoever says otherwise later: a configuration
     * that knows nothing of a restriction does not lift it. A GeoPackage, whose values are packed so that other programs make nothing of them,
     * remembers nothing.
     *
     * @param lift whether indicators that were restricted are shown again too
     * @return what other programs see now and did not before, or see no more, and what they do not see in spite of this; a line each
     */
    List<String> show(Function<String, Showing> showing, boolean lift);

    /** What other programs may read of an indicator. */
    enum Showing {
        /** Nothing, since nobody describes it. */
        UNDESCRIBED,
        /** Nothing, and this is remembered. */
        RESTRICTED,
        VALUES,
        VALUES_AND_POINTS
    }

    /** What indicators are counted from, by indicator and year. */
    List<Events> events();

    /** Indicators whose points are also a layer that other programs read, by id. */
    List<String> shownEvents();

    /**
     * Stores what an indicator is counted from, replacing that of the same years.
     *
     * @param events of one indicator
     * @param shown whether its points, of all years, are also a layer {@code <indicator>_points} that other programs read
     */
    void writeEvents(List<Events> events, boolean shown);

    /** Flows between areas, by indicator, division, vintage and year. */
    List<YearFlows> flows();

    /** Stores flows, replacing those of the same indicator, vintage and year. */
    void writeFlows(List<YearFlows> flows);

    /**
     * Removes an indicator's values in all divisions, the points that it is counted from, and its flows.
     *
     * @param year all years if empty
     * @return how many sets of values or flows (a vintage and a year each) or years of points there were
     */
    int removeIndicator(String indicator, OptionalInt year);

    /** All change logs, by division and vintages. */
    List<ChangeLog> changeLogs();

    /** Stores a change log, replacing one between the same vintages. */
    void writeChanges(ChangeLog log);

    /** Lists of the areas that vintages should have, whether these are here or not; by division and vintage. */
    List<CodeList> codeLists();

    /** Stores a code list, replacing one of the same vintage. */
    void writeCodeList(CodeList list);

    /** Removes the code list of a vintage, not the vintage. @return whether there was one */
    boolean removeCodeList(VintageId vintage);

    /** All masks, by name. */
    List<Mask> masks();

    /** Where masks came from, by name: read without their polygons. */
    Map<String, Provenance> maskProvenances();

    /** Stores a mask, replacing one of the same name. */
    void writeMask(Mask mask);

    /** Removes a mask. @return whether there was one */
    boolean removeMask(String name);

    /** Everything that tells where people live, by name. */
    List<WeightedPoints> populations();

    /** Where these came from, by name: read without points. */
    Map<String, Provenance> populationProvenances();

    /** Stores where people live, replacing what has the same name. */
    void writePopulation(WeightedPoints population);

    /** Removes what tells where people live. @return whether there was such */
    boolean removePopulation(String name);

    /** How weightings fared in trials, by division and vintage. */
    List<Trials> trials();

    /** Stores trials in place of all that there are. */
    void writeTrials(List<Trials> trials);

    /** By which recipes what is here was fetched from its publishers, by recipe. */
    List<FetchRecord> fetches();

    /** Notes that something was fetched, in place of what was noted of the same recipe. */
    void writeFetch(FetchRecord fetch);

    /** Removes all that there is. */
    void clear();

    /**
     * Makes all that is written in the course of some work one transaction: wholly, or, if the work throws, not at all. What was
     * written can be read by the same store at once.
     */
    void together(Runnable work);

    /**
     * Copies the store as it is to a file, whoever else reads or writes it.
     *
     * @throws StoreException if there is such a file already, or none can be written there
     */
    void copyTo(Path file);

    @Override
    void close();

    /** A local name and where it comes from. */
    record LocalName(String name, String source, String date) {}
}
