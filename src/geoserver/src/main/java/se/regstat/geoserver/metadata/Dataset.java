package se.regstat.geoserver.metadata;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.locationtech.jts.geom.Envelope;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.division.YearRange;

/**
 * What a harvester finds and a user fetches as one thing: a vintage, an indicator with all its divisions and years, a change log.
 * With {@code datasets: layers} each layer is one.
 *
 * @param name {@code deso_2025}, {@code population}: stands in addresses, unique among datasets
 * @param id the same for ever
 * @param recordId of its metadata record
 * @param series the name of the {@link DatasetSeries} it belongs to
 * @param keywords in both languages, an administrator's included
 * @param creators who made the data; nobody for what is derived here, and for invented data
 * @param licence SPDX id or other words; empty if nobody said
 * @param years what it is told for; empty for what is of no time
 * @param modified when what it is made of was last imported
 * @param lineage where it comes from and what was done with it, under 2 500 characters
 * @param layers those that the asker may see, at least one
 */
public record Dataset(
        String name,
        Kind kind,
        UUID id,
        UUID recordId,
        Optional<String> series,
        LocalText title,
        LocalText text,
        List<LocalText> keywords,
        List<String> creators,
        String licence,
        Optional<YearRange> years,
        Instant modified,
        LocalText lineage,
        List<Layer> layers) {

    /** What a dataset is one of. */
    public enum Kind {
        /** The areas of one vintage of a division. */
        VINTAGE,
        /** What changed from one vintage to the next. */
        CHANGES,
        /** An indicator's published and summed values. */
        INDICATOR,
        /** An indicator re-aggregated to boundaries other than its producer's. */
        DERIVED,
        /** All indicators of a division, a column each. */
        SIDE_BY_SIDE,
        /** A table of what there is. */
        REGISTER;

        /** Stands in what identities are made of, so it never changes. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it shows values of indicators. */
        public boolean hasValues() {
            return this == INDICATOR || this == DERIVED || this == SIDE_BY_SIDE;
        }
    }

    public Dataset {
        keywords = List.copyOf(keywords);
        creators = List.copyOf(creators);
        layers = List.copyOf(layers);
    }

    /** In EPSG:3006, easting before northing; empty for tables without geometry. */
    public Optional<Envelope> bounds() {
        return LayerExtents.around(layers.stream().flatMap(layer -> layer.bounds().stream()));
    }

    /** Who published it, for readers; nobody is told to have published what is derived here, or invented. */
    public LocalText source() {
        return kind == Kind.DERIVED
                ? new LocalText(
                        "Härlett, inte publicerad statistik; ur vad säger noterna",
                        "Derived, not published statistics; the notes tell from what")
                : LocalText.of(String.join(", ", creators));
    }

    /** Of the values in all its layers. */
    public Completeness completeness() {
        return layers.stream().map(layer -> layer.counted().get()).reduce(Completeness.NONE, Completeness::and);
    }
}
