package se.regstat.statistics.reaggregation;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The targets that restricted indicators were last answered for, in a file of text: a line each, oldest first, with a subject, a
 * tab, then {@code code:weight} pairs, subject and codes URL-encoded; at the end {@code # 123 answers}. Shared by threads and processes, one
 * request at a time, by a lock on {@code FILE.lock}; written as {@code FILE.new} first, so that it is never seen half written.
 * What is pushed out by newer answers is forgotten.
 */
public final class AnsweredTargets {

    /** How many answers are remembered on each subject. */
    private static final int ANSWERS = 10_000;

    /** How large the file may become, in bytes. */
    private static final long BYTES = 64_000_000;

    private static final Map<Path, Object> TURNS = new ConcurrentHashMap<>();

    private final Path file;
    private final int answers;
    private final long bytes;

    /**
     * Where the answers from a store are kept: not inside it, since it may be read-only.
     *
     * @param store its file
     */
    public static Path beside(Path store) {
        return store.resolveSibling(store.getFileName() + ".answered");
    }

    /** @param file made when first needed; must be writable, and so must its folder */
    public AnsweredTargets(Path file) {
        this(file, ANSWERS, BYTES);
    }

    /**
     * @param answers how many are remembered on each subject
     * @param bytes how large the file may become; the oldest answers go first
     */
    AnsweredTargets(Path file, int answers, long bytes) {
        this.file = file.toAbsolutePath();
        this.answers = answers;
        this.bytes = bytes;
    }

    /**
     * A target that was told of.
     *
     * @param codes of its sources, ascending
     * @param weights of the sources, more than 0
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(List<String> codes, double[] weights) {

        Answer {
            codes = List.copyOf(codes);
        }
    }

    /**
     * Opens the book of answers, with nobody else in between, and keeps what was added. If {@code decide} throws, nothing is kept.
     *
     * @throws ReaggregationException if the file cannot be read or written, or something is wrong with what it says
     */
    void exchange(Consumer<Book> decide) {
        synchronized (TURNS.computeIfAbsent(file, path -> new Object())) {
            try {
                if (!Files.isDirectory(file.getParent())) Files.createDirectories(file.getParent());
                try (FileChannel channel =
                                FileChannel.open(beside(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    if (!lock.isValid()) throw new IOException("it is locked by others");
                    Book book = new Book(read());
                    decide.accept(book);
                    if (book.added) write(kept(book.lines));
                }
            } catch (IOException e) {
                throw new ReaggregationException(
                        "restricted indicators cannot be answered now: " + file
                                + ", where answers are taken down so that no two of them give persons away, cannot be used ("
                                + e.getClass().getSimpleName() + ": " + e.getMessage()
                                + "); make it and its folder writable",
                        e);
            } catch (OverlappingFileLockException e) {
                throw new ReaggregationException(
                        "restricted indicators cannot be answered now: " + file
                                + " is in use by another application of this server; ask again, and let only one of them answer",
                        e);
            }
        }
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private Set<String> read() throws IOException {
        Set<String> lines = new LinkedHashSet<>();
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) return lines;
        boolean ended = false;
        int number = 0;
        // Written as ASCII; so read, no byte is malformed, but what it stands for is.
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (ended) throw odd(number, "it comes after the end");
                if (line.equals(end(lines.size()))) {
                    ended = true;
                } else if (line.startsWith("#")) {
                    throw odd(number, "it says '" + line + "', but there are " + lines.size());
                } else {
                    answer(line, number);
                    if (!lines.add(line)) throw odd(number, "it was there before");
                }
            }
        }
        if (!ended) throw odd(number + 1, "the end is missing, '" + end(lines.size()) + "' or more");
        return lines;
    }

    private static String end(int count) {
        return "# " + count + " answers";
    }

    /** The newest answers, within the limits. */
    private Collection<String> kept(Collection<String> lines) {
        List<String> oldestFirst = List.copyOf(lines);
        Deque<String> kept = new ArrayDeque<>();
        Map<String, Integer> counts = new HashMap<>();
        long size = 0;
        for (int i = oldestFirst.size() - 1; i >= 0; i--) {
            String line = oldestFirst.get(i);
            if (counts.merge(line.substring(0, line.indexOf('\t')), 1, Integer::sum) > answers) continue;
            size += line.length() + 1;
            if (size > bytes) break;
            kept.addFirst(line);
        }
        return kept;
    }

    private void write(Collection<String> lines) throws IOException {
        Path unfinished = beside(".new");
        try (FileChannel channel = FileChannel.open(
                        unfinished,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                BufferedWriter writer = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.ISO_8859_1))) {
            for (String line : lines) writer.append(line).append('\n');
            writer.append(end(lines.size())).append('\n');
            writer.flush();
            channel.force(true);
        }
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Answer answer(String line, int number) {
        int tab = line.indexOf('\t');
        if (tab < 1) throw odd(number, "it should have a subject, a tab, then pairs of code:weight");
        decoded(line.substring(0, tab), number);
        String[] pairs = line.substring(tab + 1).split(" ", -1);
        List<String> codes = new ArrayList<>(pairs.length);
        double[] weights = new double[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            int colon = pairs[i].indexOf(':');
            if (colon < 0) throw odd(number, "'" + pairs[i] + "' is no pair of code:weight");
            codes.add(decoded(pairs[i].substring(0, colon), number));
            weights[i] = weight(pairs[i].substring(colon + 1), number);
            if (i > 0 && codes.get(i - 1).compareTo(codes.get(i)) >= 0) {
                throw odd(number, "the code " + codes.get(i) + " comes after " + codes.get(i - 1));
            }
        }
        return new Answer(codes, weights);
    }

    private double weight(String text, int number) {
        try {
            double weight = Double.parseDouble(text);
            if (weight > 0 && Double.isFinite(weight)) return weight;
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw odd(number, "a weight should be a number above 0, not '" + text + "'");
    }

    private String decoded(String text, int number) {
        try {
            String plain = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (encoded(plain).equals(text)) return plain;
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw odd(number, "'" + text + "' is not URL-encoded");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private ReaggregationException odd(int line, String what) {
        return new ReaggregationException(
                "restricted indicators cannot be answered: in " + file + ", where answers are taken down, line " + line
                        + " is not as it was written: " + what + "; restore it or delete it to begin anew");
    }

    /** What was told, during one exchange. */
    final class Book {
        private final Set<String> lines;
        private boolean added;

        private Book(Set<String> lines) {
            this.lines = lines;
        }

        /** What was told on a subject, the oldest first. */
        List<Answer> earlier(String subject) {
            String start = encoded(subject) + "\t";
            List<Answer> found = new ArrayList<>();
            int number = 0;
            for (String line : lines) {
                number++;
                if (line.startsWith(start)) found.add(answer(line, number));
            }
            return found;
        }

        /** Takes down what is told. What was told before counts as new. */
        void add(String subject, List<Answer> told) {
            for (Answer answer : told) {
                String line = encoded(subject) + "\t"
                        + IntStream.range(0, answer.codes().size())
                                .mapToObj(i -> encoded(answer.codes().get(i)) + ":" + answer.weights()[i])
                                .collect(Collectors.joining(" "));
                lines.remove(line);
                lines.add(line);
                added = true;
            }
        }
    }
}
