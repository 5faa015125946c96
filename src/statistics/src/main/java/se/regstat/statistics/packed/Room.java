package se.regstat.statistics.packed;

import java.nio.ByteBuffer;

/** Where bytes lie that are written once and read often. */
@FunctionalInterface
public interface Room {

    /** For what is of use only for a moment. */
    Room HEAP =
            bytes -> ByteBuffer.allocate(bytes.remaining()).put(bytes).flip().asReadOnlyBuffer();

    /** Bytes from a buffer's position to its limit, to be read from position 0 on. */
    ByteBuffer keep(ByteBuffer bytes);
}
