package se.regstat.statistics.request;

/** How a door writes parameters, in messages for those who ask there. */
public interface Spelling {

    /** As declared, with {@code =} before values: as processes and addresses have it. */
    Spelling AS_DECLARED = new Spelling() {
        @Override
        public String parameter(String name) {
            return name;
        }

        @Override
        public String setting(String name, String value) {
            return name + "=" + value;
        }
    };

    /** @param name as declared, {@code minimumCoverage} */
    String parameter(String name);

    /** What to write so that a parameter has a value. */
    String setting(String name, String value);
}
