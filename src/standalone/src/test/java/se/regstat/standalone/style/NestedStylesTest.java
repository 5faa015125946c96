package se.regstat.standalone.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NestedStylesTest {

    private static Style nested(int levels) throws Exception {
        String document = "<FeatureTypeStyle xmlns='http://www.opengis.net/sld'><Rule><Filter>" + "<Not>".repeat(levels)
                + "<PropertyIsNull><PropertyName>code</PropertyName></PropertyIsNull>" + "</Not>".repeat(levels)
                + "</Filter></Rule></FeatureTypeStyle>";
        return StyleReader.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)), "nested");
    }

    @Test
    void a_style_that_is_nested_too_deep_is_refused_by_name() {
        assertThatThrownBy(() -> nested(50_000))
                .isInstanceOf(StyleException.class)
                .hasMessageContaining("style nested")
                .hasMessageContaining("200");
    }

    @Test
    void what_styles_need_is_read() throws Exception {
        assertThat(nested(20).featureTypeStyles()).hasSize(1);
    }
}
