package se.regstat.geoserver.metadata.dcat;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Set;
import se.regstat.statistics.text.XmlEscapes;

/** A graph as RDF 1.1 XML: a description of each subject. */
final class RdfXml {

    private static final String DESCRIPTION = "rdf:Description";

    private final PrintWriter out;

    private RdfXml(PrintWriter out) {
        this.out = out;
    }

    static void write(Graph graph, PrintWriter out) {
        new RdfXml(out).write(graph);
    }

    private void write(Graph graph) {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF");
        for (Namespace namespace : Namespace.values()) {
            out.append("\n    xmlns:").append(namespace.prefix()).append("=\"");
            out.append(namespace.iri()).append('"');
        }
        out.append(">\n");
        graph.statements().forEach(this::describe);
        out.append("</rdf:RDF>\n");
    }

    private void describe(Graph.Resource subject, Map<Term, Set<Graph.Value>> properties) {
        out.append("\n  <").append(DESCRIPTION).append(" rdf:about=\"").append(XmlEscapes.of(subject.iri()));
        out.append("\">\n");
        properties.forEach((property, values) -> values.forEach(value -> tell(property.prefixed(), value)));
        out.append("  </").append(DESCRIPTION).append(">\n");
    }

    private void tell(String property, Graph.Value value) {
        out.append("    <").append(property);
        if (value instanceof Graph.Resource resource) {
            attribute("rdf:resource", resource.iri());
            out.append("/>\n");
            return;
        }
        Graph.Literal literal = (Graph.Literal) value;
        if (literal.qualifier() instanceof Graph.Language language) {
            attribute("xml:lang", language.tag());
        } else if (literal.qualifier() instanceof Graph.Datatype datatype && !datatype.isString()) {
            attribute("rdf:datatype", datatype.term().iri());
        }
        out.append('>').append(XmlEscapes.of(literal.text()));
        out.append("</").append(property).append(">\n");
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"").append(XmlEscapes.of(value)).append('"');
    }
}
