package se.regstat.statistics.config;

import java.util.List;
import java.util.Optional;
import se.regstat.statistics.division.LocalText;

/**
 * On whose behalf and on which terms, as capabilities and metadata tell it.
 *
 * @param licence of what is made here, such as re-aggregated layers and the catalogue of datasets; empty if nobody said
 * @param accessConstraints why not everybody may have the data; empty where everybody may
 * @param fees empty where there are none
 * @param metadataUrl address of a layer's metadata record elsewhere; {@code {layer}} in it stands for the layer's name
 * @param keywords beside those that follow from the division
 */
public record Publishing(
        LocalText title,
        LocalText description,
        Organisation organisation,
        String licence,
        LocalText accessConstraints,
        LocalText fees,
        Optional<String> metadataUrl,
        List<String> keywords) {

    public Publishing {
        keywords = List.copyOf(keywords);
    }

    /** Of somebody who has not said anything. */
    public static final Publishing NOTHING = new Publishing(
            LocalText.of(""),
            LocalText.of(""),
            Organisation.UNKNOWN,
            "",
            LocalText.of(""),
            LocalText.of(""),
            Optional.empty(),
            List.of());

    static Publishing read(YamlMapping yaml) {
        yaml.only(
                "title",
                "description",
                "organisation",
                "organisation_number",
                "organisation_type",
                "organisation_url",
                "contact_email",
                "metadata_email",
                "licence",
                "access_constraints",
                "fees",
                "metadata_url",
                "keywords");
        return new Publishing(
                yaml.localText("title"),
                yaml.localText("description"),
                Organisation.read(yaml),
                yaml.text("licence").orElse(""),
                yaml.localText("access_constraints"),
                yaml.localText("fees"),
                yaml.text("metadata_url"),
                yaml.list("keywords"));
    }
}
