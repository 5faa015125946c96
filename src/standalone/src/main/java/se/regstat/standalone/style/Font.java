package se.regstat.standalone.style;

import java.util.List;
import org.geotools.api.filter.expression.Expression;

/** @param families the preferred one first */
public record Font(List<Expression> families, Expression style, Expression weight, Expression size) {

    public Font {
        families = List.copyOf(families);
    }
}
