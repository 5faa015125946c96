package se.regstat.standalone.clients;

import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** Where areas known in EPSG:3006 (E, N) lie in other reference systems, x to the right (easting, longitude). */
final class Ground {

    private Ground() {}

    static Geometry in(String crs, Geometry sweref99Tm) {
        if (crs.equals("EPSG:3006")) return sweref99Tm;
        try {
            MathTransform transform = CRS.findMathTransform(CRS.decode("EPSG:3006", true), CRS.decode(crs, true), true);
            return JTS.transform(Densifier.densify(sweref99Tm, 1000), transform);
        } catch (FactoryException | TransformException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An extent of the given shape around an area, with room to its sides. */
    static Envelope around(Geometry area, int width, int height) {
        Envelope of = area.getEnvelopeInternal();
        double scale = 1.6 * Math.max(of.getWidth() / width, of.getHeight() / height);
        double x = of.centre().x, y = of.centre().y;
        return new Envelope(
                x - scale * width / 2, x + scale * width / 2, y - scale * height / 2, y + scale * height / 2);
    }
}
