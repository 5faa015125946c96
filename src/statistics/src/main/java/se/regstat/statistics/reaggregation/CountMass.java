package se.regstat.statistics.reaggregation;

import se.regstat.statistics.estimate.Mass;
import se.regstat.statistics.indicator.Indicator;

/** Where a count went in a year. */
public record CountMass(Indicator indicator, int year, Mass mass) {}
