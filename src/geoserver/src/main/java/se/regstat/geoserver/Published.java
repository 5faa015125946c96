package se.regstat.geoserver;

import se.regstat.geotools.IndicatorLayers;
import se.regstat.statistics.observation.Observations;

/** What the layers of indicators show, as of one moment. */
public record Published(Observations observations, IndicatorLayers layers) {}
