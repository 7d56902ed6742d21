package fr.parvis.procedures.visit;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.Task;
import fr.parvis.identity.Role;
import fr.parvis.procedures.DocumentsChecked;
import fr.parvis.procedures.NationalSheets;
import fr.parvis.procedures.checklist.Checklists;
import fr.parvis.queue.NewTicket;
import fr.parvis.queue.Outcome;
import fr.parvis.queue.Reception;
import fr.parvis.rights.Nights;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@ParvisTest
@RecordApplicationEvents
class PreparedVisitsIT {
    @Autowired
    Nights nights;

    @Autowired
    Town town;

    @Autowired
    Reception reception;

    @Autowired
    PreparedVisits visits;

    @Autowired
    MissingDocuments missing;

    @Autowired
    ApplicationEvents events;

    @Autowired
    TestClock clock;

    @Autowired
    List<Task<?>> scheduled;

    @LocalServerPort
    int port;

    Town.Place place;

    @BeforeEach
    void open() {
        place = town.place(1, 1);
        town.openDayAndNight(place);
    }

    private PreparedVisit come() {
        var sheet = NationalSheets.sheet("F1342");
        var ticket = reception.take(
                NewTicket.walkIn(place.site().id(), place.services().getFirst().id(), NewTicket.Origin.PHONE));
        visits.prepare(ticket, sheet, Checklists.of(sheet).under(Map.of()));
        return visits.of(ticket.id()).orElseThrow();
    }

    private void receive(PreparedVisit visit) {
        var counter = place.counters().getFirst().id();
        reception.open(counter, Set.of(), null);
        var called = reception.callNext(counter).orElseThrow();
        assertThat(called.id()).isEqualTo(visit.ticketId());
        reception.start(called.id());
        reception.finish(called.id(), new Outcome.Solved());
    }

    @Test
    void what_was_seen_is_counted_and_the_list_forgotten() {
        var visit = come();
        assertThat(visit.documents()).hasSizeGreaterThan(3);
        assertThat(visits.mark(visit.ticketId(), 0, PreparedVisit.State.THERE)).isTrue();
        assertThat(visits.mark(visit.ticketId(), 1, PreparedVisit.State.MISSING))
                .isTrue();
        receive(visit);
        assertThat(visits.of(visit.ticketId())).isEmpty();
        assertThat(missing.of(place.site().organisationId()))
                .filteredOn(one -> one.sheetId().equals("F1342"))
                .hasSize(2)
                .anySatisfy(one -> {
                    assertThat(one.share().n()).isPositive();
                    assertThat(one.share().value()).isPositive();
                });
        assertThat(events.stream(DocumentsChecked.class))
                .singleElement()
                .satisfies(event -> assertThat(event.documents())
                        .extracting(DocumentsChecked.Seen::missing)
                        .containsExactly(false, true));
    }

    @Test
    void a_list_that_nobody_looked_at_counts_for_nothing() {
        receive(come());
        assertThat(events.stream(DocumentsChecked.class)).isEmpty();
    }

    @Test
    void only_agents_of_the_site_may_tick() {
        var visit = come();
        var elsewhere = new Visitor(port);
        elsewhere.signIn(town.agentAt(town.place(1, 1), "Autre Lieu"), Town.PASSWORD);
        var refused = elsewhere.send("/agent", "/agent/documents/" + visit.ticketId() + "/0", "state", "missing");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(visits.of(visit.ticketId()).orElseThrow().documents())
                .allMatch(paper -> paper.state() == PreparedVisit.State.UNSEEN);
        var here = new Visitor(port);
        here.signIn(town.agentAt(place, "Même Lieu"), Town.PASSWORD);
        assertThat(here.send("/agent", "/agent/documents/" + visit.ticketId() + "/0", "state", "perhaps")
                        .statusCode())
                .isEqualTo(400);
        assertThat(here.send("/agent", "/agent/documents/" + visit.ticketId() + "/99", "state", "there")
                        .statusCode())
                .isEqualTo(404);
        assertThat(here.send("/agent", "/agent/documents/" + visit.ticketId() + "/0", "state", "missing")
                        .statusCode())
                .isEqualTo(302);
        assertThat(visits.of(visit.ticketId())
                        .orElseThrow()
                        .documents()
                        .getFirst()
                        .state())
                .isEqualTo(PreparedVisit.State.MISSING);
    }

    @Test
    void the_figures_are_for_those_who_improve() {
        var visitor = new Visitor(port);
        visitor.signIn(town.account("Qualité", Role.QUALITY), Town.PASSWORD);
        assertThat(visitor.open("/pilotage/documents").body()).contains("Documents qui manquent");
        assertThat(visitor.open("/pilotage").body()).contains("href=\"/pilotage/documents\"");
        var agent = new Visitor(port);
        agent.signIn(town.agentAt(place, "Guichet"), Town.PASSWORD);
        assertThat(agent.open("/pilotage/documents").statusCode()).isEqualTo(403);
    }

    @Test
    void a_list_is_forgotten_after_two_days_though_no_other_is_prepared() {
        try {
            var visit = come();
            clock.forward(Duration.ofHours(47));
            nights.run("prepared-visit");
            assertThat(visits.of(visit.ticketId())).isPresent();
            clock.forward(Duration.ofHours(2));
            assertThat(nights.run("prepared-visit")).isPositive();
            assertThat(visits.of(visit.ticketId())).isEmpty();
            assertThat(scheduled).extracting(Task::getName).contains("retention");
        } finally {
            clock.reset();
        }
    }
}
