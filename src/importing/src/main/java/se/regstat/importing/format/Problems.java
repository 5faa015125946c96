package se.regstat.importing.format;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import se.regstat.statistics.format.Faults;

/** What is wrong with the rows of a file that are wanted: all are counted, the first are kept. */
public final class Problems implements Faults {

    public static final int SHOWN = 50;

    private static final String NOTHING_STORED = "nothing was stored";

    private final String file;
    private final String consequence;
    private final List<String> reasons = new ArrayList<>();
    private final Set<String> advice = new LinkedHashSet<>();
    private final Predicate<Map<String, ?>> wanted;
    private long count;
    private long spared;

    public Problems(String file) {
        this(file, NOTHING_STORED);
    }

    /** @param consequence of a refusal */
    public Problems(String file, String consequence) {
        this(file, consequence, attributes -> true);
    }

    private Problems(String file, String consequence, Predicate<Map<String, ?>> wanted) {
        this.file = file;
        this.consequence = consequence;
        this.wanted = wanted;
    }

    /** @param wanted which features matter, by their attributes */
    public static Problems ofWanted(String file, Predicate<Map<String, ?>> wanted) {
        return new Problems(file, NOTHING_STORED, wanted);
    }

    @Override
    public void add(String where, String reason) {
        count++;
        if (reasons.size() < SHOWN) reasons.add(where + ": " + reason);
    }

    @Override
    public void add(String where, String reason, Map<String, ?> attributes) {
        if (wanted.test(attributes)) add(where, reason);
        else spared++;
    }

    /** How many features had something wrong and are not wanted. */
    public long spared() {
        return spared;
    }

    /** Said once however many rows it concerns. */
    @Override
    public void advise(String text) {
        advice.add(text);
    }

    public boolean none() {
        return count == 0;
    }

    /** @throws ImportException if there are any */
    public void refuseIfAny() {
        if (none()) return;
        String shown = count > reasons.size() ? ", of which the first " + reasons.size() + " are listed" : "";
        StringBuilder message = new StringBuilder(file + ": refused, " + consequence + "; "
                + (count == 1 ? "1 thing is" : count + " things are") + " wrong" + shown);
        for (String text : advice) message.append(". ").append(text);
        throw new ImportException(message.toString(), reasons);
    }
}
