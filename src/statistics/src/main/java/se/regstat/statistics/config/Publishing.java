package se.regstat.statistics.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.regstat.statistics.division.LocalText;

/**
 * On whose behalf and on which terms, as capabilities and metadata tell it.
 *
 * @param licence of what is made here, such as re-aggregated layers and the catalogue of datasets; empty if nobody said
 * @param accessConstraints why not everybody may have the data; empty where everybody may
 * @param accessLimitation which reason in law that is; empty where everybody may have the data, or nobody said
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
        Optional<AccessLimitation> accessLimitation,
        LocalText fees,
        Optional<String> metadataUrl,
        List<String> keywords) {

    public Publishing {
        keywords = List.copyOf(keywords);
    }

    /** Reasons to limit public access: the letters of article 13(1) of the INSPIRE directive. */
    public enum AccessLimitation {
        A,
        B,
        C,
        D,
        E,
        F,
        G,
        H;

        /** In INSPIRE's code list LimitationsOnPublicAccess, as in {@code INSPIRE_Directive_Article13_1a}. */
        public String id() {
            return "INSPIRE_Directive_Article13_1" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of somebody who has not said anything. */
    public static final Publishing NOTHING = new Publishing(
            LocalText.of(""),
            LocalText.of(""),
            Organisation.UNKNOWN,
            "",
            LocalText.of(""),
            Optional.empty(),
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
                "access_limitation",
                "fees",
                "metadata_url",
                "keywords");
        LocalText accessConstraints = yaml.localText("access_constraints");
        Optional<AccessLimitation> accessLimitation =
                yaml.constant("access_limitation", AccessLimitation.values(), AccessLimitation::id);
        if (accessLimitation.isPresent() && accessConstraints.isEmpty()) {
            throw yaml.error("access_limitation", "the reason is to be said in words too, in access_constraints");
        }
        return new Publishing(
                yaml.localText("title"),
                yaml.localText("description"),
                Organisation.read(yaml),
                yaml.text("licence").orElse(""),
                accessConstraints,
                accessLimitation,
                yaml.localText("fees"),
                yaml.text("metadata_url"),
                yaml.list("keywords"));
    }
}
