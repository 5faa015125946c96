package se.regstat.standalone.render;

import java.util.Optional;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import si.uom.SI;

/**
 * What a map shows.
 *
 * @param bounds of the image's outer edges; x is easting or longitude, whatever the CRS's own axis order
 * @param width pixels
 * @param height pixels
 */
public record MapView(ReferencedEnvelope bounds, int width, int height) {

    /** SLD 1.0 (10.2): the pixel that scale denominators assume, in metres. */
    private static final double PIXEL = 0.00028;

    private static final double METRES_PER_DEGREE = Math.PI * 6_378_137 / 180;

    public MapView {
        if (width < 1 || height < 1 || !(bounds.getWidth() > 0) || !(bounds.getHeight() > 0)) {
            throw new IllegalArgumentException(
                    "a map has a size and an extent: " + width + " x " + height + " pixels, " + bounds);
        }
    }

    CoordinateReferenceSystem crs() {
        return bounds.getCoordinateReferenceSystem();
    }

    /** Of the map's width, as SLD defines it: degrees count as degrees along the equator. */
    public double scaleDenominator() {
        return bounds.getWidth() * metresPerUnit() / width / PIXEL;
    }

    private double metresPerUnit() {
        var unit = CRS.getHorizontalCRS(crs()).getCoordinateSystem().getAxis(0).getUnit();
        return Optional.of(unit)
                .filter(u -> u.isCompatible(SI.METRE))
                .map(u -> u.asType(javax.measure.quantity.Length.class)
                        .getConverterTo(SI.METRE)
                        .convert(1))
                .orElse(METRES_PER_DEGREE);
    }
}
