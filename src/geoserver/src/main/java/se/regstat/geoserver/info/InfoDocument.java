package se.regstat.geoserver.info;

/**
 * What the service answers.
 *
 * @param type its media type, without charset; it is in UTF-8
 * @param name for who saves it
 */
public record InfoDocument(String type, String name, String text) {}
