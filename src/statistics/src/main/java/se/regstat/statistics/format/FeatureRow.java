package se.regstat.statistics.format;

import java.util.Map;
import org.locationtech.jts.geom.Geometry;

/**
 * One feature of a document.
 *
 * @param position for messages, as in {@code line 7} or {@code feature 3 (line 12)}
 * @param attributes in the document's order: String, Long, BigInteger, Double or Boolean; no entry where there is no value
 * @param geometry as in the document, easting or longitude first
 */
public record FeatureRow(String position, Map<String, Object> attributes, Geometry geometry) {}
