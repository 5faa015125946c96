package se.regstat.standalone.wfs;

import java.io.IOException;
import java.util.Map;
import se.regstat.standalone.format.Answer;
import se.regstat.standalone.format.Gml;
import se.regstat.standalone.http.Limits;
import se.regstat.standalone.http.OgcReply;

/** GetFeature (OGC 09-025r2, clause 11; OGC 04-094, clause 9), in every format. */
final class GetFeature {

    private final FeatureTypes types;
    private final Limits limits;

    GetFeature(FeatureTypes types, Limits limits) {
        this.types = types;
        this.limits = limits;
    }

    OgcReply answer(WfsRequest request) throws IOException {
        OutputFormat format = OutputFormat.of(request.parameter("outputFormat"), request.version());
        FeatureRequest wanted = new FeatureRequestReader(types, request, limits.layers()).read();
        Answer answer = new Retrieval(request, wanted, limits.features()).answer();
        if (wanted.single()) {
            if (answer.matched() == 0)
                throw FeatureRequestReader.notFound(request.kvp().get("id").orElse("asked for"));
            if (format.format() instanceof Gml gml) {
                return OgcReply.ok(gml.contentType(), out -> gml.writeFeature(answer, out));
            }
        }
        Map<String, String> headers = format.equals(OutputFormat.CSV)
                ? Map.of(
                        "Content-Disposition",
                        "attachment; filename=\"" + fileName(wanted) + "." + format.extension() + "\"")
                : Map.of();
        return new OgcReply(200, format.format().contentType(), headers, out -> format.format()
                .write(answer, out));
    }

    private static String fileName(FeatureRequest wanted) {
        return wanted.queries().get(0).layer().name();
    }
}
