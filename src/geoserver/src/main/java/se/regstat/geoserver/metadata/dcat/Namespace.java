package se.regstat.geoserver.metadata.dcat;

/** The vocabularies whose terms are used. */
public enum Namespace {
    RDF("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    DCAT("dcat", "http://www.w3.org/ns/dcat#"),
    DCTERMS("dcterms", "http://purl.org/dc/terms/"),
    DCATAP("dcatap", "http://data.europa.eu/r5r/"),
    FOAF("foaf", "http://xmlns.com/foaf/0.1/"),
    VCARD("vcard", "http://www.w3.org/2006/vcard/ns#"),
    PROV("prov", "http://www.w3.org/ns/prov#"),
    GEO("geo", "http://www.opengis.net/ont/geosparql#"),
    XSD("xsd", "http://www.w3.org/2001/XMLSchema#");

    private final String prefix;
    private final String iri;

    Namespace(String prefix, String iri) {
        this.prefix = prefix;
        this.iri = iri;
    }

    String prefix() {
        return prefix;
    }

    String iri() {
        return iri;
    }

    /** @param local of letters alone, so that it is a name in every syntax */
    public Term term(String local) {
        return new Term(this, local);
    }
}
