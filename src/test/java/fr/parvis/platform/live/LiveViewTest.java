package fr.parvis.platform.live;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.platform.live.LiveUpdates.Message;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@DisplayName("A view and those who look at it")
class LiveViewTest {
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger drawn = new AtomicInteger();
    private volatile String hall = "0";
    private final LiveView view = new LiveView(
            "site",
            () -> {
                drawn.incrementAndGet();
                return List.of(new Message("hall", hall));
            },
            executor);

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    /** A reader whose connection takes what it is given, or nothing until it is let go. */
    private final class Reader {
        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
        private final CountDownLatch open;
        private final CountDownLatch left = new CountDownLatch(1);
        private volatile boolean broken;
        private final Subscriber subscriber;

        Reader(boolean slow) {
            open = new CountDownLatch(slow ? 1 : 0);
            subscriber = new Subscriber(exchange(), executor, left::countDown);
            view.join(subscriber);
        }

        private AsyncContext exchange() {
            var response = new MockHttpServletResponse() {
                @Override
                public ServletOutputStream getOutputStream() {
                    return new ServletOutputStream() {
                        @Override
                        public boolean isReady() {
                            return true;
                        }

                        @Override
                        public void setWriteListener(WriteListener listener) {}

                        @Override
                        public void write(int letter) {
                            throw new UnsupportedOperationException();
                        }

                        @Override
                        public void write(byte[] frame) throws IOException {
                            if (broken) {
                                throw new IOException("gone");
                            }
                            try {
                                open.await();
                            } catch (InterruptedException stopped) {
                                throw new IOException(stopped);
                            }
                            var text = new String(frame, StandardCharsets.UTF_8);
                            told.add(text.lines()
                                    .skip(1)
                                    .findFirst()
                                    .orElseThrow()
                                    .substring("data: ".length()));
                        }
                    };
                }
            };
            return new MockAsyncContext(new MockHttpServletRequest(), response);
        }

        String next() throws InterruptedException {
            var text = told.poll(5, TimeUnit.SECONDS);
            assertThat(text).as("told within 5 s").isNotNull();
            return text == null ? "" : text;
        }
    }

    private void change(String to) {
        hall = to;
        view.changed();
    }

    @Test
    void a_reader_who_takes_nothing_does_not_keep_the_others_waiting_and_gets_only_the_last_state()
            throws InterruptedException {
        var slow = new Reader(true);
        var quick = new Reader(false);
        assertThat(quick.next()).isEqualTo("0");
        for (int i = 1; i <= 4; i++) {
            change("" + i);
            assertThat(quick.next()).isEqualTo("" + i);
        }
        slow.open.countDown();
        assertThat(slow.next()).as("was on its way").isEqualTo("0");
        var then = slow.next();
        // opened a moment before the last one lay ready for it
        assertThat(then.equals("3") ? slow.next() : then).isEqualTo("4");
        assertThat(slow.told.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void many_changes_at_once_are_drawn_once_and_the_last_is_shown() throws InterruptedException {
        var reader = new Reader(false);
        assertThat(reader.next()).isEqualTo("0");
        var before = drawn.get();
        for (int i = 1; i <= 500; i++) {
            change("" + i);
        }
        var last = reader.next();
        while (!last.equals("500")) {
            last = reader.next();
        }
        assertThat(drawn.get() - before).isLessThanOrEqualTo(3);
    }

    @Test
    void what_has_not_changed_is_not_sent_again() throws InterruptedException {
        var reader = new Reader(false);
        assertThat(reader.next()).isEqualTo("0");
        view.changed();
        assertThat(reader.told.poll(Duration.ofMillis(400).toMillis(), TimeUnit.MILLISECONDS))
                .isNull();
    }

    @Test
    void a_change_that_a_newcomer_is_drawn_first_reaches_those_who_were_there() throws InterruptedException {
        var first = new Reader(false);
        assertThat(first.next()).isEqualTo("0");
        hall = "1";
        var second = new Reader(false);
        assertThat(second.next()).isEqualTo("1");
        assertThat(first.next()).isEqualTo("1");
    }

    @Test
    void a_reader_who_has_left_is_let_go_and_the_others_go_on() throws InterruptedException {
        var leaving = new Reader(false);
        var staying = new Reader(false);
        assertThat(leaving.next()).isEqualTo("0");
        assertThat(staying.next()).isEqualTo("0");
        leaving.broken = true;
        change("1");
        assertThat(staying.next()).isEqualTo("1");
        assertThat(leaving.left.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(view.leave(leaving.subscriber)).isFalse();
        assertThat(view.leave(staying.subscriber)).isTrue();
    }
}
