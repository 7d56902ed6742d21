package fr.parvis.appointments;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The waiting line and a move over two sites take turns in the same order, so that neither is undone by a deadlock. */
@ParvisTest
class SeveralSitesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    Town town;

    @Autowired
    WaitingLine line;

    @Autowired
    AppointmentTables tables;

    @Autowired
    ExactMoves exact;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Test
    void a_move_over_two_sites_waits_for_the_line_before_it_takes_either() throws Exception {
        var sites =
                List.of(town.place(1, 1).site().id(), town.place(1, 1).site().id());
        var taken = new CountDownLatch(1);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var moved = transaction.execute(_ -> {
                line.waitForTurn();
                var moving = people.submit(() -> transaction.executeWithoutResult(_ -> {
                    exact.lock(List.of(), sites);
                    taken.countDown();
                }));
                awaitSomebodyWaiting(taken);
                sites.reversed().forEach(tables::waitForTurn);
                assertThat(taken.getCount()).isEqualTo(1);
                return moving;
            });
            moved.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(taken.getCount()).isZero();
        }
    }

    private void awaitSomebodyWaiting(CountDownLatch taken) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (taken.getCount() > 0 && !isWaited() && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(taken.getCount()).as("it took the sites before the line").isEqualTo(1);
    }

    private boolean isWaited() {
        return jdbc.sql("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
                .query(Boolean.class)
                .single();
    }
}
