package se.regstat.importing.source;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.regstat.importing.FileRequest.ParentColumn;
import se.regstat.importing.KindColumn;
import se.regstat.statistics.division.VintageId;

/** What a recipe brings into a store. */
public sealed interface Content {

    /** The vintage of a division that it is; empty if it is none. */
    default Optional<VintageId> makes() {
        return Optional.empty();
    }

    /** Vintages that it is made of, or tells of. */
    default List<VintageId> needs() {
        return List.of();
    }

    /** The mapping file that names the indicators it has values of; empty if it has none. */
    default Optional<Path> indicators() {
        return Optional.empty();
    }

    /** Divisions whose areas it is held against, where the store has them. */
    default List<String> liesIn() {
        return List.of();
    }

    /**
     * A vintage of a division.
     *
     * @param code column with the codes
     * @param dissolve whether features with the same code are parts of one area
     * @param crs of the coordinates, for files that do not say
     * @param where only features with one of these values in the column
     * @param completeWithin of all that the publisher has; of some kommuner it is what the configuration says
     */
    record Areas(
            VintageId vintage,
            Place from,
            String code,
            Optional<String> name,
            List<ParentColumn> parents,
            boolean dissolve,
            Optional<String> crs,
            Map<String, Set<String>> where,
            Optional<String> completeWithin)
            implements Content {

        @Override
        public Optional<VintageId> makes() {
            return Optional.of(vintage);
        }

        @Override
        public List<String> liesIn() {
            return parents.stream()
                    .map(ParentColumn::parent)
                    .map(parent -> parent.division())
                    .toList();
        }
    }

    /** A vintage made by joining the areas of another, by the codes these carry. */
    record Joined(VintageId vintage, VintageId from) implements Content {

        @Override
        public Optional<VintageId> makes() {
            return Optional.of(vintage);
        }

        @Override
        public List<VintageId> needs() {
            return List.of(from);
        }
    }

    /** A vintage made by joining the areas of another, by a list that says which group each belongs to. */
    record Grouped(VintageId vintage, VintageId from, Members members) implements Content {

        @Override
        public Optional<VintageId> makes() {
            return Optional.of(vintage);
        }

        @Override
        public List<VintageId> needs() {
            return List.of(from);
        }
    }

    /** Where it says which group an area belongs to. */
    sealed interface Members {

        /** A code list of PxWeb, version 2, whose values are groups. */
        record CodeList(URI address) implements Members {}

        /**
         * A table with a row for each area.
         *
         * @param member column with its code
         * @param code column with that of its group
         * @param name column with the name of the group
         */
        record Rows(Place.Document from, String member, String code, Optional<String> name) implements Members {}
    }

    /**
     * A mask in which values can lie, made of the areas of a vintage. Of some kommuner, it takes their borders to know what reaches in.
     *
     * @param recipe by which these come, so that those can be asked for that reach in from other kommuner; empty if there is none
     */
    record Masked(String name, VintageId from, Optional<Recipe> recipe) implements Content {

        @Override
        public List<VintageId> needs() {
            return List.of(from);
        }

        @Override
        public List<String> liesIn() {
            return List.of("kommun");
        }
    }

    /**
     * The cells of a grid with how many live in each, by which values can be weighed.
     *
     * @param name it gets in the store
     * @param corner attribute with the names of the cells: easting and northing of the lower left corner, EPSG:3006, six digits and
     *     seven
     * @param persons attributes with how many live there
     * @param size side of a cell in metres
     */
    record Cells(String name, int year, Place.WfsLayer from, String corner, List<KindColumn> persons, int size)
            implements Content {

        @Override
        public List<String> liesIn() {
            return List.of("kommun");
        }
    }

    /**
     * A table that says which areas a vintage has and where each lies: a code list, held against the areas that the store has.
     *
     * @param code column with the areas' codes
     * @param within column with the codes of those they lie in
     * @param name column with the names of these
     * @param parents columns with the codes of others that they lie in, by the id of their division
     */
    record Key(
            VintageId lower,
            VintageId upper,
            Place.Document from,
            String code,
            String within,
            String name,
            Map<String, String> parents)
            implements Content {

        @Override
        public List<VintageId> needs() {
            return List.of(lower, upper);
        }
    }

    /**
     * A change log.
     *
     * @param fromCode column with codes of the earlier vintage
     * @param toCode column with codes of the later one
     * @param kind column with the kind of change, in SCB's words
     */
    record Changes(
            VintageId earlier,
            VintageId later,
            Place.Document from,
            String fromCode,
            String toCode,
            String kind,
            Optional<String> date)
            implements Content {

        @Override
        public List<VintageId> needs() {
            return List.of(earlier, later);
        }
    }

    /**
     * A table of PxWeb, version 2.
     *
     * @param region dimension with areas' codes
     * @param time dimension with years
     * @param regions masks of codes by the vintage they are of; {@code ????} at its beginning stands for a kommun
     * @param select values of the other dimensions that are asked for, as the API takes them
     * @param labelled of dimensions whose codes are not known: what the one value that is asked for is called
     * @param labels by dimension and code: what is in the text that the table has for it
     * @param mapping file that says what the dimensions are
     */
    record Table(
            URI table,
            String region,
            String time,
            Map<VintageId, String> regions,
            Map<String, List<String>> select,
            Map<String, String> labelled,
            Map<String, Map<String, String>> labels,
            Path mapping)
            implements Content {

        @Override
        public List<VintageId> needs() {
            return List.copyOf(regions.keySet());
        }

        @Override
        public Optional<Path> indicators() {
            return Optional.of(mapping);
        }
    }

    /**
     * Key figures of Kolada.
     *
     * @param api its address
     * @param titles what is in the title of each, by its id
     * @param of vintages of kommuner or län that it has values for
     * @param mapping file that says which indicators they are
     */
    record KeyFigures(URI api, Map<String, String> titles, List<VintageId> of, Path mapping) implements Content {

        @Override
        public List<VintageId> needs() {
            return of;
        }

        @Override
        public Optional<Path> indicators() {
            return Optional.of(mapping);
        }
    }
}
