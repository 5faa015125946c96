package se.regstat.geoserver.metadata.iso;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.Layer;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.LocalText;

/** The services of the workspace, as catalogues know services. */
public enum ServiceKind {
    WMS(
            "Visningstjänst",
            "View service",
            "view",
            "infoMapAccessService",
            "1.3.0 1.1.1",
            "GetCapabilities GetMap GetFeatureInfo"),
    WFS(
            "Direktåtkomsttjänst",
            "Direct access service",
            "download",
            "infoFeatureAccessService",
            "2.0.0 1.1.0",
            "GetCapabilities DescribeFeatureType GetFeature");

    private final String sv;
    private final String en;
    private final String inspireType;
    private final String classification;
    private final String versions;
    private final String operations;

    ServiceKind(String sv, String en, String inspireType, String classification, String versions, String operations) {
        this.sv = sv;
        this.en = en;
        this.inspireType = inspireType;
        this.classification = classification;
        this.versions = versions;
        this.operations = operations;
    }

    /** @param id {@code wms} or {@code wfs}, in any case */
    public static Optional<ServiceKind> of(String id) {
        return Stream.of(values())
                .filter(kind -> kind.name().equalsIgnoreCase(id))
                .findFirst();
    }

    /** {@code wms}, as addresses have it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What such a service is called in Geodataportalen. */
    public LocalText title() {
        return new LocalText(sv, en);
    }

    /** What the service is called in records and capabilities. */
    public LocalText title(Catalogue catalogue) {
        LocalText all = catalogue.publishing().title();
        LocalText title =
                all.isEmpty() ? title() : new LocalText(all.sv() + ", " + lower(sv), all.en() + ", " + lower(en));
        return catalogue.demo() ? Division.DEMO.before(title) : title;
    }

    private static String lower(String title) {
        return title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
    }

    /** In INSPIRE's list of types of services. */
    public String inspireType() {
        return inspireType;
    }

    /** In the taxonomy of ISO 19119. */
    public String classification() {
        return classification;
    }

    public List<String> versions() {
        return List.of(versions.split(" "));
    }

    public List<String> operations() {
        return List.of(operations.split(" "));
    }

    /** As the national profile writes it. */
    public String protocol() {
        return "HTTP:OGC:" + name();
    }

    /** Whether the layer can be asked for there: tables have no maps. */
    boolean has(Layer layer) {
        return this == WFS || layer.bounds().isPresent();
    }

    boolean has(Dataset dataset) {
        return dataset.layers().stream().anyMatch(this::has);
    }
}
