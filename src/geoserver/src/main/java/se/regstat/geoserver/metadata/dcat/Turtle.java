package se.regstat.geoserver.metadata.dcat;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A graph as RDF 1.1 Turtle. */
final class Turtle {

    private static final Pattern LOCAL = Pattern.compile("[A-Za-z]+");

    private final PrintWriter out;

    private Turtle(PrintWriter out) {
        this.out = out;
    }

    static void write(Graph graph, PrintWriter out) {
        new Turtle(out).write(graph);
    }

    private void write(Graph graph) {
        for (Namespace namespace : Namespace.values()) {
            out.append("@prefix ").append(namespace.prefix()).append(": <");
            out.append(namespace.iri()).append("> .\n");
        }
        graph.statements().forEach(this::describe);
    }

    private void describe(Graph.Resource subject, Map<Term, Set<Graph.Value>> properties) {
        out.append('\n');
        write(subject);
        String between = "\n    ";
        for (Map.Entry<Term, Set<Graph.Value>> property : properties.entrySet()) {
            out.append(between)
                    .append(
                            property.getKey().equals(Term.TYPE)
                                    ? "a"
                                    : property.getKey().prefixed());
            String before = " ";
            for (Graph.Value value : property.getValue()) {
                out.append(before);
                write(value);
                before = ",\n        ";
            }
            between = " ;\n    ";
        }
        out.append(" .\n");
    }

    private void write(Graph.Value value) {
        if (value instanceof Graph.Resource resource) {
            write(resource.iri());
            return;
        }
        Graph.Literal literal = (Graph.Literal) value;
        quote(literal.text());
        if (literal.qualifier() instanceof Graph.Language language) {
            out.append('@').append(language.tag());
        } else if (literal.qualifier() instanceof Graph.Datatype datatype && !datatype.isString()) {
            out.append("^^").append(datatype.term().prefixed());
        }
    }

    /** With a prefix where that spells it. */
    private void write(String iri) {
        for (Namespace namespace : Namespace.values()) {
            if (!iri.startsWith(namespace.iri())) continue;
            String local = iri.substring(namespace.iri().length());
            if (LOCAL.matcher(local).matches()) {
                out.append(namespace.prefix()).append(':').append(local);
                return;
            }
        }
        out.append('<').append(iri).append('>');
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\', '"' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c);
            }
        }
        out.append('"');
    }
}
