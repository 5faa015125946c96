package se.regstat.statistics.config;

import java.util.List;
import java.util.Optional;
import se.regstat.statistics.division.LocalText;

/**
 * Who publishes, as capabilities and metadata tell it.
 *
 * @param metadataUrl address of a layer's metadata record; {@code {layer}} in it stands for the layer's name
 * @param keywords beside those that follow from the division
 */
public record Publishing(
        LocalText title,
        LocalText description,
        LocalText organisation,
        Optional<String> organisationUrl,
        Optional<String> contactEmail,
        Optional<String> metadataUrl,
        List<String> keywords) {

    public Publishing {
        keywords = List.copyOf(keywords);
    }
}
