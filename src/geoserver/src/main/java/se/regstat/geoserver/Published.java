package se.regstat.geoserver;

import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Datasets;
import se.regstat.geotools.IndicatorLayers;
import se.regstat.statistics.observation.Observations;

/** What the layers of indicators show, as of one moment. */
public record Published(Observations observations, IndicatorLayers layers) {

    /** Its datasets, whoever may see them, with the texts that the plugin gives them. */
    public Catalogue catalogue() {
        return Datasets.of(observations, layers);
    }
}
