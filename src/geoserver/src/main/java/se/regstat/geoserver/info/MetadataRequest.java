package se.regstat.geoserver.info;

import java.util.Optional;
import se.regstat.geoserver.document.InfoRequest;
import se.regstat.geoserver.document.Refusal;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Dataset;

/** Of what metadata is wanted, and how. A layer stands for the dataset that it belongs to; texts are told in the language of harvesting if in no other. */
public final class MetadataRequest extends InfoRequest {

    private String dataset = "";
    private String of = "";
    private String file = "";
    private String accepted = "";

    public MetadataRequest() {
        super("");
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

    /** @param accepted media types, of a request that names no format */
    public void setAccepted(String accepted) {
        this.accepted = accepted;
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

    /** As the header {@code Accept} has it; of all that there is if it is blank. */
    String accepted() {
        return accepted;
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
        if (layer().isEmpty()) return Optional.empty();
        return Optional.of(catalogue.ofLayer(layer()).orElseThrow(() -> Refusal.notFound(
                        "there is no layer " + Refusal.shortened(layer()))
                .of("layer")));
    }

    Addresses addresses(String workspace) {
        return new Addresses(baseUrl(), workspace);
    }
}
