package se.regstat.geoserver;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.geoserver.config.GeoServer;
import se.regstat.geoserver.layers.PlannedContact;
import se.regstat.geoserver.layers.PlannedService;
import se.regstat.geoserver.layers.Services;
import se.regstat.geoserver.layers.Workspace;
import se.regstat.geoserver.ledger.Ledger;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.CatalogueTexts;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.iso.ServiceKind;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.Organisation;
import se.regstat.statistics.config.Publishing;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.text.Languages;

/**
 * What services of the workspace's own say of who publishes: the same as the records of these services.
 *
 * @param address of this GeoServer, as clients see it, where the configuration of GeoServer tells it
 */
record OwnServices(Catalogue catalogue, Optional<String> address) {

    /** Makes them where the configuration asks for them, and takes them back where it does not. */
    static void publish(Catalogue catalogue, GeoServer geoServer, Ledger ledger, Workspace workspace) {
        new OwnServices(catalogue, LayerReferences.address(geoServer))
                .publish(new Services(geoServer, ledger, workspace));
    }

    private void publish(Services services) {
        Configuration configuration = catalogue.configuration();
        if (!configuration.harvesting().ownServices()) {
            services.retire();
            return;
        }
        boolean any = false;
        for (ServiceKind kind : ServiceKind.values()) any |= services.publish(planned(kind));
        PlannedContact contact = contact(configuration.publishing().organisation());
        if (any && !contact.isEmpty()) services.publish(contact);
        else services.retireContact();
    }

    private static PlannedContact contact(Organisation organisation) {
        return new PlannedContact(
                organisation.name(),
                organisation.email().orElse(""),
                organisation.url().orElse(""));
    }

    private PlannedService planned(ServiceKind kind) {
        Publishing publishing = catalogue.publishing();
        return new PlannedService(
                kind.id(),
                kind.title(catalogue),
                publishing.description(),
                publishing.keywords(),
                publishing.fees(),
                terms(publishing),
                publishing.organisation().url(),
                address.filter(known -> hasRecord())
                        .map(known -> inspire(kind, known))
                        .orElse(Map.of()));
    }

    /** Nothing where nobody said on which terms. */
    private LocalText terms(Publishing publishing) {
        boolean said = !publishing.licence().isBlank()
                || !publishing.accessConstraints().isEmpty();
        return said ? CatalogueTexts.rights(catalogue, publishing.licence()) : LocalText.of("");
    }

    private boolean hasRecord() {
        return catalogue.harvesting().inspire().isPresent() && !catalogue.isLeftOut();
    }

    /** INSPIRE wants the record of the service, and that which downloads also their datasets. */
    private Map<String, Serializable> inspire(ServiceKind kind, String address) {
        Addresses addresses = new Addresses(address, catalogue.configuration().workspace());
        boolean swedish = catalogue.harvesting().language().equals(Languages.SWEDISH);
        String datasets = catalogue.datasets().stream()
                .map(dataset -> identifier(dataset, addresses))
                .collect(Collectors.joining(";"));
        Map<String, Serializable> entries = new TreeMap<>(Map.of(
                "inspire.createExtendedCapabilities",
                true,
                "inspire.language",
                swedish ? "swe" : "eng",
                "inspire.otherLanguages",
                swedish ? "eng" : "swe",
                "inspire.metadataURL",
                addresses.document("metadata.xml", "of", kind.id()),
                "inspire.metadataURLType",
                "application/vnd.iso.19139+xml"));
        if (kind == ServiceKind.WFS) entries.put("inspire.spatialDatasetIdentifier", datasets);
        return entries;
    }

    /** Code, namespace, address of the record; a UUID has no namespace. */
    private static String identifier(Dataset dataset, Addresses addresses) {
        return dataset.id() + ",," + addresses.record(dataset);
    }
}
