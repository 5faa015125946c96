package se.regstat.standalone.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureIterator;
import se.regstat.statistics.format.CsvWriter;

/** Comma-separated values as GeoServer writes them: geometry as WKT in the axis order of the {@link SrsName}. */
public final class Csv implements FeatureFormat {

    private final boolean ids;

    /** @param ids whether the first column is the feature's id, {@code FID}: GeoServer's WFS has it, its WPS has not */
    public Csv(boolean ids) {
        this.ids = ids;
    }

    @Override
    public String contentType() {
        return "text/csv; charset=UTF-8";
    }

    @Override
    public void write(Answer answer, OutputStream stream) throws IOException {
        CsvWriter out = new CsvWriter(stream);
        for (FeatureSet set : answer.sets()) write(set, out);
        out.finish();
    }

    private void write(FeatureSet set, CsvWriter out) throws IOException {
        List<String> names = set.attributeNames();
        List<String> header = new ArrayList<>(names);
        int before = ids ? 1 : 0;
        if (ids) header.add(0, "FID");
        out.header(
                header,
                set.srs().map(SrsName::decimals).orElse(4),
                set.srs().map(SrsName::northingFirst).orElse(false));
        if (set.returned() == 0) return;
        try (SimpleFeatureIterator features = set.features().open()) {
            while (features.hasNext()) {
                SimpleFeature feature = features.next();
                out.row(i -> i < before ? feature.getID() : feature.getAttribute(names.get(i - before)));
            }
        }
    }
}
