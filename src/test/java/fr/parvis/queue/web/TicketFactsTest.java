package fr.parvis.queue.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.directory.Opening;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.queue.HallBoard;
import fr.parvis.queue.Outcome;
import fr.parvis.queue.Ticket;
import fr.parvis.queue.WaitInterval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketFactsTest {
    /** 10:00 in Paris. */
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private static final Site SITE = new Site(
            UUID.randomUUID(), UUID.randomUUID(), "essai", "Essai", "", ZoneId.of("Europe/Paris"), "FR", "", true);
    private static final ServiceOffer SERVICE = new ServiceOffer(
            UUID.randomUUID(), SITE.organisationId(), "essai", "Essai", "A", Duration.ofMinutes(5), true);

    private static Ticket ticket(Ticket.State state, @Nullable Instant ended, @Nullable Outcome outcome) {
        return new Ticket(
                UUID.randomUUID(),
                SITE.organisationId(),
                SITE.id(),
                SERVICE.id(),
                LocalDate.of(2026, 3, 2),
                "A001",
                "jeton",
                state,
                Ticket.Kind.WALKIN,
                false,
                null,
                Set.of(),
                NOW,
                null,
                NOW,
                null,
                null,
                null,
                null,
                ended,
                0,
                outcome,
                null,
                null);
    }

    private static HallBoard board(List<HallBoard.Place> waiting) {
        return new HallBoard(SITE, new Opening.Open(null), NOW, waiting, List.of(), List.of(), List.of(), List.of());
    }

    @ParameterizedTest(name = "called in {0} min at the earliest: {2}")
    @CsvSource({"0, false,", "14, false,", "15, false, 10:10", "47, false, 10:42", "47, true,"})
    void going_out_is_offered_when_ten_minutes_are_left_after_the_walk_back(
            int earliest, boolean nobodyServes, @Nullable String until) {
        var ticket = ticket(Ticket.State.WAITING, null, null);
        var interval =
                new WaitInterval(Duration.ofMinutes(earliest), Duration.ofHours(1), Duration.ofHours(2), nobodyServes);
        var place = new HallBoard.Place(ticket, SERVICE, 1, 0, interval);
        assertThat(TicketFacts.of(ticket, board(List.of(place)), Locale.FRENCH).outUntil())
                .isEqualTo(until);
    }

    @Test
    void a_ticket_closed_after_its_day_was_left_by_nobody() {
        var evening = ticket(Ticket.State.ABANDONED, Instant.parse("2026-03-02T22:59:00Z"), null);
        assertThat(TicketFacts.of(evening, board(List.of()), Locale.FRENCH).overnight())
                .isFalse();
        var night = ticket(Ticket.State.ABANDONED, Instant.parse("2026-03-02T23:01:00Z"), null);
        assertThat(TicketFacts.of(night, board(List.of()), Locale.FRENCH).overnight())
                .isTrue();
    }

    @Test
    void a_next_step_is_told_as_long_as_its_words_are_kept() {
        var due = LocalDate.of(2026, 3, 13);
        var told = ticket(Ticket.State.FINISHED, NOW, new Outcome.NextStep("Apporter l’acte", "État civil", due));
        assertThat(TicketFacts.of(told, board(List.of()), Locale.FRENCH).next())
                .isEqualTo(new TicketFacts.Next("Apporter l’acte", "État civil", "vendredi 13 mars 2026"));
        var erased = ticket(Ticket.State.FINISHED, NOW, new Outcome.NextStep("-", "-", due));
        assertThat(TicketFacts.of(erased, board(List.of()), Locale.FRENCH).next())
                .isNull();
        assertThat(TicketFacts.of(
                                ticket(Ticket.State.FINISHED, NOW, new Outcome.Solved()),
                                board(List.of()),
                                Locale.FRENCH)
                        .next())
                .isNull();
    }
}
