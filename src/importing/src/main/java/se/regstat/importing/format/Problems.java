package se.regstat.importing.format;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import se.regstat.statistics.format.Faults;

/** What is wrong with the rows of a file: all are counted, the first are kept. */
public final class Problems implements Faults {

    public static final int SHOWN = 50;

    private final String file;
    private final String consequence;
    private final List<String> reasons = new ArrayList<>();
    private final Set<String> advice = new LinkedHashSet<>();
    private long count;

    public Problems(String file) {
        this(file, "nothing was stored");
    }

    /** @param consequence of a refusal */
    public Problems(String file, String consequence) {
        this.file = file;
        this.consequence = consequence;
    }

    @Override
    public void add(String where, String reason) {
        count++;
        if (reasons.size() < SHOWN) reasons.add(where + ": " + reason);
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
