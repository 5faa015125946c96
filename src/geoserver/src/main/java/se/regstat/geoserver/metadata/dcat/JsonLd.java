package se.regstat.geoserver.metadata.dcat;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import se.regstat.statistics.format.Json;

/** A graph as JSON-LD 1.1, flattened: each subject is a member of {@code @graph}, and every value is in a list. */
final class JsonLd {

    private final PrintWriter out;

    private JsonLd(PrintWriter out) {
        this.out = out;
    }

    static void write(Graph graph, PrintWriter out) {
        new JsonLd(out).write(graph);
    }

    private void write(Graph graph) {
        out.append("{\n  \"@context\": {\n")
                .append(Arrays.stream(Namespace.values())
                        .map(namespace ->
                                "    " + Json.quoted(namespace.prefix()) + ": " + Json.quoted(namespace.iri()))
                        .collect(joining(",\n")))
                .append("\n  },\n  \"@graph\": [");
        String before = "\n";
        for (Map.Entry<Graph.Resource, Map<Term, Set<Graph.Value>>> subject :
                graph.statements().entrySet()) {
            out.append(before).append("    {\"@id\": ");
            out.append(Json.quoted(subject.getKey().iri()));
            subject.getValue().forEach(this::tell);
            out.append('}');
            before = ",\n";
        }
        out.append("\n  ]\n}\n");
    }

    private void tell(Term property, Set<Graph.Value> values) {
        boolean type = property.equals(Term.TYPE);
        out.append(",\n      ").append(type ? "\"@type\"" : Json.quoted(property.prefixed()));
        String before = ": [";
        for (Graph.Value value : values) {
            out.append(before);
            if (type) {
                out.append(Json.quoted(((Graph.Resource) value).iri()));
            } else {
                write(value);
            }
            before = ", ";
        }
        out.append(']');
    }

    private void write(Graph.Value value) {
        if (value instanceof Graph.Resource resource) {
            out.append("{\"@id\": ").append(Json.quoted(resource.iri())).append('}');
            return;
        }
        Graph.Literal literal = (Graph.Literal) value;
        out.append("{\"@value\": ").append(Json.quoted(literal.text()));
        if (literal.qualifier() instanceof Graph.Language language) {
            out.append(", \"@language\": ").append(Json.quoted(language.tag()));
        } else if (literal.qualifier() instanceof Graph.Datatype datatype && !datatype.isString()) {
            out.append(", \"@type\": ").append(Json.quoted(datatype.term().prefixed()));
        }
        out.append('}');
    }
}
