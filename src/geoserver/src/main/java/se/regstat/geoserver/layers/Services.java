package se.regstat.geoserver.layers;

import static java.util.stream.Collectors.joining;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.geoserver.catalog.Keyword;
import org.geoserver.catalog.KeywordInfo;
import org.geoserver.catalog.MetadataMap;
import org.geoserver.config.ContactInfo;
import org.geoserver.config.GeoServer;
import org.geoserver.config.ServiceInfo;
import org.geoserver.config.SettingsInfo;
import org.geoserver.ows.util.OwsUtils;
import se.regstat.geoserver.ledger.Ledger;
import se.regstat.geoserver.ledger.Properties;
import se.regstat.geoserver.ledger.Property;
import se.regstat.statistics.division.LocalText;

/**
 * Brings services of the workspace's own into the configuration, and takes them away again. They begin as copies of the server's, which are
 * never written. What a copy says of who publishes is ours; where nobody said anything, it follows the server's service. Where the server
 * does not have the kind of service, there is none.
 */
public final class Services {

    private static final Map<String, String> KINDS =
            Map.of("wms", "org.geoserver.wms.WMSInfo", "wfs", "org.geoserver.wfs.WFSInfo");
    static final String SERVICE = "service ";
    static final String SETTINGS = "settings";
    private static final String INSPIRE = "inspire.";

    private final GeoServer geoServer;
    private final Ledger ledger;
    private final Workspace workspace;

    public Services(GeoServer geoServer, Ledger ledger, Workspace workspace) {
        this.geoServer = geoServer;
        this.ledger = ledger;
        this.workspace = workspace;
    }

    /** One that an administrator made stays theirs. @return whether there is one of ours */
    public boolean publish(PlannedService planned) {
        return kind(planned.kind()).filter(kind -> publish(planned, kind)).isPresent()
                && ledger.knows(SERVICE + planned.kind());
    }

    private <T extends ServiceInfo> boolean publish(PlannedService planned, Class<T> kind) {
        T shared = geoServer.getService(kind);
        if (shared == null) return false;
        return ledger.publish(
                SERVICE + planned.kind(),
                geoServer.getService(workspace.info(), kind),
                () -> {
                    T made = geoServer.getFactory().create(kind);
                    OwsUtils.copy(shared, made, kind);
                    // Not an administrator's words of this one, which would stay.
                    made.setTitle("");
                    made.setAbstract("");
                    return made;
                },
                made -> made.setWorkspace(workspace.info()),
                info -> propertiesOf(info, planned, shared),
                geoServer::add,
                geoServer::save);
    }

    private static Optional<Class<? extends ServiceInfo>> kind(String kind) {
        try {
            return Optional.of(Class.forName(KINDS.get(kind)).asSubclass(ServiceInfo.class));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    private List<Property> propertiesOf(ServiceInfo info, PlannedService planned, ServiceInfo shared) {
        String key = SERVICE + planned.kind();
        LocalText description = or(planned.text(), shared.getAbstract());
        Property title = Properties.text("title", info::getTitle, planned.title(), info::setTitle);
        Property text = Properties.text("abstract", info::getAbstract, description, info::setAbstract);
        return List.of(
                title,
                text,
                Properties.both(
                        ledger, key, title, info::getInternationalTitle, planned.title(), info::setInternationalTitle),
                Properties.both(
                        ledger, key, text, info::getInternationalAbstract, description, info::setInternationalAbstract),
                Properties.text("fees", info::getFees, or(planned.fees(), shared.getFees()), info::setFees),
                Properties.text(
                        "access constraints",
                        info::getAccessConstraints,
                        or(planned.accessConstraints(), shared.getAccessConstraints()),
                        info::setAccessConstraints),
                Properties.text(
                        "online resource",
                        info::getOnlineResource,
                        or(LocalText.of(planned.site().orElse("")), shared.getOnlineResource()),
                        info::setOnlineResource),
                keywords(info, planned.keywords().isEmpty() ? shared.getKeywords() : keywords(planned.keywords())),
                inspire(
                        info.getMetadata(),
                        planned.inspire().isEmpty() ? inspire(shared.getMetadata()) : planned.inspire()));
    }

    private static LocalText or(LocalText wanted, String shared) {
        return wanted.isEmpty() ? LocalText.of(shared == null ? "" : shared) : wanted;
    }

    private static List<KeywordInfo> keywords(List<String> words) {
        // GeoServer refuses backslashes in keywords.
        return words.stream()
                .<KeywordInfo>map(word -> new Keyword(word.replace('\\', '/')))
                .toList();
    }

    private static Property keywords(ServiceInfo info, List<KeywordInfo> wanted) {
        return new Property("keywords", () -> told(info.getKeywords()), told(wanted), () -> {
            info.getKeywords().clear();
            info.getKeywords().addAll(wanted);
        });
    }

    private static String told(List<KeywordInfo> keywords) {
        return keywords.stream().map(KeywordInfo::getValue).collect(joining(", "));
    }

    private static Property inspire(MetadataMap metadata, Map<String, Serializable> wanted) {
        return new Property("INSPIRE", () -> told(inspire(metadata)), told(wanted), () -> {
            inspire(metadata).keySet().forEach(metadata::remove);
            metadata.putAll(wanted);
        });
    }

    private static Map<String, Serializable> inspire(MetadataMap metadata) {
        Map<String, Serializable> entries = new TreeMap<>(metadata);
        entries.keySet().removeIf(key -> !key.startsWith(INSPIRE));
        return entries;
    }

    private static String told(Map<String, ?> entries) {
        return entries.isEmpty() ? "" : new TreeMap<>(entries).toString();
    }

    // ---- whom to ask

    /** Whom to ask about the services. GeoServer keeps that with settings of the workspace, where address and decimals are to be as the server's. */
    public void publish(PlannedContact planned) {
        SettingsInfo shared = geoServer.getSettings();
        ledger.publish(
                SETTINGS,
                geoServer.getSettings(workspace.info()),
                () -> {
                    SettingsInfo made = geoServer.getFactory().createSettings();
                    OwsUtils.copy(shared, made, SettingsInfo.class);
                    // The server's contact is somebody else's.
                    made.setContact(geoServer.getFactory().createContact());
                    return made;
                },
                made -> made.setWorkspace(workspace.info()),
                info -> propertiesOf(info, planned, shared),
                geoServer::add,
                geoServer::save);
    }

    private List<Property> propertiesOf(SettingsInfo info, PlannedContact planned, SettingsInfo shared) {
        ContactInfo contact = info.getContact();
        LocalText email = LocalText.of(planned.email());
        LocalText site = LocalText.of(planned.site());
        return List.of(
                Properties.text(
                        "contact organisation",
                        contact::getContactOrganization,
                        planned.organisation(),
                        name -> change(info, changed -> {
                            changed.setContactOrganization(name);
                            changed.setInternationalContactOrganization(
                                    Properties.international(planned.organisation()));
                        })),
                Properties.text(
                        "contact e-mail",
                        contact::getContactEmail,
                        email,
                        address -> change(info, changed -> {
                            changed.setContactEmail(address);
                            changed.setInternationalContactEmail(Properties.international(email));
                        })),
                Properties.text(
                        "contact site",
                        contact::getOnlineResource,
                        site,
                        address -> change(info, changed -> changed.setOnlineResource(address))),
                new Property("address of the server", () -> address(info), address(shared), () -> {
                    info.setProxyBaseUrl(shared.getProxyBaseUrl());
                    info.setUseHeadersProxyURL(shared.isUseHeadersProxyURL());
                }),
                new Property(
                        "decimals",
                        () -> Integer.toString(info.getNumDecimals()),
                        Integer.toString(shared.getNumDecimals()),
                        () -> info.setNumDecimals(shared.getNumDecimals())));
    }

    private static String address(SettingsInfo settings) {
        return Objects.toString(settings.getProxyBaseUrl(), "")
                + (Boolean.TRUE.equals(settings.isUseHeadersProxyURL()) ? " by headers" : "");
    }

    /** In a copy, as what the settings have might be shared. */
    private void change(SettingsInfo info, Consumer<ContactInfo> change) {
        ContactInfo changed = geoServer.getFactory().createContact();
        OwsUtils.copy(info.getContact(), changed, ContactInfo.class);
        change.accept(changed);
        info.setContact(changed);
    }

    // ---- away

    /** Takes away what is ours, unless it was edited. */
    public void retire() {
        forEach(
                (key, service) -> {
                    PlannedService gone = PlannedService.gone(key.substring(SERVICE.length()));
                    return ledger.edited(key, propertiesOf(service, gone, service));
                },
                this::isEdited);
    }

    /** Where there is nobody to ask any more. Settings that were edited stay, without what was ours of the contact. */
    public void retireContact() {
        removeSettings(this::isEdited);
        if (ledger.knows(SETTINGS)) publish(PlannedContact.GONE);
    }

    private boolean isEdited(SettingsInfo settings) {
        return ledger.edited(SETTINGS, propertiesOf(settings, PlannedContact.GONE, settings));
    }

    /** Takes away what is ours, edited or not. */
    public void remove() {
        forEach((key, service) -> false, settings -> false);
    }

    private void forEach(BiPredicate<String, ServiceInfo> keepsService, Predicate<SettingsInfo> keepsSettings) {
        for (String kind : KINDS.keySet()) {
            String key = SERVICE + kind;
            if (!ledger.knows(key)) continue;
            ServiceInfo service = kind(kind)
                    .<ServiceInfo>map(type -> geoServer.getService(workspace.info(), type))
                    .orElse(null);
            if (service != null && keepsService.test(key, service)) continue;
            if (service != null) geoServer.remove(service);
            ledger.forget(key);
        }
        removeSettings(keepsSettings);
    }

    private void removeSettings(Predicate<SettingsInfo> keeps) {
        if (!ledger.knows(SETTINGS)) return;
        SettingsInfo settings = geoServer.getSettings(workspace.info());
        if (settings != null && keeps.test(settings)) return;
        if (settings != null) geoServer.remove(settings);
        ledger.forget(SETTINGS);
    }
}
