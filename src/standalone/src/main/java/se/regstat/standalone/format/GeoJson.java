package se.regstat.standalone.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureIterator;
import se.regstat.statistics.format.GeoJsonWriter;
import se.regstat.statistics.format.Json;
import se.regstat.statistics.format.Values;

/** GeoJSON as GeoServer writes it: counts and paging links after the features, and a {@code crs} member where they are not WGS 84. */
public final class GeoJson implements FeatureFormat {

    public static final String CONTENT_TYPE = "application/json";

    @Override
    public String contentType() {
        return CONTENT_TYPE;
    }

    @Override
    public void write(Answer answer, OutputStream stream) throws IOException {
        GeoJsonWriter out = new GeoJsonWriter(stream);
        for (FeatureSet set : answer.sets()) if (set.returned() > 0) write(set, out);
        String matched = answer.matched() < 0 ? "\"unknown\"" : Long.toString(answer.matched());
        out.member("totalFeatures", matched);
        out.member("numberMatched", matched);
        out.member("numberReturned", Long.toString(answer.returned()));
        out.member("timeStamp", Json.quoted(Values.text(answer.time())));
        writeLinks(answer, out);
        writeCrs(answer, out);
        out.finish();
    }

    private static void write(FeatureSet set, GeoJsonWriter out) throws IOException {
        List<String> names = set.attributeNames();
        out.columns(new GeoJsonWriter.Columns(
                names,
                set.mainGeometry(),
                true,
                set.srs().map(SrsName::decimals).orElse(4)));
        try (SimpleFeatureIterator features = set.features().open()) {
            while (features.hasNext()) {
                SimpleFeature feature = features.next();
                out.feature(feature.getID(), i -> feature.getAttribute(names.get(i)));
            }
        }
    }

    private static void writeLinks(Answer answer, GeoJsonWriter out) throws IOException {
        List<String> links = new ArrayList<>();
        answer.previous().ifPresent(href -> links.add(link("previous", href)));
        answer.next().ifPresent(href -> links.add(link("next", href)));
        if (!links.isEmpty()) out.member("links", "[" + String.join(",", links) + "]");
    }

    private static String link(String relation, String href) {
        return "{\"title\":\"" + relation + " page\",\"type\":\"" + CONTENT_TYPE + "\",\"rel\":\"" + relation
                + "\",\"href\":" + Json.quoted(href) + "}";
    }

    private static void writeCrs(Answer answer, GeoJsonWriter out) throws IOException {
        List<SrsName> systems =
                answer.sets().stream().flatMap(s -> s.srs().stream()).toList();
        if (systems.isEmpty()) out.member("crs", "null");
        else if (!systems.get(0).isWgs84()) out.crs(systems.get(0).urn());
    }
}
