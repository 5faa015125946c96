package se.regstat.geoserver;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
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
 * @param forAll which layers, by their names, everybody may see
 */
record OwnServices(Catalogue catalogue, Optional<String> address, Predicate<String> forAll) {

    /**
     * Makes them where the configuration asks for them, and takes them back where it does not; after the layers.
     *
     * @return whether there are any
     */
    static boolean publish(Catalogue catalogue, GeoServer geoServer, Ledger ledger, Workspace workspace) {
        return new OwnServices(catalogue, LayerReferences.address(geoServer), name -> VisibleLayers.listed(
                                () -> geoServer.getCatalog().getLayerByName(workspace.name() + ":" + name))
                        .isPresent())
                .publish(new Services(geoServer, ledger, workspace));
    }

    private boolean publish(Services services) {
        Configuration configuration = catalogue.configuration();
        if (!configuration.harvesting().ownServices()) {
            services.retire();
            return false;
        }
        boolean any = false;
        for (ServiceKind kind : ServiceKind.values()) any |= services.publish(planned(kind));
        PlannedContact contact = contact(configuration.publishing().organisation());
        if (any && !contact.isEmpty()) services.publish(contact);
        else services.retireContact();
        return any;
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
        if (kind == ServiceKind.WFS) {
            String datasets = datasetsForAll().stream()
                    .map(dataset -> identifier(dataset, addresses))
                    .collect(Collectors.joining(";"));
            if (!datasets.isEmpty()) entries.put("inspire.spatialDatasetIdentifier", datasets);
        }
        return entries;
    }

    /**
     * Capabilities are the same for everybody. GeoServer's access rules go by who is logged in to the current thread, which may be the
     * administrator who reloads it; to a new one nobody is.
     */
    private List<Dataset> datasetsForAll() {
        return CompletableFuture.supplyAsync(
                        () -> catalogue.datasets().stream()
                                .filter(dataset ->
                                        dataset.layers().stream().anyMatch(layer -> forAll.test(layer.name())))
                                .toList(),
                        work -> new Thread(work, "regstat-for-all").start())
                .join();
    }

    /** Code, namespace, address of the record; a UUID has no namespace. */
    private static String identifier(Dataset dataset, Addresses addresses) {
        return dataset.id() + ",," + addresses.record(dataset);
    }
}
