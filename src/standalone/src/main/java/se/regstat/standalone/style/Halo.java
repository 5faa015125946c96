package se.regstat.standalone.style;

import org.geotools.api.filter.expression.Expression;

/** @param radius pixels around the letters */
public record Halo(Expression radius, Fill fill) {}
