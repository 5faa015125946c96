package se.regstat.standalone.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.geoserver.metadata.dcat.Graph;
import se.regstat.geoserver.metadata.dcat.Namespace;
import se.regstat.geoserver.metadata.dcat.RdfSyntax;
import se.regstat.geoserver.metadata.dcat.Term;

/** What is written in any of the three syntaxes is read by Jena as it was, whatever texts and addresses hold. */
class RdfSyntaxTest {

    private static final Graph.Resource SUBJECT = Graph.Resource.of("https://example.se/a?b=1&c=%20#d");
    private static final Term TITLE = Namespace.DCTERMS.term("title");
    private static final Term PAGE = Namespace.FOAF.term("page");

    private static List<String> readBack(Graph graph, RdfSyntax syntax) {
        return Rdf.read(written(graph, syntax), syntax)
                .listObjectsOfProperty(DCTerms.title)
                .mapWith(node -> node.asLiteral().getLexicalForm())
                .toList();
    }

    @Property(tries = 300)
    void a_text_is_the_same_in_all_three(@ForAll("texts") String text) {
        Graph graph = new Graph();
        graph.about(SUBJECT).add(TITLE, Graph.Literal.of(text, "sv"));
        String wanted = Graph.Literal.of(text, "sv").text();
        for (RdfSyntax syntax : RdfSyntax.values()) {
            assertThat(readBack(graph, syntax)).as(syntax.name()).containsExactly(wanted);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> anything = Arbitraries.strings().all().ofMaxLength(40);
        Arbitrary<String> trouble = Arbitraries.of(
                        "<b>&amp;</b>",
                        "]]>",
                        "<!--",
                        "\"\"\"",
                        "'''",
                        "\\",
                        "\\u0041",
                        "\n",
                        "\r",
                        "\r\n",
                        "\t",
                        "\0",
                        "\u0001",
                        "\u007f",
                        "\u0085",
                        "\u2028",
                        "\ufeff",
                        "\ufffe",
                        "\ud83d",
                        "\ude00",
                        "😀",
                        "👩‍👩‍👧",
                        "\u202eabc",
                        "עברית",
                        "العربية",
                        "e\u0301",
                        "@sv",
                        "^^xsd:int",
                        "${x}",
                        "#{y}",
                        "{{z}}",
                        " ",
                        "Åäö")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
        return Arbitraries.oneOf(anything, trouble);
    }

    @Property(tries = 200)
    void an_address_is_the_same_in_all_three(@ForAll("addresses") String address) {
        Graph graph = new Graph();
        graph.about(SUBJECT).add(PAGE, Graph.Resource.of(address));
        graph.about(Graph.Resource.of(address)).add(TITLE, Graph.Literal.of("a", "sv"));
        Model turtle = Rdf.read(written(graph, RdfSyntax.TURTLE), RdfSyntax.TURTLE);
        assertThat(turtle.size()).isEqualTo(2);
        assertThat(turtle.listSubjects().mapWith(Resource::getURI).toList())
                .contains(Graph.Resource.of(address).iri());
        for (RdfSyntax syntax : RdfSyntax.values()) {
            assertThat(Rdf.read(written(graph, syntax), syntax).isIsomorphicWith(turtle))
                    .as(syntax.name())
                    .isTrue();
        }
    }

    /** Without dots: readers take away segments of one or two. */
    @Provide
    Arbitrary<String> addresses() {
        return Arbitraries.strings()
                .withCharRange(' ', '\u00ff')
                .withChars('"', '<', '>', '{', '}', '\\', '^', '`', '|', '\n', 'å', '漢')
                .ofMinLength(1)
                .ofMaxLength(20)
                .map(rest -> "https://example.se/" + rest.replaceAll("[%#?.\\[\\]]", ""));
    }

    @Test
    void what_xml_cannot_hold_is_replaced_before_it_gets_into_the_graph() {
        assertThat(Graph.Literal.of("a\0b\ud83dc", "sv").text()).isEqualTo("a?b?c");
        assertThat(Graph.Literal.of("a\r\n\tb😀", "sv").text()).isEqualTo("a\r\n\tb😀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"www.example.se", "//example.se/a", "/a", "", " "})
    void what_is_no_absolute_address_is_none(String address) {
        assertThat(Graph.Resource.configured(address)).isEmpty();
    }

    private static String written(Graph graph, RdfSyntax syntax) {
        StringWriter text = new StringWriter();
        syntax.write(graph, new PrintWriter(text));
        return text.toString();
    }
}
