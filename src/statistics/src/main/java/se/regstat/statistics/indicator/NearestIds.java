package se.regstat.statistics.indicator;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What somebody may have meant who wrote an id that there is not. */
public final class NearestIds {

    private static final int MOST = 3;

    private NearestIds() {}

    /** As in {@code ; did you mean population?}; empty if none is like it. To follow a message. */
    public static String question(String written, Collection<String> ids) {
        List<String> nearest = of(written, ids);
        return nearest.isEmpty() ? "" : "; did you mean " + String.join(" or ", nearest) + "?";
    }

    /** Those that are like it, the nearest first: some letters others, missing or too many, or one within the other. */
    static List<String> of(String written, Collection<String> ids) {
        String text = written.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        return ids.stream()
                .filter(id -> isLike(text, id))
                .sorted(Comparator.<String>comparingInt(id -> edits(text, id)).thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    private static boolean isLike(String text, String id) {
        if (text.length() >= MOST && (id.contains(text) || text.contains(id))) return true;
        return edits(text, id) <= Math.max(1, Math.min(text.length(), id.length()) / 3);
    }

    /** The Levenshtein distance: how many letters must be put in, taken out or changed. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
