package se.regstat.geoserver.info;

import java.util.Locale;
import java.util.Optional;
import se.regstat.geoserver.document.Refusal;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.statistics.config.Harvesting;

/** Of what metadata is wanted, and how. Filled in from the request's parameters; GeoServer adds its own address. */
public final class MetadataRequest {

    private String layer = "";
    private String dataset = "";
    private String of = "";
    private String file = "";
    private String format = "";
    private String accepted = "";
    private String language = "";
    private String baseUrl = "";

    /** @param layer as in {@code population_deso} or {@code regstat:population_deso}: the dataset that it belongs to is meant */
    public void setLayer(String layer) {
        this.layer = layer;
    }

    /** @param dataset by its name, as in {@code population} */
    public void setDataset(String dataset) {
        this.dataset = dataset;
    }

    /** @param of a service: {@code wms} or {@code wfs} */
    public void setOf(String of) {
        this.of = of;
    }

    /** @param file what follows the operation in the path, without ending, as in {@code records/FILE.xml} */
    public void setFile(String file) {
        this.file = file;
    }

    /** @param format that the address ends in */
    public void setFormat(String format) {
        this.format = format;
    }

    /** @param accepted media types, of a request that names no format */
    public void setAccepted(String accepted) {
        this.accepted = accepted;
    }

    /** @param language of texts that are told in one; {@code sv} or {@code en}; else the language of harvesting */
    public void setLanguage(String language) {
        this.language = language;
    }

    /** @param baseUrl GeoServer's address, as the request was sent to */
    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Without a workspace; empty if none is named. */
    Optional<String> layer() {
        String name = layer.strip();
        return Optional.of(name.substring(name.indexOf(':') + 1)).filter(plain -> !plain.isEmpty());
    }

    Optional<String> dataset() {
        return Optional.of(dataset.strip()).filter(name -> !name.isEmpty());
    }

    /** A service by its id; empty if none is named. */
    Optional<String> service() {
        return Optional.of(of.strip()).filter(name -> !name.isEmpty());
    }

    /** Empty if nothing follows the operation. */
    Optional<String> file() {
        return Optional.of(file.strip()).filter(name -> !name.isEmpty());
    }

    String format() {
        return format.strip().toLowerCase(Locale.ROOT);
    }

    /** As the header {@code Accept} has it; of all that there is if it is blank. */
    String accepted() {
        return accepted;
    }

    /** Swedish or English; the other one if neither is asked for, by the code of two letters or of three. */
    Locale locale(Locale otherwise) {
        return locale(language, otherwise);
    }

    static Locale locale(String asked, Locale otherwise) {
        String code = asked.strip().toLowerCase(Locale.ROOT);
        if (code.startsWith("sv") || code.startsWith("swe")) return Harvesting.SWEDISH;
        return code.startsWith("en") ? Locale.ENGLISH : otherwise;
    }

    /**
     * The dataset that is named, by its own name or by that of a layer; empty if none is, so that all are meant.
     *
     * @throws Refusal 404 if there is none of that name, or not for the asker
     */
    Optional<Dataset> datasetOf(Catalogue catalogue) {
        if (dataset().isPresent()) {
            return Optional.of(catalogue.named(dataset().get()).orElseThrow(() -> Refusal.notFound(
                            "there is no dataset " + Refusal.shortened(dataset().get()))
                    .of("dataset")));
        }
        return layer().map(name -> catalogue.ofLayer(name).orElseThrow(() -> Refusal.notFound(
                        "there is no layer " + Refusal.shortened(name))
                .of("layer")));
    }

    Addresses addresses(String workspace) {
        return new Addresses(baseUrl, workspace);
    }
}
