package se.regstat.geoserver.metadata.dcat;

import java.util.Optional;
import se.regstat.geoserver.metadata.Licence;

/** Properties that several kinds of things have, and values out of the European vocabularies. */
final class Terms {

    static final Term TITLE = Namespace.DCTERMS.term("title");
    static final Term DESCRIPTION = Namespace.DCTERMS.term("description");
    static final Term PUBLISHER = Namespace.DCTERMS.term("publisher");
    static final Term LICENCE = Namespace.DCTERMS.term("license");
    static final Term ISSUED = Namespace.DCTERMS.term("issued");
    static final Term MODIFIED = Namespace.DCTERMS.term("modified");
    static final Term SPATIAL = Namespace.DCTERMS.term("spatial");
    static final Term FORMAT = Namespace.DCTERMS.term("format");
    static final Term CONFORMS_TO = Namespace.DCTERMS.term("conformsTo");
    static final Term ACCESS_RIGHTS = Namespace.DCTERMS.term("accessRights");
    static final Term TYPE = Namespace.DCTERMS.term("type");
    static final Term CONTACT_POINT = Namespace.DCAT.term("contactPoint");
    static final Term KEYWORD = Namespace.DCAT.term("keyword");
    static final Term THEME = Namespace.DCAT.term("theme");
    static final Term LEGISLATION = Namespace.DCATAP.term("applicableLegislation");
    static final Term HVD_CATEGORY = Namespace.DCATAP.term("hvdCategory");
    static final Term NAME = Namespace.FOAF.term("name");
    static final Term PAGE = Namespace.FOAF.term("page");

    private static final String AUTHORITY = "http://publications.europa.eu/resource/authority/";

    static final Graph.Resource THEMES = Graph.Resource.of(AUTHORITY + "data-theme");

    private Terms() {}

    /** Terms of use by the address that they are known by; empty where they have none. */
    static Optional<Graph.Resource> licence(String told) {
        return Licence.of(told).map(licence -> Graph.Resource.of(licence.uri()));
    }

    /**
     * A concept of the European Publications Office.
     *
     * @param list such as {@code data-theme}
     */
    static Graph.Resource authority(String list, String concept) {
        return Graph.Resource.of(AUTHORITY + list + "/" + concept);
    }
}
