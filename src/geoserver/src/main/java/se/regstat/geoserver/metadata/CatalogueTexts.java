package se.regstat.geoserver.metadata;

import java.util.Optional;
import java.util.stream.Stream;
import se.regstat.geoserver.text.Texts;
import se.regstat.statistics.division.LocalText;

/** What is told of a catalogue as a whole, in Swedish and English. */
public final class CatalogueTexts {

    private static final LocalText OPEN =
            new LocalText("Inga begränsningar av allmänhetens tillgång.", "No limitations on public access.");

    /** What is not true for ever where {@link Identities#arePublishers} is not true. */
    public static final LocalText UNLASTING = new LocalText(
            "Utgivarens organisationsnummer är inte angivet: identifierare följer av arkivet och byts med det.",
            "The publisher's organisation number is not configured: identifiers follow from the store, and change with it.");

    private CatalogueTexts() {}

    public static LocalText title(Catalogue catalogue) {
        return new Texts(catalogue.configuration(), catalogue.demo()).storeDescription();
    }

    /** Of an empty one, why it is: a harvester's log, or whoever reads it, shows that it is meant so. */
    public static LocalText description(Catalogue catalogue) {
        if (catalogue.isLeftOut()) {
            return new LocalText(
                    "Här finns bara påhittade demodata, som inte lämnas till kataloger om inte harvesting: demo i regstat.yml säger"
                            + " det.",
                    "There is only fictional demo data here, which catalogues are not given unless harvesting: demo in regstat.yml"
                            + " says so.");
        }
        if (catalogue.datasets().isEmpty()) {
            return new LocalText(
                    "Här finns inga datamängder som får läsas av den som frågar.",
                    "There are no datasets here that may be read by who asks.");
        }
        LocalText description = catalogue.publishing().description();
        return catalogue.identities().arePublishers() ? description : joined(description, UNLASTING);
    }

    /**
     * Who may have it, and on which terms.
     *
     * @param licence as configured; empty if nobody said
     */
    public static LocalText rights(Catalogue catalogue, String licence) {
        LocalText constraints = catalogue.publishing().accessConstraints();
        LocalText access = constraints.isEmpty() ? OPEN : constraints;
        String known = Licence.of(licence)
                .map(one -> one.title() + " (" + one.uri() + ")")
                .orElse(licence);
        Optional<LocalText> terms = Optional.of(known)
                .filter(text -> !text.isBlank())
                .map(text -> new LocalText("Licens: " + text + ".", "Licence: " + text + "."));
        return Stream.of(Optional.of(access), terms)
                .flatMap(Optional::stream)
                .reduce(CatalogueTexts::joined)
                .orElseThrow();
    }

    private static LocalText joined(LocalText a, LocalText b) {
        return new LocalText((a.sv() + " " + b.sv()).strip(), (a.en() + " " + b.en()).strip());
    }
}
