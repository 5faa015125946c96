package se.regstat.geoserver.metadata.dcat;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How a graph is written. All three say the same. */
public enum RdfSyntax {
    /** RDF 1.1 XML Syntax: the one that dataportal.se reads. */
    RDF_XML("rdf", "application/rdf+xml"),
    /** RDF 1.1 Turtle. */
    TURTLE("ttl", "text/turtle"),
    /** JSON-LD 1.1, with all that a reader needs inside: no context has to be fetched. */
    JSON_LD("jsonld", "application/ld+json");

    private final String ending;
    private final String mediaType;

    RdfSyntax(String ending, String mediaType) {
        this.ending = ending;
        this.mediaType = mediaType;
    }

    /** Of file names, without a dot. */
    public String ending() {
        return ending;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Bit by bit, without a tree or a text of the whole in between. */
    public void write(Graph graph, PrintWriter out) {
        switch (this) {
            case RDF_XML -> RdfXml.write(graph, out);
            case TURTLE -> Turtle.write(graph, out);
            case JSON_LD -> JsonLd.write(graph, out);
        }
    }

    public static Optional<RdfSyntax> ofEnding(String ending) {
        return Arrays.stream(values())
                .filter(syntax -> syntax.ending.equals(ending))
                .findFirst();
    }

    /** Endings by media type, the usual one first. */
    public static Map<String, String> endings() {
        Map<String, String> endings = new LinkedHashMap<>();
        for (RdfSyntax syntax : values()) endings.put(syntax.mediaType, syntax.ending);
        return endings;
    }
}
