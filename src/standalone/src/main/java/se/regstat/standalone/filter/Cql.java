package se.regstat.standalone.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.spatial.BBOX;
import org.geotools.api.geometry.BoundingBox;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;
import org.geotools.referencing.CRS;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import se.regstat.standalone.format.SrsName;

/** Reads filters in ECQL, GeoServer's extended common query language, as in {@code kommun = '9901' AND BBOX(geom, ...)}. */
public final class Cql {

    private static final int MAX_LENGTH = 100_000;

    /** The parser takes several stack frames per level. */
    private static final int MAX_DEPTH = 100;

    private static final Pattern TOKENS = Pattern.compile("(?<=[()])|(?=[()])|\\s+");

    private Cql() {}

    /** The filters of several layers, which semicolons outside quotes separate. */
    public static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') quoted = !quoted;
            if (c == ';' && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** @throws FilterException if it cannot be understood, or names a property that does not exist */
    public static Filter read(String text, FilterTarget target) {
        checkSize(text);
        Filter filter;
        try {
            filter = ECQL.toFilter(text);
        } catch (CQLException e) {
            throw new FilterException("cql_filter", "the CQL filter cannot be read: " + firstLine(e));
        } catch (RuntimeException e) {
            throw new FilterException("cql_filter", "the CQL filter cannot be read: " + e.getMessage());
        }
        return (Filter) filter.accept(new Fitting(target), null);
    }

    private static void checkSize(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new FilterException("cql_filter", "the CQL filter has more than " + MAX_LENGTH + " characters");
        }
        int depth = 0;
        int nots = 0;
        for (String token : TOKENS.splitAsStream(text).toList()) {
            if (token.equals("(")) depth++;
            else if (token.equals(")")) depth--;
            else if (token.equalsIgnoreCase("not")) nots++;
            if (depth > MAX_DEPTH || nots > MAX_DEPTH) {
                throw new FilterException(
                        "cql_filter", "the CQL filter is nested deeper than " + MAX_DEPTH + " levels");
            }
        }
    }

    private static String firstLine(CQLException e) {
        String message =
                e.getSyntaxError() == null || e.getSyntaxError().isBlank() ? e.getMessage() : e.getSyntaxError();
        return message.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .findFirst()
                .orElse("syntax error");
    }

    /** Plain attribute names, and geometries in the layer's CRS. */
    private static final class Fitting extends DuplicatingFilterVisitor {
        private final FilterTarget target;

        Fitting(FilterTarget target) {
            this.target = target;
        }

        @Override
        public Object visit(PropertyName expression, Object extraData) {
            String path = expression.getPropertyName();
            return ff.property(path.isEmpty() ? target.geometryAttribute() : target.attribute(path));
        }

        @Override
        public Object visit(Literal expression, Object extraData) {
            if (!(expression.getValue() instanceof Geometry geometry)) return super.visit(expression, extraData);
            Optional<SrsName> srs = geometry.getUserData() instanceof CoordinateReferenceSystem crs
                    ? eastingFirst(crs)
                    : Optional.empty();
            return ff.literal(target.geometry(geometry, srs));
        }

        @Override
        public Object visit(BBOX filter, Object extraData) {
            Expression geometry = filter.getExpression1();
            BoundingBox bounds = filter.getBounds();
            var box = new Envelope(bounds.getMinX(), bounds.getMaxX(), bounds.getMinY(), bounds.getMaxY());
            Optional<String> property =
                    geometry instanceof PropertyName p && !p.getPropertyName().isEmpty()
                            ? Optional.of(p.getPropertyName())
                            : Optional.empty();
            return target.box(property, Optional.empty(), box, eastingFirst(bounds.getCoordinateReferenceSystem()));
        }

        /** A CRS that the text itself names is written EPSG:n, so its coordinates are easting first. */
        private static Optional<SrsName> eastingFirst(CoordinateReferenceSystem crs) {
            if (crs == null) return Optional.empty();
            try {
                return Optional.ofNullable(CRS.lookupEpsgCode(crs, false)).map(code -> SrsName.parse("EPSG:" + code));
            } catch (org.geotools.api.referencing.FactoryException e) {
                return Optional.empty();
            }
        }
    }
}
