package se.regstat.statistics.format;

/**
 * How much is read of a document before it is refused; asked while reading, so that memory does not grow beyond.
 *
 * @param bytes of the document
 * @param features in it
 * @param vertices of all features together
 */
public record ReadLimits(long bytes, long features, long vertices) {

    /** For who has the machine. */
    public static final ReadLimits NONE = new ReadLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
}
