package se.regstat.standalone.style;

import java.util.Optional;
import org.geotools.api.filter.expression.Expression;

/** @param pattern repeated over the area instead of the colour */
public record Fill(Expression color, Expression opacity, Optional<Graphic> pattern) {}
