package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadLinksTest {

    private static final Pattern CSV = Pattern.compile("href=\"([^\"]*outputFormat=csv[^\"]*)\"");

    @TempDir
    static Path folder;

    @Test
    void every_csv_of_the_landing_page_is_a_table_without_geometry_and_its_figures_have_no_needless_digits()
            throws Exception {
        try (EmbeddedHost host = DemoHost.start(folder)) {
            List<String> links = CSV.matcher(get(host.baseUrl() + "/"))
                    .results()
                    .map(found -> found.group(1).replace("&amp;", "&"))
                    .distinct()
                    .toList();
            assertThat(links).hasSizeGreaterThan(10);
            for (String link : links) {
                assertThat(get(link))
                        .as(link)
                        .doesNotContain("POLYGON", ",geom")
                        .doesNotContainPattern("(?m)(^|,)-?\\d+\\.0(,|$)")
                        .doesNotContainPattern("\\.\\d{12,}");
            }
        }
    }

    private static String get(String address) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
