package se.regstat.statistics.ancillary;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Many numbers in little room, each as it was to the last bit. Numbers that are all multiples of a half, such as the middles of cells and
 * counts of people, are kept as differences from one to the next in bytes of seven bits; others as they are; both deflated. Of a
 * grid in the order of its rows that leaves a byte or two of each number. Immutable and thread-safe.
 */
public final class PackedNumbers {

    private static final byte AS_THEY_ARE = 0;
    private static final byte HALVES = 1;

    /** Of ten groups of seven bits. */
    private static final int LONGEST = 10;

    private static final int PIECE = 1 << 16;

    /** Halves beyond this are not counted exactly by doubles. */
    private static final double MOST_HALVES = 0x1p51;

    private final int size;
    private final byte[] bytes;

    private PackedNumbers(int size, byte[] bytes) {
        this.size = size;
        this.bytes = bytes;
    }

    public static PackedNumbers of(double[] numbers) {
        Writer writer = new Writer();
        boolean halves = areHalves(numbers);
        writer.put(halves ? HALVES : AS_THEY_ARE);
        long before = 0;
        for (double number : numbers) {
            if (halves) {
                long twice = (long) (2 * number);
                writer.sevens(twice - before);
                before = twice;
            } else {
                writer.number(number);
            }
        }
        return new PackedNumbers(numbers.length, writer.finish());
    }

    /**
     * What {@link #bytes} gave, of so many numbers.
     *
     * @throws IllegalArgumentException by {@link #toArray}, if it is something else
     */
    public static PackedNumbers read(int size, byte[] bytes) {
        return new PackedNumbers(size, bytes.clone());
    }

    private static boolean areHalves(double[] numbers) {
        for (double number : numbers) {
            double twice = 2 * number;
            if (!(Math.abs(twice) < MOST_HALVES)) return false;
            if (Double.doubleToLongBits((long) twice / 2.0) != Double.doubleToLongBits(number)) return false;
        }
        return true;
    }

    public int size() {
        return size;
    }

    /** For a store. A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Unpacked, anew at each call. */
    public double[] toArray() {
        double[] numbers = new double[size];
        Reader reader = new Reader(bytes);
        try {
            boolean halves = reader.next() == HALVES;
            long before = 0;
            for (int i = 0; i < size; i++) {
                if (halves) {
                    before += reader.sevens();
                    numbers[i] = before / 2.0;
                } else {
                    numbers[i] = reader.number();
                }
            }
            reader.end();
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("packed numbers that are damaged: " + e.getMessage(), e);
        } finally {
            reader.inflater.end();
        }
        return numbers;
    }

    private static final class Writer {
        private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteBuffer piece = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
        private final byte[] packed = new byte[PIECE];

        void put(byte value) {
            piece.put(value);
        }

        void number(double value) {
            room();
            piece.putDouble(value);
        }

        /** The sign last, as in zigzag coding, then seven bits at a time from the low ones on. */
        void sevens(long value) {
            room();
            long rest = (value << 1) ^ (value >> 63);
            while ((rest & ~0x7FL) != 0) {
                piece.put((byte) ((rest & 0x7F) | 0x80));
                rest >>>= 7;
            }
            piece.put((byte) rest);
        }

        private void room() {
            if (piece.remaining() < LONGEST) drain();
        }

        private void drain() {
            deflater.setInput(piece.array(), 0, piece.position());
            while (!deflater.needsInput()) out.write(packed, 0, deflater.deflate(packed));
            piece.clear();
        }

        byte[] finish() {
            drain();
            deflater.finish();
            while (!deflater.finished()) out.write(packed, 0, deflater.deflate(packed));
            deflater.end();
            return out.toByteArray();
        }
    }

    private static final class Reader {
        private final Inflater inflater = new Inflater();
        private final byte[] piece = new byte[PIECE];
        private int at;
        private int end;

        Reader(byte[] bytes) {
            inflater.setInput(bytes);
        }

        int next() throws DataFormatException {
            if (at == end) {
                at = 0;
                end = inflater.inflate(piece);
                if (end == 0) throw new DataFormatException("they end too early");
            }
            return piece[at++] & 0xFF;
        }

        /** What was packed has a sum of its own at the end, which tells whether it is still that. */
        void end() throws DataFormatException {
            if (at < end || inflater.inflate(piece) > 0 || !inflater.finished()) {
                throw new DataFormatException("they are others than were packed");
            }
        }

        long sevens() throws DataFormatException {
            long value = 0;
            for (int shift = 0; shift < 7 * LONGEST; shift += 7) {
                int next = next();
                value |= (next & 0x7FL) << shift;
                if (next < 0x80) return (value >>> 1) ^ -(value & 1);
            }
            throw new DataFormatException("a number does not end");
        }

        double number() throws DataFormatException {
            long bits = 0;
            for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) bits |= (long) next() << shift;
            return Double.longBitsToDouble(bits);
        }
    }
}
