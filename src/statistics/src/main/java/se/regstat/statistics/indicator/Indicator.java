package se.regstat.statistics.indicator;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.LocalText;

/**
 * What is measured, and how to read it. Its values are {@link Observations}.
 *
 * @param id {@code [a-z][a-z0-9_]*}
 * @param theme the subject that its layers stand under
 * @param unit such as "persons" or "%"; may be empty
 * @param decimals with which values are shown
 * @param parts indicators that should add up to this one, where that is known
 * @param tolerance by which they may miss it, in units of the indicator
 * @param keywords what people look for it by, beside its title, in whichever language
 * @param definition what exactly is measured; may be empty
 * @param reading how to read it; may be empty
 * @param caveat what not to conclude from it; may be empty
 * @param producer who makes the statistics; may be empty
 * @param disclosure for restricted indicators only; with it, values are told for the boundaries that it names alone
 * @param perturbation noise that its producer adds, where that is known; of what is computed, that of what it is computed from
 * @param events for counts that are counted from points; none are imported from tables
 * @param flow for counts of who go from one area to another, which have no values of single areas
 * @param baseYear change is shown since this year; the first one with values if empty
 * @param breaks years from which on values cannot be compared with earlier ones, beside those of new vintages
 * @param projection whether its values are of years that were yet to come when they were made
 * @param publish whether layers are made of it, as the configuration has it
 */
public record Indicator(
        String id,
        LocalText title,
        Theme theme,
        LocalText unit,
        Measure measure,
        int decimals,
        List<String> parts,
        double tolerance,
        List<String> keywords,
        LocalText definition,
        LocalText reading,
        LocalText caveat,
        String producer,
        String source,
        String licence,
        Optional<Disclosure> disclosure,
        Optional<Perturbation> perturbation,
        Optional<EventRule> events,
        Optional<FlowRule> flow,
        OptionalInt baseYear,
        Set<Integer> breaks,
        MapStyle style,
        boolean projection,
        boolean publish) {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]*");

    public Indicator {
        parts = List.copyOf(parts);
        keywords = List.copyOf(keywords);
        breaks = Set.copyOf(breaks);
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "'" + id + "' is not an indicator's id; use lower-case letters, digits and _, as in population");
        }
    }

    /** Whether layers are made of it; never of a restricted one, whose areas may hold few persons. */
    @Override
    public boolean publish() {
        return publish && disclosure.isEmpty();
    }

    /** Whether a layer may be made of what is re-aggregated to a division: of a restricted one, only where its rule names that. */
    public boolean publishDerived(String division) {
        return publish
                && disclosure.map(rule -> rule.toldFor().contains(division)).orElse(true);
    }

    /** Whether a layer may be made of the points that it is counted from; never of those of a restricted one. */
    public boolean publishPoints() {
        return publish() && events.filter(EventRule::publishPoints).isPresent();
    }

    /** Whether values of any year have noise. */
    public boolean isPerturbed() {
        return disclosure.isPresent() || perturbation.isPresent();
    }

    /** Whether values of a year have noise: what is told of a restricted one, or what its producer added. */
    public boolean isPerturbed(int year) {
        return disclosure.isPresent() || perturbation(year).isPresent();
    }

    /** The noise that its producer adds to values of a year. */
    public Optional<Perturbation> perturbation(int year) {
        return perturbation.filter(noise -> noise.from() <= year);
    }

    /** What a count that is told of a year is moved by at most, if its producer's noise is in so many parts of it; 0 where there is no noise. */
    public int noise(int year, int parts) {
        int own = disclosure.map(rule -> rule.noise().maximum()).orElse(0);
        return own + perturbation(year).map(noise -> parts * noise.maximum()).orElse(0);
    }

    /** What not to conclude from it, and how much noise is in its values; may be empty. */
    @Override
    public LocalText caveat() {
        LocalText told = caveat;
        if (disclosure.isPresent()) {
            int most = disclosure.get().noise().maximum();
            told = told.then(new LocalText(
                    "Antal har ett brus på högst ±" + most + ", som skyddar enskilda. Delar och helheter har var sitt.",
                    "Counts have noise of at most ±" + most
                            + ", which protects persons. Parts and wholes each have their own."));
        }
        if (perturbation.isPresent()) {
            Perturbation noise = perturbation.get();
            told = told.then(new LocalText(
                    "Från " + noise.from() + " har varje antal hos producenten ett brus på högst ±" + noise.maximum()
                            + ".",
                    "From " + noise.from() + " on, each count of the producer's has noise of at most ±"
                            + noise.maximum() + "."));
        }
        return told;
    }

    /** What is known of an indicator that no configuration describes: nothing that would let its values be added up. */
    public static Indicator undescribed(String id) {
        return new Indicator(
                id,
                LocalText.of(id),
                Theme.OTHER,
                LocalText.of(""),
                new Measure.Index(false),
                1,
                List.of(),
                0,
                List.of(),
                LocalText.of(""),
                LocalText.of(""),
                LocalText.of(""),
                "",
                "",
                Division.UNKNOWN_LICENCE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Set.of(),
                MapStyle.DEFAULT,
                false,
                true);
    }

    /** This indicator under a rule. */
    public Indicator restricted(Disclosure rule) {
        return noisy(Optional.of(rule), perturbation);
    }

    /** This indicator with noise that its producer adds. */
    public Indicator perturbed(Perturbation noise) {
        return noisy(disclosure, Optional.of(noise));
    }

    /** This indicator measured otherwise. */
    public Indicator measured(Measure other) {
        return but(other, disclosure, perturbation);
    }

    /** This indicator with other noise: that is told of a restricted one, and that its producer adds. */
    private Indicator noisy(Optional<Disclosure> disclosure, Optional<Perturbation> perturbation) {
        return but(measure, disclosure, perturbation);
    }

    private Indicator but(Measure measure, Optional<Disclosure> disclosure, Optional<Perturbation> perturbation) {
        return new Indicator(
                id,
                title,
                theme,
                unit,
                measure,
                decimals,
                parts,
                tolerance,
                keywords,
                definition,
                reading,
                caveat,
                producer,
                source,
                licence,
                disclosure,
                perturbation,
                events,
                flow,
                baseYear,
                breaks,
                style,
                projection,
                publish);
    }

    /** This indicator as its invented values in a demo store are described: titled so, and nobody's. */
    public Indicator invented() {
        return new Indicator(
                id,
                Division.DEMO.before(title),
                theme,
                unit,
                measure,
                decimals,
                parts,
                tolerance,
                keywords,
                definition,
                reading,
                caveat,
                "",
                "",
                Division.UNKNOWN_LICENCE,
                disclosure,
                perturbation,
                events,
                flow,
                baseYear,
                breaks,
                style,
                projection,
                publish);
    }
}
