package se.regstat.geoserver.metadata.dcat;

/**
 * A property, class or datatype of a vocabulary.
 *
 * @param local its name there, of letters
 */
public record Term(Namespace namespace, String local) {

    static final Term TYPE = Namespace.RDF.term("type");

    String iri() {
        return namespace.iri() + local;
    }

    /** As in {@code dcterms:title}. */
    String prefixed() {
        return namespace.prefix() + ":" + local;
    }

    Graph.Resource resource() {
        return Graph.Resource.of(iri());
    }
}
