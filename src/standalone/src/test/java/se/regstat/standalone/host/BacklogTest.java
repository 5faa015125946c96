package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final int PIECE = 100_000;

    private static void fill(Backlog backlog, int pieces) throws IOException {
        for (int i = 0; i < pieces; i++) backlog.add(ByteBuffer.allocate(PIECE));
    }

    @Test
    void all_share_one_room_and_give_it_back_when_closed() throws IOException {
        Room room = new Room(PIECE, 7 * PIECE);
        Backlog one = new Backlog(room);
        Backlog other = new Backlog(room);
        // The first three are kept in memory.
        fill(one, 3);
        assertThat(room.taken()).isZero();
        fill(one, 4);
        fill(other, 3 + 3);
        assertThat(room.taken()).isEqualTo(7 * PIECE);
        assertThatThrownBy(() -> fill(other, 1)).isInstanceOf(Room.Full.class);
        one.close();
        fill(other, 4);
        other.close();
        assertThat(room.taken()).isZero();
    }

    @Test
    void takes_no_more_room_for_what_is_fetched_betweentimes() throws IOException {
        Room room = new Room(PIECE, 2 * PIECE);
        try (Backlog backlog = new Backlog(room)) {
            for (int i = 0; i < 20; i++) {
                fill(backlog, 4);
                while (!backlog.isEmpty()) backlog.poll();
            }
            assertThat(room.taken()).isEqualTo(PIECE);
        }
    }

    @Test
    void takes_nothing_once_it_is_closed() throws IOException {
        Backlog backlog = new Backlog(new Room(PIECE, PIECE));
        backlog.close();
        assertThatThrownBy(() -> fill(backlog, 1)).isInstanceOf(IOException.class);
        assertThat(backlog.isEmpty()).isTrue();
    }

    /** A large answer needs a few pieces, and not as many as it has bytes for. */
    @Test
    void what_was_sent_or_went_to_the_file_is_taken_again() throws IOException {
        Set<ByteBuffer> made = Collections.newSetFromMap(new IdentityHashMap<>());
        try (Backlog backlog = new Backlog(new Room(PIECE, 100 * PIECE))) {
            for (int i = 0; i < 50; i++) {
                ByteBuffer piece = backlog.piece();
                made.add(piece);
                backlog.add(piece.put(new byte[piece.remaining()]).flip());
            }
            for (ByteBuffer piece = backlog.poll(); piece != null; piece = backlog.poll()) {
                made.add(piece);
                backlog.done(piece);
            }
        }
        assertThat(made).hasSizeLessThan(10);
    }
}
