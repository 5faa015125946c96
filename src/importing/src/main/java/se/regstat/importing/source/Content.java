package se.regstat.importing.source;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.regstat.importing.FileRequest.ParentColumn;
import se.regstat.statistics.division.VintageId;

/** What a recipe brings into a store. */
public sealed interface Content {

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
            implements Content {}

    /** A vintage made by joining the areas of another, by the codes these carry. */
    record Joined(VintageId vintage, VintageId from) implements Content {}

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
            implements Content {}

    /**
     * A table of PxWeb, version 2.
     *
     * @param region dimension with areas' codes
     * @param time dimension with years
     * @param regions masks of codes by the vintage they are of; {@code ????} at its beginning stands for a kommun
     * @param select values of the other dimensions that are asked for, as the API takes them
     * @param mapping file that says what the dimensions are
     */
    record Table(
            URI table,
            String region,
            String time,
            Map<VintageId, String> regions,
            Map<String, List<String>> select,
            Path mapping)
            implements Content {}
}
