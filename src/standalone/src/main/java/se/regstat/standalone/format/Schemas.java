package se.regstat.standalone.format;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Where the XML schema of features is told. */
@FunctionalInterface
public interface Schemas {

    /** @param sets of one namespace, one or more */
    String address(List<FeatureSet> sets, Gml.Version version);

    /** Of layers: DescribeFeatureType of the WFS at this address, in the version whose features are in that GML. */
    static Schemas ofLayers(String wfs) {
        return (sets, version) -> {
            boolean v2 = version == Gml.Version.V3_2;
            String names =
                    sets.stream().map(FeatureSet::prefixedName).distinct().collect(Collectors.joining(","));
            return wfs + "?service=WFS&version=" + (v2 ? "2.0.0" : "1.1.0") + "&request=DescribeFeatureType&"
                    + (v2 ? "typeNames=" : "typeName=") + URLEncoder.encode(names, StandardCharsets.UTF_8);
        };
    }
}
