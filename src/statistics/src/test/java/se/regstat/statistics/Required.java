package se.regstat.statistics;

/**
 * Whether a test fails where something it needs is not there, rather than being left out: with {@code -Dregstat.clients=required}, or
 * REGSTAT_CLIENTS=required in the environment.
 */
public final class Required {

    private static final String WORD = "required";

    private Required() {}

    public static boolean here() {
        return WORD.equals(System.getProperty("regstat.clients")) || WORD.equals(System.getenv("REGSTAT_CLIENTS"));
    }
}
