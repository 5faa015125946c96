package se.regstat.geoserver.metadata.dcat;

import static se.regstat.geoserver.metadata.dcat.Namespace.DCAT;
import static se.regstat.geoserver.metadata.dcat.Namespace.DCTERMS;
import static se.regstat.geoserver.metadata.dcat.Namespace.FOAF;
import static se.regstat.geoserver.metadata.dcat.Namespace.PROV;
import static se.regstat.geoserver.metadata.dcat.Namespace.VCARD;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.Producers;
import se.regstat.statistics.config.Organisation;
import se.regstat.statistics.division.LocalText;

/** Who publishes, who answers questions, and who made the data. Whom nobody named is left out. */
final class Parties {

    private static final String PUBLISHER_TYPES = "http://purl.org/adms/publishertype/";

    /** At dataportal.se, of the one producer whose data everybody here has. */
    private static final String SCB_URI = "http://dataportal.se/organisation/SE2021000837";

    /** As INSPIRE calls who made a resource. */
    private static final Graph.Resource ORIGINATOR =
            Graph.Resource.of("http://inspire.ec.europa.eu/metadata-codelist/ResponsiblePartyRole/originator");

    private final Graph graph;
    private final Catalogue catalogue;
    private final Iris iris;
    private final Optional<Graph.Resource> publisher;
    private final Optional<Graph.Resource> contact;

    private Parties(Graph graph, Catalogue catalogue, Iris iris) {
        this.graph = graph;
        this.catalogue = catalogue;
        this.iris = iris;
        Organisation organisation = catalogue.publishing().organisation();
        this.publisher = catalogue
                .identities()
                .organisation()
                .map(Graph.Resource::of)
                .or(() -> organisation.name().isEmpty() ? Optional.empty() : Optional.of(iris.of("publisher")));
        this.contact = organisation.email().map(email -> iris.of("contact"));
    }

    /** Describes publisher and contact. */
    static Parties describe(Graph graph, Catalogue catalogue, Iris iris) {
        Parties parties = new Parties(graph, catalogue, iris);
        parties.describe(catalogue.publishing().organisation());
        return parties;
    }

    private void describe(Organisation organisation) {
        publisher.ifPresent(agent -> graph.about(agent)
                .is(FOAF.term("Agent"))
                .add(Terms.NAME, organisation.name())
                .add(Terms.TYPE, organisation.type().map(type -> Graph.Resource.of(PUBLISHER_TYPES + type.id())))
                .add(FOAF.term("homepage"), homepage()));
        contact.ifPresent(card -> graph.about(card)
                .is(VCARD.term("Organization"))
                .add(
                        VCARD.term("fn"),
                        organisation.name().isEmpty()
                                ? Optional.empty()
                                : Optional.of(inItsLanguage(organisation.name())))
                .add(
                        VCARD.term("hasEmail"),
                        Graph.Resource.of("mailto:" + organisation.email().orElseThrow())));
    }

    private Graph.Literal inItsLanguage(LocalText text) {
        Locale language = catalogue.harvesting().language();
        return Graph.Literal.of(text.in(language), language.getLanguage());
    }

    /** Of who publishes, if it has an address. */
    Optional<Graph.Resource> homepage() {
        return catalogue.publishing().organisation().url().flatMap(Graph.Resource::configured);
    }

    /** Says of something who publishes it. */
    void sign(Graph.Subject subject) {
        subject.add(Terms.PUBLISHER, publisher);
    }

    /** Says of something who publishes it, and whom to ask. */
    void signWithContact(Graph.Subject subject) {
        sign(subject);
        subject.add(Terms.CONTACT_POINT, contact);
    }

    /**
     * Says who made the data: without it dataportal.se takes the publisher for its producer. The profile lets a dataset have one
     * creator; where there are several each is an attribution.
     */
    void credit(Graph.Subject subject, Dataset dataset) {
        List<Graph.Resource> makers =
                dataset.creators().stream().map(this::maker).distinct().toList();
        if (makers.size() == 1) {
            subject.add(DCTERMS.term("creator"), makers.get(0));
            return;
        }
        for (int i = 0; i < makers.size(); i++) {
            Graph.Resource attribution = iris.of(dataset, "creator-" + (i + 1));
            subject.add(PROV.term("qualifiedAttribution"), attribution);
            graph.about(attribution)
                    .is(PROV.term("Attribution"))
                    .add(PROV.term("agent"), makers.get(i))
                    .add(DCAT.term("hadRole"), ORIGINATOR);
        }
    }

    private Graph.Resource maker(String name) {
        LocalText own = catalogue.publishing().organisation().name();
        if (publisher.isPresent() && (name.equals(own.sv()) || name.equals(own.en()))) return publisher.get();
        boolean scb = Producers.isScb(name);
        Graph.Resource maker = scb
                ? Graph.Resource.of(SCB_URI)
                : iris.of("agent-" + catalogue.identities().of("agent", name));
        // Who is described as the publisher is not described a second time.
        if (publisher.filter(maker::equals).isEmpty()) {
            Graph.Subject agent =
                    graph.about(maker).is(FOAF.term("Agent")).add(Terms.NAME, LocalText.of(scb ? Producers.SCB : name));
            type(name).ifPresent(type -> agent.add(Terms.TYPE, Graph.Resource.of(PUBLISHER_TYPES + type.id())));
        }
        return maker;
    }

    private Optional<Organisation.Type> type(String producer) {
        return Producers.isScb(producer)
                ? Optional.of(Organisation.Type.NATIONAL_AUTHORITY)
                : Optional.ofNullable(catalogue.harvesting().producers().get(producer));
    }
}
