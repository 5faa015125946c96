package se.regstat.importing.format;

/** Hears how far long work has come. */
public interface Progress {

    Progress NONE = new Progress() {
        @Override
        public void begin(String what, long total) {}

        @Override
        public void at(long done) {}
    };

    /**
     * A stage of the work begins, and the one before has ended.
     *
     * @param total how many steps it has; 0 if that cannot be told
     */
    void begin(String what, long total);

    /** So many steps of this stage are done. */
    void at(long done);
}
