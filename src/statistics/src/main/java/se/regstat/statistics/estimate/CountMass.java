package se.regstat.statistics.estimate;

import se.regstat.statistics.indicator.Indicator;

/** Where a count went in a year. */
public record CountMass(Indicator indicator, int year, Mass mass) {}
