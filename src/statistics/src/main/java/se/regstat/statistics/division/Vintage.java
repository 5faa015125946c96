package se.regstat.statistics.division;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One version of a division, as it was imported.
 *
 * @param valid the reference years it is valid for; the vintages of a division do not overlap
 * @param parents the parent divisions its areas carry codes of, in column order
 * @param completeWithin overrides the division's; see {@link Division}
 * @param note free text for readers, may be empty
 * @param imported when, from which file (name only) and with which SHA-256
 */
public record Vintage(
        VintageId id,
        YearRange valid,
        List<Parent> parents,
        Optional<String> completeWithin,
        String source,
        String licence,
        String note,
        Instant imported,
        String importedFrom,
        String checksum) {

    public Vintage {
        parents = List.copyOf(parents);
    }

    /**
     * A division this vintage's areas nest in.
     *
     * @param vintage the parent's vintage where the import named one; else the one with overlapping validity is meant
     */
    public record Parent(String division, Optional<String> vintage) {

        /** Names that an area's other attributes have, beside which a parent's code could not stand. */
        private static final Set<String> TAKEN = Set.of(
                "fid",
                "geom",
                "code",
                "area_name",
                "local_name",
                "local_name_source",
                "local_name_date",
                "valid_from",
                "valid_to",
                "area_km2",
                "land_area_km2",
                "vintage");

        public Parent {
            if (TAKEN.contains(division)) {
                throw new IllegalArgumentException(
                        "a parent division cannot be called '" + division + "': areas have an attribute of that name");
            }
        }

        /** As in {@code regso} or {@code regso@2025}. */
        public static Parent parse(String text) {
            if (text.contains("@")) {
                VintageId id = VintageId.parse(text);
                return new Parent(id.division(), Optional.of(id.year()));
            }
            return new Parent(VintageId.parse(text + "@0000").division(), Optional.empty());
        }
    }
}
