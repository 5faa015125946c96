package se.regstat.geoserver.metadata;

import java.util.List;
import java.util.UUID;
import se.regstat.statistics.division.LocalText;

/**
 * Datasets that differ in one thing: a division with its vintages; with {@code datasets: layers} also an indicator with its
 * divisions.
 *
 * @param name {@code deso}, unique among series
 * @param id the same for ever
 * @param datasets in order, at least one
 */
public record DatasetSeries(String name, UUID id, LocalText title, LocalText text, List<Dataset> datasets) {
    public DatasetSeries {
        datasets = List.copyOf(datasets);
    }
}
