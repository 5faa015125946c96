package se.regstat.standalone.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StyleReaderTest {

    private static final String SLD_1_0 = """
            <StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
              <NamedLayer><Name>n</Name><UserStyle><Name>s</Name><Title>The title</Title><Abstract>About it</Abstract><FeatureTypeStyle>
                <Rule><Name>r</Name><Title>Large</Title>
                  <ogc:Filter><ogc:And>
                    <ogc:PropertyIsGreaterThanOrEqualTo><ogc:PropertyName>a</ogc:PropertyName><ogc:Literal>5</ogc:Literal></ogc:PropertyIsGreaterThanOrEqualTo>
                    <ogc:PropertyIsLike wildCard="*" singleChar="." escape="!"><ogc:PropertyName>b</ogc:PropertyName><ogc:Literal>x*</ogc:Literal></ogc:PropertyIsLike>
                  </ogc:And></ogc:Filter>
                  <MinScaleDenominator>1000</MinScaleDenominator><MaxScaleDenominator>2000</MaxScaleDenominator>
                  <PolygonSymbolizer><Fill><CssParameter name="fill">#112233</CssParameter><CssParameter name="fill-opacity">0.5</CssParameter></Fill>
                    <Stroke><CssParameter name="stroke">#445566</CssParameter><CssParameter name="stroke-dasharray">4 2.5</CssParameter></Stroke></PolygonSymbolizer>
                  <TextSymbolizer><Label><ogc:PropertyName>b</ogc:PropertyName></Label><Font><CssParameter name="font-family">DejaVu Sans</CssParameter></Font>
                    <LabelPlacement><PointPlacement><AnchorPoint><AnchorPointX>0.5</AnchorPointX><AnchorPointY>0</AnchorPointY></AnchorPoint></PointPlacement></LabelPlacement>
                    <Halo><Radius>2</Radius></Halo></TextSymbolizer>
                </Rule>
                <Rule><ElseFilter/><PointSymbolizer><Graphic><Mark><WellKnownName>circle</WellKnownName></Mark><Size>7</Size></Graphic></PointSymbolizer></Rule>
              </FeatureTypeStyle></UserStyle></NamedLayer>
            </StyledLayerDescriptor>
            """;

    /** The same in SE 1.1's words. */
    private static final String SE_1_1 = """
            <StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/sld" xmlns:se="http://www.opengis.net/se" xmlns:ogc="http://www.opengis.net/ogc">
              <NamedLayer><se:Name>n</se:Name><UserStyle><se:Name>s</se:Name><se:Description><se:Title>The title</se:Title><se:Abstract>About it</se:Abstract></se:Description><se:FeatureTypeStyle>
                <se:Rule><se:Name>r</se:Name><se:Description><se:Title>Large</se:Title></se:Description>
                  <ogc:Filter><ogc:And>
                    <ogc:PropertyIsGreaterThanOrEqualTo><ogc:PropertyName>a</ogc:PropertyName><ogc:Literal>5</ogc:Literal></ogc:PropertyIsGreaterThanOrEqualTo>
                    <ogc:PropertyIsLike wildCard="*" singleChar="." escapeChar="!"><ogc:PropertyName>b</ogc:PropertyName><ogc:Literal>x*</ogc:Literal></ogc:PropertyIsLike>
                  </ogc:And></ogc:Filter>
                  <se:MinScaleDenominator>1000</se:MinScaleDenominator><se:MaxScaleDenominator>2000</se:MaxScaleDenominator>
                  <se:PolygonSymbolizer uom="http://www.opengeospatial.org/se/units/pixel"><se:Fill><se:SvgParameter name="fill">#112233</se:SvgParameter><se:SvgParameter name="fill-opacity">0.5</se:SvgParameter></se:Fill>
                    <se:Stroke><se:SvgParameter name="stroke">#445566</se:SvgParameter><se:SvgParameter name="stroke-dasharray">4 2.5</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>
                  <se:TextSymbolizer><se:Label><ogc:PropertyName>b</ogc:PropertyName></se:Label><se:Font><se:SvgParameter name="font-family">DejaVu Sans</se:SvgParameter></se:Font>
                    <se:LabelPlacement><se:PointPlacement><se:AnchorPoint><se:AnchorPointX>0.5</se:AnchorPointX><se:AnchorPointY>0</se:AnchorPointY></se:AnchorPoint></se:PointPlacement></se:LabelPlacement>
                    <se:Halo><se:Radius>2</se:Radius></se:Halo></se:TextSymbolizer>
                </se:Rule>
                <se:Rule><se:ElseFilter/><se:PointSymbolizer><se:Graphic><se:Mark><se:WellKnownName>circle</se:WellKnownName></se:Mark><se:Size>7</se:Size></se:Graphic></se:PointSymbolizer></se:Rule>
              </se:FeatureTypeStyle></UserStyle></NamedLayer>
            </StyledLayerDescriptor>
            """;

    private static Style read(String document) throws Exception {
        return StyleReader.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)), "test");
    }

    @Test
    void both_versions_say_the_same() throws Exception {
        assertThat(read(SE_1_1)).isEqualTo(read(SLD_1_0));
    }

    @Test
    void everything_written_is_read() throws Exception {
        Style style = read(SLD_1_0);
        assertThat(style.title()).isEqualTo("The title");
        assertThat(style.description()).isEqualTo("About it");
        List<Rule> rules = style.featureTypeStyles().get(0).rules();
        assertThat(rules).extracting(Rule::title).containsExactly("Large", "");
        assertThat(rules).extracting(Rule::otherwise).containsExactly(false, true);
        assertThat(rules.get(0).minScale()).isEqualTo(1000);
        assertThat(rules.get(0).filter()).hasToString("[[ a >= 5 ] AND [ b is like x* ]]");
        var polygon = (Symbolizer.PolygonSymbolizer) rules.get(0).symbolizers().get(0);
        assertThat(polygon.fill().orElseThrow().opacity()).hasToString("0.5");
        assertThat(polygon.stroke().orElseThrow().dashes()).containsExactly(4f, 2.5f);
        assertThat(rules.get(0).symbolizers().get(1)).isInstanceOf(Symbolizer.TextSymbolizer.class);
    }

    @Test
    void scales_include_the_lower_limit_and_exclude_the_upper() throws Exception {
        Rule rule = read(SLD_1_0).featureTypeStyles().get(0).rules().get(0);
        assertThat(rule.appliesAt(999.9)).isFalse();
        assertThat(rule.appliesAt(1000)).isTrue();
        assertThat(rule.appliesAt(2000)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<StyledLayerDescriptor version | <!DOCTYPE a SYSTEM 'file:///etc/passwd'><StyledLayerDescriptor version | DOCTYPE",
                "<Rule><Name>r</Name> | <Rule><RasterSymbolizer/><Name>r</Name> | RasterSymbolizer",
                "<FeatureTypeStyle> | <FeatureTypeStyle><Transformation/> | Transformation",
                "<ElseFilter/><PointSymbolizer> | <ElseFilter/><PointSymbolizer uom='http://www.opengeospatial.org/se/units/metre'> | metre",
                "<MaxScaleDenominator>2000 | <MaxScaleDenominator>many | many",
                "4 2.5 | 4 -1 | stroke-dasharray",
                "ogc:PropertyIsLike | ogc:Nonsense | Nonsense",
                "</Rule> | <Rule> | test",
            })
    void what_cannot_be_drawn_is_refused_and_named(String good, String bad, String named) {
        assertThatThrownBy(() -> read(SLD_1_0.replace(good, bad)))
                .isInstanceOf(StyleException.class)
                .hasMessageContaining("test")
                .hasMessageContaining(named);
    }

    @Test
    void the_projects_own_styles_are_read() throws Exception {
        try (var files = Files.list(Path.of(System.getProperty("regstat.root"), "styles"))) {
            List<Path> styles = files.filter(f -> f.toString().endsWith(".sld")).toList();
            assertThat(styles).isNotEmpty();
            for (Path file : styles) {
                try (var in = Files.newInputStream(file)) {
                    assertThat(StyleReader.read(in, file.toString()).featureTypeStyles())
                            .isNotEmpty();
                }
            }
        }
    }
}
