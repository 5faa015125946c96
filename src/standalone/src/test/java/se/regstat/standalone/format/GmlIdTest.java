package se.regstat.standalone.format;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

class GmlIdTest {

    @Property
    void every_id_becomes_an_xml_name_and_comes_back(
            @ForAll @Chars({'a', 'Z', '0', '5', 'F', 'x', '_', '.', '-', '~', '%', ' ', '+', 'å', ':', '/'})
                    String id) {
        String name = GmlId.of(id);
        if (!id.isEmpty()) assertThat(name).matches("[A-Za-z_][A-Za-z0-9._-]*");
        assertThat(GmlId.featureIds(name)).contains(id);
    }

    @Test
    void what_looks_like_an_escape_before_another_one_comes_back_too() {
        assertThat(GmlId.featureIds(GmlId.of("_x0000~"))).contains("_x0000~");
    }

    @Test
    void ordinary_ids_stay_as_they_are() {
        assertThat(GmlId.of("deso_2025.0180C4040")).isEqualTo("deso_2025.0180C4040");
        assertThat(GmlId.of("a_x1_b.1")).isEqualTo("a_x1_b.1");
    }

    @Test
    void a_client_may_write_the_id_of_another_format() {
        assertThat(GmlId.of("a.%C3%B6")).isEqualTo("a._x0025_C3_x0025_B6");
        assertThat(GmlId.featureIds("a.%C3%B6")).containsExactly("a.%C3%B6");
        assertThat(GmlId.featureIds("a._x0041_")).containsExactly("a._x0041_");
    }
}
