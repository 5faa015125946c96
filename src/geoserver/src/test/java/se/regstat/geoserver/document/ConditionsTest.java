package se.regstat.geoserver.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions and ranges of a file of ten bytes, {@code 0123456789}, and of texts. */
class ConditionsTest {

    private static final String TYPE = "application/geopackage+sqlite3";
    private static final Instant CHANGED = Instant.parse("2026-03-04T05:06:07.890Z");
    private static final String CHANGED_HTTP = "Wed, 04 Mar 2026 05:06:07 GMT";
    private static final Freshness FRESHNESS = new Freshness("abc", Optional.of(CHANGED));

    @TempDir
    static Path folder;

    private OpenFile open;
    private InfoDocument file;

    @BeforeEach
    void openFile() throws IOException {
        Path path = folder.resolve("digits");
        Files.writeString(path, "0123456789");
        open = OpenFile.of(path);
        file = InfoDocument.file(TYPE, "digits.gpkg", open, FRESHNESS);
    }

    @AfterEach
    void closeFile() throws IOException {
        open.close();
    }

    private static Answer get(InfoDocument document, String... headers) {
        return asked("GET", document, headers);
    }

    private static Answer asked(String method, InfoDocument document, String... headers) {
        TreeMap<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < headers.length; i += 2) sent.put(headers[i], headers[i + 1]);
        return Conditions.answer(document, method, name -> Optional.ofNullable(sent.get(name)));
    }

    private static String body(Answer answer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        answer.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_file_is_sent_whole_with_all_that_a_client_needs_to_keep_it() throws IOException {
        Answer answer = get(file);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.length()).hasValue(10);
        assertThat(body(answer)).isEqualTo("0123456789");
        assertThat(answer.headers())
                .containsEntry("ETag", "\"abc\"")
                .containsEntry("Last-Modified", CHANGED_HTTP)
                .containsEntry("Cache-Control", "no-cache")
                .containsEntry("Accept-Ranges", "bytes")
                .doesNotContainKey("Vary");
    }

    @Test
    void what_is_streamed_is_kept_by_nobody() throws IOException {
        InfoDocument streamed = InfoDocument.streamed("text/csv", "a.csv", out -> out.write('a'))
                .modified(CHANGED);
        Answer answer = get(streamed, "If-None-Match", "*", "Range", "bytes=0-0");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.length()).isEmpty();
        assertThat(answer.headers())
                .containsEntry("Cache-Control", "no-store")
                .doesNotContainKeys("ETag", "Last-Modified", "Accept-Ranges");
        assertThat(body(answer)).isEqualTo("a");
    }

    @Test
    void the_tag_of_a_text_is_that_of_its_bytes() {
        assertThat(get(InfoDocument.of("text/turtle", "a", "x")).headers().get("ETag"))
                .isEqualTo(
                        get(InfoDocument.of("text/plain", "b", "x")).headers().get("ETag"))
                .isNotEqualTo(
                        get(InfoDocument.of("text/turtle", "a", "y")).headers().get("ETag"));
    }

    @Test
    void a_head_has_the_head_of_the_whole_and_no_body() throws IOException {
        Answer answer = asked("HEAD", file, "Range", "bytes=0-0");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.length()).hasValue(10);
        assertThat(answer.headers()).isEqualTo(get(file).headers());
        assertThat(body(answer)).isEmpty();
        assertThat(asked("HEAD", file, "If-None-Match", "\"abc\"").status()).isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "If-None-Match     | \"abc\"                        | 304",
                "If-None-Match     | W/\"abc\"                      | 304",
                "If-None-Match     | \"x\", W/\"y\", \"abc\"        | 304",
                "If-None-Match     | *                              | 304",
                "If-None-Match     | \"ab\"                         | 200",
                "If-None-Match     | abc                            | 200",
                "If-Modified-Since | Wed, 04 Mar 2026 05:06:07 GMT  | 200",
                "If-Modified-Since | Wed, 04 Mar 2026 05:06:08 GMT  | 200",
                "If-Modified-Since | Wed, 04 Mar 2026 05:06:06 GMT  | 200",
                "If-Modified-Since | yesterday                      | 200",
                "If-Match          | \"abc\"                        | 200",
                "If-Match          | *                              | 200",
                "If-Match          | W/\"abc\"                      | 412",
                "If-Match          | \"x\"                          | 412",
                "If-Unmodified-Since | Wed, 04 Mar 2026 05:06:07 GMT | 200",
                "If-Unmodified-Since | Wed, 04 Mar 2026 05:06:06 GMT | 412",
            })
    void conditions_are_those_of_the_standard(String header, String value, int status) throws IOException {
        if (status == 412) {
            assertThat(catchThrowableOfType(Refusal.class, () -> get(file, header, value))
                            .status())
                    .isEqualTo(412);
            return;
        }
        Answer answer = get(file, header, value);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(body(answer)).isEqualTo(status == 304 ? "" : "0123456789");
        assertThat(answer.headers()).containsEntry("ETag", "\"abc\"").containsEntry("Last-Modified", CHANGED_HTTP);
    }

    @Test
    void what_a_client_has_is_known_by_its_tag_alone() {
        assertThat(get(file, "If-None-Match", "\"x\"", "If-Modified-Since", CHANGED_HTTP)
                        .status())
                .isEqualTo(200);
        assertThat(get(file, "If-None-Match", "\"abc\"", "If-Modified-Since", "Wed, 04 Mar 2026 05:06:06 GMT")
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/ld+json", "application/geo+json", "application/json", "text/turtle"})
    void texts_that_are_packed_on_their_way_have_a_weak_tag(String type) {
        InfoDocument text = InfoDocument.of(type, "a", "x");
        assertThat(get(text, "Accept-Encoding", "gzip").headers())
                .hasEntrySatisfying("ETag", tag -> assertThat(tag).startsWith("W/"))
                .containsEntry("Vary", "Accept-Encoding");
        assertThat(get(text).headers())
                .hasEntrySatisfying("ETag", tag -> assertThat(tag).startsWith("\""));
    }

    @Test
    void a_condition_of_a_post_is_not_asked_of_the_document() {
        assertThat(asked("POST", file, "If-None-Match", "*").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3,  0123,   0-3",
        "bytes=7-,   789,    7-9",
        "bytes=7-99, 789,    7-9",
        "bytes=-2,   89,     8-9",
        "bytes=-99,  0123456789, 0-9",
        "bytes=9-9,  9,      9-9",
        "Bytes = 0 - 0, 0,   0-0"
    })
    void a_range_of_a_file_is_sent_alone(String range, String bytes, String told) throws IOException {
        Answer answer = get(file, "Range", range);
        assertThat(answer.status()).isEqualTo(206);
        assertThat(body(answer)).isEqualTo(bytes);
        assertThat(answer.length()).hasValue(bytes.length());
        assertThat(answer.headers())
                .containsEntry("Content-Range", "bytes " + told + "/10")
                .containsEntry("ETag", "\"abc\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=0-1,4-5",
                "bytes=5-2",
                "bytes=-",
                "bytes=a-b",
                "lines=0-1",
                "bytes",
                "bytes=99999999999999999999-"
            })
    void several_ranges_and_what_is_none_are_answered_with_the_whole(String range) throws IOException {
        Answer answer = get(file, "Range", range);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(body(answer)).isEqualTo("0123456789");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-12", "bytes=-0"})
    void a_range_behind_the_end_is_refused(String range) {
        assertThat(catchThrowableOfType(Refusal.class, () -> get(file, "Range", range))
                        .status())
                .isEqualTo(416);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"abc\"   | 206",
                "W/\"abc\" | 200",
                "\"old\"   | 200",
                "Wed, 04 Mar 2026 05:06:07 GMT | 206",
                "Wed, 04 Mar 2026 05:06:08 GMT | 200"
            })
    void a_range_is_only_of_the_file_that_the_client_has_the_rest_of(String of, int status) {
        assertThat(get(file, "Range", "bytes=0-1", "If-Range", of).status()).isEqualTo(status);
    }

    @Test
    void what_geoserver_may_pack_has_a_weak_tag_and_no_ranges() {
        InfoDocument csv = InfoDocument.file("text/csv", "a.csv", open, FRESHNESS);
        Answer packed = get(csv, "Accept-Encoding", "gzip, br", "Range", "bytes=0-1");
        assertThat(packed.status()).isEqualTo(200);
        assertThat(packed.headers())
                .containsEntry("ETag", "W/\"abc\"")
                .containsEntry("Vary", "Accept-Encoding")
                .doesNotContainKey("Accept-Ranges");
        assertThat(get(csv, "Accept-Encoding", "gzip", "If-None-Match", "W/\"abc\"")
                        .status())
                .isEqualTo(304);
        Answer plain = get(csv, "Range", "bytes=0-1");
        assertThat(plain.status()).isEqualTo(206);
        assertThat(plain.headers()).containsEntry("Vary", "Accept-Encoding").containsEntry("ETag", "\"abc\"");
        assertThat(get(file, "Accept-Encoding", "gzip", "Range", "bytes=0-1").status())
                .as("a GeoPackage is never packed")
                .isEqualTo(206);
    }

    @Test
    void what_was_chosen_by_what_the_client_accepts_says_so() {
        assertThat(get(InfoDocument.of("text/turtle", "dcat.ttl", "x").negotiated("dcat.ttl"))
                        .headers())
                .containsEntry("Vary", "Accept, Accept-Encoding")
                .containsEntry("Content-Location", "dcat.ttl");
    }
}
