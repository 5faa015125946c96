package se.regstat.standalone.wfs;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.factory.CommonFactoryFinder;
import se.regstat.standalone.filter.FilterTarget;
import se.regstat.standalone.filter.PropertyPath;
import se.regstat.standalone.format.Answer;
import se.regstat.standalone.format.Gml;
import se.regstat.standalone.http.Limits;
import se.regstat.standalone.http.OgcReply;

/** GetPropertyValue (OGC 09-025r2, clause 10): the values of one property; features without a value give none and are not counted. */
final class GetPropertyValue {

    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

    private final FeatureTypes types;
    private final Limits limits;

    GetPropertyValue(FeatureTypes types, Limits limits) {
        this.types = types;
        this.limits = limits;
    }

    OgcReply answer(WfsRequest request) throws IOException {
        String path = valueReference(request);
        OutputFormat format = OutputFormat.of(request.parameter("outputFormat"), request.version());
        if (!format.equals(OutputFormat.GML_3_2)) {
            throw WfsException.invalid(
                    "outputFormat",
                    "values come as " + Gml.Version.V3_2.contentType()
                            + " only; GetFeature with propertyName has other formats");
        }
        FeatureRequest wanted = new FeatureRequestReader(types, request, limits.layers()).read();
        var ofValue = new FeatureRequest(
                wanted.queries().stream().map(q -> withValue(q, path)).toList(),
                wanted.start(),
                wanted.count(),
                wanted.hits(),
                false);
        Answer answer = new Retrieval(request, ofValue, limits.features()).answer();
        // None for the ids; what no feature has matches nothing.
        Optional<String> attribute = answer.sets().get(0).type().getAttributeDescriptors().stream()
                .findFirst()
                .map(AttributeDescriptor::getLocalName);
        var gml = new Gml(Gml.Version.V3_2);
        return OgcReply.ok(gml.contentType(), out -> gml.writeValues(answer, attribute, out));
    }

    private static String valueReference(WfsRequest request) {
        boolean given = request.xml().isPresent()
                ? request.xml().get().hasAttribute("valueReference")
                : request.kvp().has("valueReference");
        if (!given) throw WfsException.missing("valueReference", "valueReference=code");
        return request.parameter("valueReference")
                .orElseThrow(() -> WfsException.invalid(
                        "valueReference", "valueReference is empty; it names a property, as in valueReference=code"));
    }

    private static FeatureQuery withValue(FeatureQuery query, String path) {
        return new FeatureQuery(
                query.layer(),
                target -> FILTERS.and(List.of(query.filter().apply(target), hasValue(target, path))),
                List.of(path),
                query.sortBy(),
                query.srsName());
    }

    private static Filter hasValue(FilterTarget target, String written) {
        PropertyPath path = PropertyPath.of(written, target.schema(), Optional.empty());
        return switch (path.kind()) {
            case ATTRIBUTE ->
                FILTERS.not(FILTERS.isNull(FILTERS.property(path.attribute().orElseThrow())));
            case GML_ID -> Filter.INCLUDE;
            case ABSENT -> Filter.EXCLUDE;
        };
    }
}
