package se.regstat.statistics.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.ToDoubleFunction;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.io.ParseException;
import org.sqlite.Function;

/** The SQL functions that a GeoPackage's spatial index triggers call (OGC 12-128r14, annex F.3). */
final class GeoPackageFunctions {

    private GeoPackageFunctions() {}

    static void register(Connection connection) throws SQLException {
        register(connection, "ST_IsEmpty", e -> e.isNull() ? 1 : 0);
        register(connection, "ST_MinX", Envelope::getMinX);
        register(connection, "ST_MaxX", Envelope::getMaxX);
        register(connection, "ST_MinY", Envelope::getMinY);
        register(connection, "ST_MaxY", Envelope::getMaxY);
    }

    private static void register(Connection connection, String name, ToDoubleFunction<Envelope> value)
            throws SQLException {
        Function.create(connection, name, new Function() {
            @Override
            protected void xFunc() throws SQLException {
                byte[] blob = value_blob(0);
                if (blob == null) {
                    result();
                    return;
                }
                try {
                    result(value.applyAsDouble(
                            new GeoPackageGeometry().decode(blob).getEnvelopeInternal()));
                } catch (ParseException e) {
                    throw new SQLException(name + ": " + e.getMessage(), e);
                }
            }
        });
    }
}
