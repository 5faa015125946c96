package se.regstat.statistics.reaggregation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The targets that restricted indicators were last answered for, in a file of text: a line each, with a subject, then
 * {@code source:weight} pairs. Shared by threads and processes, one at a time. What is pushed out by newer answers is forgotten.
 */
public final class AnsweredTargets {

    private static final Object TURN = new Object();

    private final Path file;
    private final int limit;

    /**
     * @param file made when first needed; must be writable
     * @param limit how many answers are remembered
     */
    public AnsweredTargets(Path file, int limit) {
        this.file = file;
        this.limit = limit;
    }

    /**
     * Gives the earlier answers on a subject and takes down the new ones, with nobody in between.
     *
     * @throws ReaggregationException if the file cannot be read or written
     */
    void exchange(String subject, UnaryOperator<List<SparseRow>> earlierToNew) {
        synchronized (TURN) {
            try {
                if (file.toAbsolutePath().getParent() != null) {
                    Files.createDirectories(file.toAbsolutePath().getParent());
                }
                try (FileChannel channel = FileChannel.open(
                                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    if (!lock.isValid()) throw new IOException("it is locked by others");
                    exchange(channel, subject, earlierToNew);
                }
            } catch (IOException | NumberFormatException e) {
                throw new ReaggregationException(
                        "restricted indicators cannot be answered now: " + file
                                + ", where answers are taken down so that no two of them give persons away, cannot be used ("
                                + e.getMessage() + "); make it writable",
                        e);
            }
        }
    }

    private void exchange(FileChannel channel, String subject, UnaryOperator<List<SparseRow>> earlierToNew)
            throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) read = channel.read(bytes);
        List<String> lines =
                new String(bytes.array(), StandardCharsets.UTF_8).lines().toList();
        List<SparseRow> earlier = lines.stream()
                .filter(line -> line.startsWith(subject + "\t"))
                .map(line -> parse(line.substring(subject.length() + 1)))
                .toList();
        List<SparseRow> told = earlierToNew.apply(earlier);
        if (told.isEmpty()) return;
        Set<String> answers = new LinkedHashSet<>(lines);
        for (SparseRow row : told) {
            String line = subject + "\t" + format(row);
            answers.remove(line); // asked for again, it counts as new
            answers.add(line);
        }
        String text = answers.stream()
                .skip(Math.max(0, answers.size() - limit))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        ByteBuffer written = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        channel.position(0);
        while (written.hasRemaining()) channel.write(written);
        channel.truncate(channel.position());
        channel.force(false);
    }

    private static String format(SparseRow row) {
        return IntStream.range(0, row.sources().length)
                .mapToObj(i -> row.sources()[i] + ":" + row.weights()[i])
                .collect(Collectors.joining(" "));
    }

    private static SparseRow parse(String text) {
        String[] pairs = text.split(" ", -1);
        int[] sources = new int[pairs.length];
        double[] weights = new double[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            int colon = pairs[i].indexOf(':');
            if (colon < 0) throw new NumberFormatException("not a source and its weight: " + pairs[i]);
            sources[i] = Integer.parseInt(pairs[i].substring(0, colon));
            weights[i] = Double.parseDouble(pairs[i].substring(colon + 1));
        }
        return new SparseRow(sources, weights);
    }
}
