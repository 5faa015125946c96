package se.regstat.standalone.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.regstat.standalone.http.Kvp;

class AskedTest {

    private static String of(String path, Map<String, List<String>> parameters) {
        Asked asked = Asked.of(path, new Kvp(parameters), Optional.empty(), Optional.empty());
        return asked.service() + " " + asked.operation() + " " + asked.layer();
    }

    @ParameterizedTest
    @CsvSource({
        "/geoserver/regstat-info/series.svg, regstat-info series a:b",
        "/geoserver/regstat/regstat-info/HEALTH/ready, regstat-info health ready",
        "/geoserver/regstat-info/download/deso_2025.gpkg, regstat-info download deso_2025.gpkg",
        "/geoserver/regstat-info/nonsense, regstat-info other a:b",
        "/geoserver/regstat/wms, wms other a:b",
        "/geoserver/wms/elsewhere, 'pages page '",
        "/geoserver/, 'pages page '"
    })
    void a_path_tells_service_and_operation(String path, String expected) {
        assertThat(of(path, Map.of("LAYERS", List.of("a:b")))).isEqualTo(expected);
    }

    @Test
    void names_that_no_service_has_are_not_told_so_that_nobody_fills_the_figures_with_them() {
        assertThat(of("/geoserver/wms", Map.of("request", List.of("getmap")))).isEqualTo("wms GetMap ");
        assertThat(of("/geoserver/wms", Map.of("request", List.of("x1")))).isEqualTo("wms other ");
        assertThat(Asked.of("/geoserver/ows", new Kvp(Map.of()), Optional.of("x2"), sent("<x3/>")))
                .isEqualTo(new Asked("pages", "page", ""));
    }

    private static Optional<SentDocument> sent(String document) {
        return SentDocument.of(document.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "wfs GetFeature a:b,c| <w:GetFeature xmlns:w='w'><w:Query typeNames='a:b'/><w:Query typeName=' c '/><broken",
                "wfs DescribeFeatureType a:b,c| <DescribeFeatureType><TypeName>a:b</TypeName><TypeName> c</TypeName></DescribeFeatureType>",
                "wps Execute regstat:Reaggregate| <Execute><o:Identifier xmlns:o='o'>regstat:Reaggregate</o:Identifier><I><Identifier>x</Identifier></I></Execute>",
                "wfs GetCapabilities x:y| <GetCapabilities/>"
            })
    void a_document_tells_layers_or_process_before_parameters_do(String expected, String document) {
        Kvp parameters = new Kvp(Map.of("layers", List.of("x:y")));
        Optional<String> service = Optional.of(expected.substring(0, 3));
        Asked asked = Asked.of("/geoserver/ows", parameters, service, sent(document));
        assertThat(asked.service() + " " + asked.operation() + " " + asked.layer())
                .isEqualTo(expected);
    }

    @Test
    void every_operation_of_the_plugins_service_is_known() throws IOException {
        String beans = Files.readString(Path.of(System.getProperty("regstat.root"))
                .resolve("src/geoserver/src/main/resources/applicationContext.xml"));
        List<String> operations = Pattern.compile("<value>(\\w+)</value>")
                .matcher(beans)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertThat(operations).hasSizeGreaterThan(10).allSatisfy(operation -> assertThat(
                        of("/geoserver/regstat-info/" + operation, Map.of()))
                .isEqualTo("regstat-info " + operation + " "));
    }
}
