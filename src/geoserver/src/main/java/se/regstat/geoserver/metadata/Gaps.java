package se.regstat.geoserver.metadata;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import se.regstat.statistics.config.Harvesting;
import se.regstat.statistics.config.Publishing;
import se.regstat.statistics.division.LocalText;

/**
 * What metadata would lack in a harvester's eyes, told before any harvester does, in plain words and with what to write where. What
 * lacks for many datasets alike is one gap.
 */
public final class Gaps {

    private static final int SHOWN = 3;
    private static final int TITLE = 300;
    private static final int TEXT = 4000;
    private static final int LINEAGE = 2500;

    /** Whose demands are not met. */
    public enum Profile {
        /** The national metadata profile on ISO 19139. */
        NMDP("Geodataportalen"),
        DCAT_AP_SE("dataportal.se");

        private final String title;

        Profile(String title) {
            this.title = title;
        }
    }

    private static final Set<Profile> NMDP = Set.of(Profile.NMDP);
    private static final Set<Profile> DCAT = Set.of(Profile.DCAT_AP_SE);
    private static final Set<Profile> BOTH = Set.of(Profile.values());

    /** @param text what lacks, why that matters, and what to write where */
    public record Gap(Set<Profile> profiles, String text) {
        /** As in {@code metadata for Geodataportalen and dataportal.se: …}. */
        @Override
        public String toString() {
            return "metadata for "
                    + Stream.of(Profile.values())
                            .filter(profiles::contains)
                            .map(profile -> profile.title)
                            .collect(joining(" and "))
                    + ": " + text;
        }
    }

    private record Rule(Set<Profile> profiles, Predicate<Catalogue> lacks, String text) {}

    /** A rule that each dataset is held against, which tells what lacks; nothing if all is there. */
    private record DatasetRule(Set<Profile> profiles, Function<Dataset, Optional<String>> text) {}

    private static final List<Rule> OF_THE_PUBLISHER = List.of(
            unset(
                    BOTH,
                    "publishing.organisation",
                    publishing -> publishing.organisation().name().isEmpty(),
                    "nobody is named as publisher, owner and contact"),
            unset(
                    BOTH,
                    "publishing.organisation_number",
                    publishing -> publishing.organisation().number().isEmpty(),
                    "identities of datasets follow from the store, and change with it; and the publisher has no address of its"
                            + " own"),
            unset(
                    DCAT,
                    "publishing.organisation_type",
                    publishing -> publishing.organisation().type().isEmpty(),
                    "a publisher must say what it is, as in LocalAuthority"),
            unset(
                    DCAT,
                    "publishing.organisation_url",
                    publishing -> publishing.organisation().url().isEmpty(),
                    "the catalogue has no home page, which is recommended"),
            unset(
                    BOTH,
                    "publishing.contact_email",
                    publishing -> publishing.organisation().email().isEmpty(),
                    "there is nobody to ask about the data"),
            unset(
                    BOTH,
                    "publishing.title",
                    publishing -> publishing.title().isEmpty(),
                    "catalogue and services have no title"),
            unset(
                    BOTH,
                    "publishing.description",
                    publishing -> publishing.description().isEmpty(),
                    "catalogue and services have no description"),
            unset(
                    BOTH,
                    "publishing.licence",
                    publishing -> publishing.licence().isBlank(),
                    "services, tables and derived layers have no terms of use; CC0-1.0 or CC-BY-4.0 would be known"),
            new Rule(
                    BOTH,
                    catalogue -> isUnknown(catalogue.publishing().licence()),
                    "regstat.yml, publishing.licence is in words of its own, which harvesters take for unknown terms; CC0-1.0,"
                            + " CC-BY-4.0 and CC-BY-SA-4.0 are known"),
            new Rule(
                    NMDP,
                    catalogue -> !catalogue.publishing().accessConstraints().isEmpty()
                            && catalogue.publishing().accessLimitation().isEmpty(),
                    "regstat.yml, publishing.access_constraints is set, but publishing.access_limitation is not: the profile"
                            + " wants a code of http://inspire.ec.europa.eu/metadata-codelist/LimitationsOnPublicAccess, as in"
                            + " INSPIRE_Directive_Article13_1b"),
            new Rule(
                    NMDP,
                    catalogue -> catalogue.harvesting().initiatives().isEmpty(),
                    "regstat.yml, harvesting.initiatives is not set: records must say what they are published for; oppnadata,"
                            + " geodatasamverkan or inspire"),
            new Rule(
                    NMDP,
                    catalogue -> isInspire(catalogue)
                            && catalogue.harvesting().inspire().isEmpty(),
                    "regstat.yml, harvesting.initiatives has inspire, but harvesting.inspire is not set: records have no theme of"
                            + " INSPIRE's, and do not say whether they conform to its regulations"),
            new Rule(
                    NMDP,
                    catalogue -> isInspire(catalogue)
                            && catalogue.harvesting().inspire().equals(Optional.of(Harvesting.Inspire.NOT_EVALUATED)),
                    "regstat.yml, harvesting.inspire is not_evaluated: the profile wants a yes or a no, conformant or"
                            + " not_conformant"));

    private static final List<DatasetRule> OF_DATASETS = List.of(
            new DatasetRule(BOTH, dataset -> told(dataset.title().isEmpty(), "no title")),
            new DatasetRule(
                    NMDP,
                    dataset -> told(isLong(dataset.title(), TITLE), "the title has " + TITLE + " characters or more")),
            new DatasetRule(BOTH, dataset -> told(dataset.text().isEmpty(), "no description")),
            new DatasetRule(
                    NMDP,
                    dataset ->
                            told(isLong(dataset.text(), TEXT), "the description has " + TEXT + " characters or more")),
            new DatasetRule(
                    NMDP, dataset -> told(dataset.lineage().isEmpty(), "nothing is known of where it comes from")),
            new DatasetRule(
                    NMDP,
                    dataset -> told(
                            isLong(dataset.lineage(), LINEAGE),
                            "where it comes from has " + LINEAGE + " characters or more")),
            new DatasetRule(BOTH, Gaps::licence),
            new DatasetRule(
                    NMDP,
                    dataset -> told(
                            dataset.kind() == Dataset.Kind.VINTAGE
                                    && dataset.years()
                                            .filter(years -> years.from().isPresent())
                                            .isEmpty(),
                            "nobody said from which year on it is valid, so no search by time finds it; say it in divisions.yml,"
                                    + " or import it again with --valid-from")));

    private Gaps() {}

    /**
     * What would lack, what concerns everything first. Of invented data that is left out of catalogues nothing lacks.
     *
     * @param catalogue of all that is published
     */
    public static List<Gap> of(Catalogue catalogue) {
        List<Gap> gaps = new ArrayList<>();
        if (catalogue.datasets().isEmpty()) return gaps;
        for (Rule rule : OF_THE_PUBLISHER) {
            if (rule.lacks().test(catalogue)) gaps.add(new Gap(rule.profiles(), rule.text()));
        }
        for (DatasetRule rule : OF_DATASETS) {
            Map<String, List<String>> lacking = new LinkedHashMap<>();
            for (Dataset dataset : catalogue.datasets()) {
                rule.text().apply(dataset).ifPresent(text -> lacking.computeIfAbsent(text, t -> new ArrayList<>())
                        .add(dataset.name()));
            }
            lacking.forEach((text, names) -> gaps.add(new Gap(rule.profiles(), some(names) + ": " + text)));
        }
        untyped(catalogue).ifPresent(gaps::add);
        unscaled(catalogue).ifPresent(gaps::add);
        return gaps;
    }

    private static Optional<Gap> untyped(Catalogue catalogue) {
        LocalText own = catalogue.publishing().organisation().name();
        List<String> untyped = catalogue.datasets().stream()
                .flatMap(dataset -> dataset.creators().stream())
                .distinct()
                .filter(name -> !name.equals(own.sv()) && !name.equals(own.en()) && !Producers.isScb(name))
                .filter(name -> !catalogue.harvesting().producers().containsKey(name))
                .toList();
        return untyped.isEmpty()
                ? Optional.empty()
                : Optional.of(new Gap(
                        DCAT,
                        some(untyped)
                                + ": an organisation must say what it is; say it in regstat.yml, harvesting.producers, as in "
                                + untyped.get(0) + ": LocalAuthority"));
    }

    /** Borders that are invented were drawn for none. */
    private static Optional<Gap> unscaled(Catalogue catalogue) {
        if (catalogue.demo()) return Optional.empty();
        List<String> unscaled = catalogue.datasets().stream()
                .filter(dataset -> dataset.kind() == Dataset.Kind.VINTAGE
                        && catalogue.scale(dataset).isEmpty())
                .map(Dataset::name)
                .toList();
        return unscaled.isEmpty()
                ? Optional.empty()
                : Optional.of(new Gap(
                        NMDP,
                        some(unscaled)
                                + ": no spatial resolution, which is recommended; where the source says which scale the borders"
                                + " were drawn for, say it in divisions.yml, scale"));
    }

    private static String some(List<String> names) {
        String shown = names.stream().limit(SHOWN).collect(joining(", "));
        return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
    }

    private static Rule unset(Set<Profile> profiles, String key, Predicate<Publishing> lacks, String so) {
        return new Rule(
                profiles,
                catalogue -> lacks.test(catalogue.publishing()),
                "regstat.yml, " + key + " is not set: " + so);
    }

    private static boolean isInspire(Catalogue catalogue) {
        return catalogue.harvesting().initiatives().contains(Harvesting.Initiative.INSPIRE);
    }

    private static Optional<String> told(boolean lacks, String text) {
        return lacks ? Optional.of(text) : Optional.empty();
    }

    private static boolean isLong(LocalText text, int than) {
        return text.sv().length() >= than || text.en().length() >= than;
    }

    private static boolean isUnknown(String licence) {
        return !licence.isBlank() && Licence.of(licence).isEmpty();
    }

    private static Optional<String> licence(Dataset dataset) {
        String where = where(dataset.kind());
        // What goes by the publisher's own licence is told of the publisher.
        if (where.isEmpty()) return Optional.empty();
        return told(dataset.licence().isBlank(), "no licence is known; say it in " + where)
                .or(() -> told(
                        isUnknown(dataset.licence()),
                        "the licence (" + dataset.licence()
                                + ") is in words of its own, which harvesters take for unknown terms;" + " see "
                                + where));
    }

    private static String where(Dataset.Kind kind) {
        return switch (kind) {
            case VINTAGE, CHANGES -> "divisions.yml, licence";
            case INDICATOR, SIDE_BY_SIDE -> "indicators.yml, licence";
            case DERIVED, REGISTER -> "";
        };
    }
}
