package fr.parvis.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import fr.parvis.platform.live.TopicChanged;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HallsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final BoardMaker maker = mock(BoardMaker.class);
    private final Halls halls = new Halls(
            maker, mock(Tickets.class), mock(HallEvents.class), mock(Counters.class), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void a_picture_begun_before_a_change_is_not_shown_after_it() throws Exception {
        var site = UUID.randomUUID();
        var before = board();
        var after = board();
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        when(maker.draw(eq(site), any()))
                .thenAnswer(_ -> {
                    begun.countDown();
                    assertThat(mayEnd.await(10, TimeUnit.SECONDS)).isTrue();
                    return before;
                })
                .thenReturn(after);
        var first = CompletableFuture.supplyAsync(() -> halls.board(site));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        var told = CompletableFuture.runAsync(() -> halls.on(new TopicChanged(Topics.site(site))));
        told.copy().completeOnTimeout(null, 200, TimeUnit.MILLISECONDS).join();
        mayEnd.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS)).isSameAs(before);
        told.get(10, TimeUnit.SECONDS);
        assertThat(halls.board(site)).isSameAs(after);
    }

    private static HallBoard board() {
        var board = mock(HallBoard.class);
        when(board.at()).thenReturn(NOW);
        return board;
    }
}
