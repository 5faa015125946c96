package se.regstat.importing.update;

import java.util.List;
import se.regstat.statistics.division.LocalText;

/**
 * Something that is new, or other than in the store.
 *
 * @param recipe by which it was found; empty for what follows from several
 * @param about what it concerns, as in {@code deso@2025} or {@code population deso@2025 2024}
 * @param count how many areas, figures, changes or layers; 1 where nothing is counted
 * @param beyond of figures, how many are other by more than the indicator's tolerance; else 0
 * @param text the same in words
 * @param figures the largest differences
 */
public record Finding(
        Kind kind, String recipe, String about, int count, int beyond, LocalText text, List<Figure> figures) {

    public Finding {
        figures = List.copyOf(figures);
    }

    Finding(Kind kind, String recipe, String about, int count, LocalText text) {
        this(kind, recipe, about, count, 0, text, List.of());
    }

    /** What kinds there are, in the order that reports have them in. */
    public enum Kind {
        UPSTREAM("Finns hos utgivaren, men inget recept har det", "At the publisher, and no recipe has it"),
        VINTAGE("Nya årgångar", "New vintages"),
        AREAS("Områden som är annorlunda", "Areas that are other than before"),
        CHANGES("Ändringar mellan årgångar", "Changes between vintages"),
        YEAR("Nya år", "New years"),
        REVISED("Rättade värden", "Corrected figures"),
        GONE("Värden som inte finns längre", "Figures that are not there any more"),
        BREAK("Serier som bryts", "Series that break"),
        OTHER("Annat som är nytt", "Other things that are new"),
        CHECK("Kontroller som inte längre går igenom", "Checks that fail now"),
        LAYER_NEW("Skikt som tillkommer", "Layers that appear"),
        LAYER_GONE("Skikt som försvinner", "Layers that go");

        private final String sv;
        private final String en;

        Kind(String sv, String en) {
            this.sv = sv;
            this.en = en;
        }

        public LocalText title() {
            return new LocalText(sv, en);
        }

        /** As in {@code layer_new}. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
