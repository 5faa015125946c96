package se.regstat.statistics.reaggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnsweredTargetsTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("answered");
    }

    private static AnsweredTargets.Answer answer(double weight, String... codes) {
        return new AnsweredTargets.Answer(
                List.of(codes),
                IntStream.range(0, codes.length).mapToDouble(i -> weight).toArray());
    }

    private void add(String subject, AnsweredTargets.Answer... told) {
        new AnsweredTargets(file).exchange(book -> book.add(subject, List.of(told)));
    }

    private static List<List<String>> codes(AnsweredTargets answered, String subject) {
        List<List<String>> found = new ArrayList<>();
        answered.exchange(book -> book.earlier(subject).forEach(answer -> found.add(answer.codes())));
        return found;
    }

    private void assertRefused(String... told) {
        assertThatThrownBy(() -> codes(new AnsweredTargets(file), "secret 2022"))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContainingAll(told);
    }

    @Test
    void what_is_taken_down_is_there_again_whatever_characters_it_holds() {
        List<String> odd = List.of("\t", "\n", " ", "#", "%", "+", "1:1", "a b", "åäö", "𝄞");
        new AnsweredTargets(file)
                .exchange(book -> book.add("se cret\t", List.of(answer(1.0 / 3, odd.toArray(String[]::new)))));
        new AnsweredTargets(file).exchange(book -> {
            assertThat(book.earlier("se cret\t")).hasSize(1);
            assertThat(book.earlier("se cret\t").get(0).codes()).isEqualTo(odd);
            assertThat(book.earlier("se cret\t").get(0).weights()).containsOnly(1.0 / 3);
            assertThat(book.earlier("se cret")).isEmpty();
        });
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
    }

    @Test
    void only_the_last_answers_on_a_subject_are_remembered_and_none_is_lost_to_other_subjects() {
        AnsweredTargets answered = new AnsweredTargets(file, 2, 1_000_000);
        answered.exchange(book -> book.add("secret", List.of(answer(1, "a"), answer(1, "b"))));
        answered.exchange(book -> book.add("other", List.of(answer(1, "x"), answer(1, "y"), answer(1, "z"))));
        assertThat(codes(answered, "secret")).containsExactly(List.of("a"), List.of("b"));
        assertThat(codes(answered, "other")).containsExactly(List.of("y"), List.of("z"));
        answered.exchange(book -> book.add("secret", List.of(answer(1, "a"))));
        answered.exchange(book -> book.add("secret", List.of(answer(1, "c"))));
        assertThat(codes(answered, "secret"))
                .as("asked for again, it counts as new")
                .containsExactly(List.of("a"), List.of("c"));
    }

    @Test
    void the_file_grows_no_larger_than_it_may_and_the_oldest_answers_go_first() throws Exception {
        AnsweredTargets answered = new AnsweredTargets(file, 1000, 400);
        for (int i = 0; i < 100; i++) {
            String code = "u" + i;
            answered.exchange(book -> book.add("secret", List.of(answer(1, code))));
        }
        assertThat(Files.size(file)).isBetween(300L, 420L);
        assertThat(codes(answered, "secret")).endsWith(List.of("u98"), List.of("u99"));
    }

    @Test
    void what_is_refused_meanwhile_leaves_no_trace() {
        assertThatThrownBy(() -> new AnsweredTargets(file).exchange(book -> {
                    book.add("secret", List.of(answer(1, "a")));
                    throw new ReaggregationException("refused");
                }))
                .hasMessage("refused");
        assertThat(file).doesNotExist();
    }

    @Test
    void wherever_the_file_is_cut_off_it_is_refused() throws Exception {
        add("secret 2022", answer(0.25, "a", "b"), answer(1, "c"));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length - 1; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused("line", "restore it or delete it to begin anew");
        }
        Files.write(file, whole);
        assertThat(codes(new AnsweredTargets(file), "secret 2022")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a:0.25 | a:NaN | line 1 | 'NaN'",
                "a:0.25 | a:-0.25 | line 1 | '-0.25'",
                "a:0.25 | a:0 | line 1 | '0'",
                "a:0.25 | a:Infinity | line 1 | 'Infinity'",
                "a:0.25 | a:much | line 1 | 'much'",
                "a:0.25 | a0.25 | line 1 | 'a0.25'",
                "a:0.25 | %zz:0.25 | line 1 | '%zz'",
                "a:0.25 | å:0.25 | line 1 | URL-encoded",
                "b:0.25 | a:0.25 | line 1 | comes after a",
                "c:1.0 | d:1.0 c:1.0 | line 2 | comes after d",
                "# 2 | # 3 | line 3 | there are 2",
                "# 2 answers | secret+2022%09x:1 | line 3 | a tab",
            })
    void what_was_never_written_so_is_refused(String written, String found, String line, String told) throws Exception {
        add("secret 2022", answer(0.25, "a", "b"), answer(1, "c"));
        String text = Files.readString(file);
        assertThat(text).contains(written);
        Files.writeString(file, text.replace(written, found));
        assertRefused(line, told, "restore it or delete it to begin anew");
    }

    @Test
    void lines_that_are_doubled_or_follow_the_end_are_refused() throws Exception {
        add("secret 2022", answer(1, "a"));
        String text = Files.readString(file);
        Files.writeString(file, text + text);
        assertRefused("line 3", "after the end");
        Files.writeString(file, text.lines().findFirst().orElseThrow() + "\n" + text);
        assertRefused("line 2", "there before");
    }

    @Test
    void a_file_that_cannot_be_used_is_refused() throws Exception {
        Files.createDirectory(file);
        assertRefused("make it and its folder writable");
    }

    @Test
    void a_lock_held_elsewhere_in_the_server_is_told_of() throws Exception {
        Path lock = folder.resolve("answered.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertRefused("in use", "ask again");
        }
        assertThat(codes(new AnsweredTargets(file), "secret 2022")).isEmpty();
    }
}
