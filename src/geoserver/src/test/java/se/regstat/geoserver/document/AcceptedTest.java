package se.regstat.geoserver.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedTest {

    private static final Map<String, String> FORMATS = new LinkedHashMap<>();

    static {
        FORMATS.put("application/rdf+xml", "rdf");
        FORMATS.put("text/turtle", "ttl");
        FORMATS.put("application/ld+json", "jsonld");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                     | rdf",
                "*/*                                                    | rdf",
                "text/turtle                                            | ttl",
                "TEXT/Turtle; charset=utf-8                             | ttl",
                "text/*                                                 | ttl",
                "application/*                                          | rdf",
                "application/ld+json, */*;q=0.1                         | jsonld",
                "application/rdf+xml;q=0.8, text/turtle;q=0.9           | ttl",
                "application/rdf+xml;q=0, */*                           | ttl",
                "text/turtle, application/rdf+xml                       | rdf",
                "text/html,application/xhtml+xml,application/xml;q=0.9  | rdf",
                "image/png                                              | rdf",
                "nonsense                                               | rdf",
            })
    void the_best_of_what_there_is_is_chosen_as_the_standard_has_it(String header, String format) {
        assertThat(Accepted.format(header, FORMATS)).isEqualTo(format);
    }
}
