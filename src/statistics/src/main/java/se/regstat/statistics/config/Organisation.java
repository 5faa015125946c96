package se.regstat.statistics.config;

import java.util.Optional;
import se.regstat.statistics.division.LocalText;

/**
 * Who publishes.
 *
 * @param name empty if nobody said
 * @param number organisation number (organisationsnummer), ten digits
 * @param url of its home page
 * @param email of who answers questions about the data
 * @param metadataEmail of who answers questions about what is said of the data
 */
public record Organisation(
        LocalText name,
        Optional<String> number,
        Optional<Type> type,
        Optional<String> url,
        Optional<String> email,
        Optional<String> metadataEmail) {

    public static final Organisation UNKNOWN = new Organisation(
            LocalText.of(""), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The publisher types of ADMS that an organisation can be; dataportal.se demands one. */
    public enum Type {
        NATIONAL_AUTHORITY("NationalAuthority"),
        REGIONAL_AUTHORITY("RegionalAuthority"),
        LOCAL_AUTHORITY("LocalAuthority"),
        ACADEMIA("Academia-ScientificOrganisation"),
        COMPANY("Company"),
        NON_PROFIT("NonProfitOrganisation");

        private final String id;

        Type(String id) {
            this.id = id;
        }

        /** In ADMS, as in {@code LocalAuthority}. */
        public String id() {
            return id;
        }
    }

    static Organisation read(YamlMapping yaml) {
        return new Organisation(
                yaml.localText("organisation"),
                yaml.text("organisation_number").map(text -> number(text, yaml)),
                yaml.constant("organisation_type", Type.values(), Type::id),
                yaml.text("organisation_url"),
                email("contact_email", yaml),
                email("metadata_email", yaml).or(() -> email("contact_email", yaml)));
    }

    /** With or without hyphen and the prefix of a country. */
    private static String number(String text, YamlMapping yaml) {
        String digits = text.replaceAll("^SE|[-\\s]", "");
        if (!digits.matches("\\d{10}")) {
            throw yaml.error("organisation_number", "'" + text + "' should be ten digits, as in 212000-1355");
        }
        return digits;
    }

    private static Optional<String> email(String key, YamlMapping yaml) {
        Optional<String> email = yaml.text(key);
        if (email.isPresent() && !email.get().matches("[^@\\s<>]+@[^@\\s<>]+")) {
            throw yaml.error(key, "'" + email.get() + "' should be an e-mail address, as in gis@example.se");
        }
        return email;
    }
}
