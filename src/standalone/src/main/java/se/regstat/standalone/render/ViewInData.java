package se.regstat.standalone.render;

import java.io.IOException;
import java.util.Optional;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;

/** What a map shows, in the CRS of a layer's data. */
public final class ViewInData {

    private ViewInData() {}

    /**
     * The part of the data that may be on the map; empty if none is. Data bounds are brought to the map's CRS and cut there,
     * since a map of the whole world has no image in a projection made for one country.
     *
     * @param margin pixels around the map
     */
    public static Optional<ReferencedEnvelope> of(MapView view, SimpleFeatureSource source, int margin)
            throws IOException, FactoryException, TransformException {
        CoordinateReferenceSystem dataCrs = source.getSchema().getCoordinateReferenceSystem();
        ReferencedEnvelope wanted = new ReferencedEnvelope(view.bounds());
        wanted.expandBy(margin * wanted.getWidth() / view.width(), margin * wanted.getHeight() / view.height());
        if (CRS.equalsIgnoreMetadata(dataCrs, view.crs())) return Optional.of(new ReferencedEnvelope(wanted, dataCrs));
        ReferencedEnvelope bounds = source.getBounds();
        if (bounds == null || bounds.isNull()) return Optional.empty();
        ReferencedEnvelope data = new ReferencedEnvelope(bounds, dataCrs);
        data.expandBy(Math.max(1, data.getWidth() * 0.01), Math.max(1, data.getHeight() * 0.01));
        ReferencedEnvelope inView = data.transform(view.crs(), true, 20);
        ReferencedEnvelope common = inView.intersection(wanted);
        if (common.isNull() || common.isEmpty()) return Optional.empty();
        return Optional.of(common.transform(dataCrs, true, 20));
    }

    /** How large a pixel is in the data's units, about the middle of what is shown. */
    static double pixelSize(MapView view, ReferencedEnvelope shown, CoordinateReferenceSystem dataCrs)
            throws FactoryException, TransformException {
        ReferencedEnvelope inView =
                CRS.equalsIgnoreMetadata(dataCrs, view.crs()) ? shown : shown.transform(view.crs(), true, 5);
        double width = view.bounds().getWidth() / view.width();
        double height = view.bounds().getHeight() / view.height();
        double x = inView.getMedian(0);
        double y = inView.getMedian(1);
        ReferencedEnvelope pixel = new ReferencedEnvelope(x, x + width, y, y + height, view.crs());
        if (!CRS.equalsIgnoreMetadata(dataCrs, view.crs())) pixel = pixel.transform(dataCrs, true, 2);
        return Math.min(pixel.getWidth(), pixel.getHeight());
    }
}
