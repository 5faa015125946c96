package se.regstat.statistics.request;

import se.regstat.statistics.division.LocalText;

/**
 * A value that a parameter may have.
 *
 * @param id as it is written
 * @param words what it means, for readers
 */
public record Choice<T>(String id, T value, LocalText words) {}
