package fr.parvis.relations;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.directory.Directory;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.messaging.Message;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.inbox.Drafts;
import fr.parvis.relations.law.LegalRule;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

@ParvisTest
class HandlingIT {
    /** A Wednesday; the Monday after is Whit Monday. */
    private static final Instant WEDNESDAY = Instant.parse("2026-05-20T08:00:00Z");

    private static final LocalDate TODAY = LocalDate.of(2026, 5, 20);

    @Autowired
    Town town;

    @Autowired
    Directory directory;

    @Autowired
    Requests requests;

    @Autowired
    Handling handling;

    @Autowired
    CallActs calls;

    @Autowired
    Endings endings;

    @Autowired
    RequestHistory history;

    @Autowired
    DirectoryEditor editor;

    @Autowired
    Drafts drafts;

    @Autowired
    Remedies remedies;

    @Autowired
    Outbox outbox;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    private final Caller agent = agent(Set.of());

    private static Caller agent(Set<UUID> sites) {
        return new Caller(Ids.next(), "Nadia Essai", null, Set.of(Role.AGENT), sites, false);
    }

    @BeforeEach
    void open() {
        town.place(1, 1);
        clock.setTo(WEDNESDAY);
        act(agent);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
        SecurityContextHolder.clearContext();
    }

    private static void act(Caller caller) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of()));
        SecurityContextHolder.setContext(context);
    }

    private Request asked(Request.Kind kind, String email) {
        var said = new Request.Said("Place de crèche", "Puis-je avoir une place ?", "Zoé", "Essai", email, "", null);
        return requests.receive(NewRequest.web(kind, "fr", null, said, Ids.token()));
    }

    private Request now(Request request) {
        return requests.find(request.id()).orElseThrow();
    }

    private List<Message> mails(String to) {
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(mail -> to.equals(mail.to()))
                .toList();
    }

    private List<String> happened(Request request) {
        return jdbc.sql("select what from relations.request_event where request_id = ? order by id")
                .param(request.id())
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    void receipt_is_acknowledged_with_what_the_law_wants_and_none_of_the_words() {
        var to = Ids.token() + "@essai.example";
        var asked = asked(Request.Kind.COMPLAINT, to);
        assertThat(asked.legal().acknowledgedAt()).isEqualTo(asked.receivedAt());
        assertThat(asked.legal().silenceOn()).isEqualTo(LocalDate.of(2026, 7, 20));
        assertThat(mails(to)).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).contains(asked.reference().code());
            assertThat(mail.text())
                    .contains("mercredi 20 mai 2026", "lundi 20 juillet 2026", "CRPA L231-4, 2°", "deux mois")
                    .contains(
                            asked.reference().code(),
                            "/suivi/" + asked.reference().code() + "/"
                                    + asked.key().code())
                    .contains(whereItIsOfNoPlace())
                    .doesNotContain("crèche", "place ?");
        });
    }

    private String whereItIsOfNoPlace() {
        return directory.sites().size() == 1
                ? directory.sites().getFirst().name()
                : directory.organisation().name();
    }

    @Test
    void an_address_that_strangers_type_again_and_again_is_not_written_to_each_time() {
        var to = Ids.token() + "@essai.example";
        SecurityContextHolder.clearContext();
        var last = IntStream.range(0, 6)
                .mapToObj(_ -> asked(Request.Kind.QUESTION, to))
                .toList()
                .getLast();
        assertThat(mails(to)).hasSize(3);
        assertThat(now(last).isOpen()).as("received all the same").isTrue();
        clock.forward(Duration.ofHours(2));
        asked(Request.Kind.QUESTION, to);
        assertThat(mails(to)).hasSize(4);
    }

    @Test
    void what_agents_write_down_is_acknowledged_each_time() {
        var to = Ids.token() + "@essai.example";
        for (int i = 0; i < 5; i++) {
            asked(Request.Kind.APPLICATION, to);
        }
        assertThat(mails(to)).hasSize(5);
    }

    @Test
    void an_open_request_always_has_a_next_step_with_an_owner_and_a_day() {
        var asked = asked(Request.Kind.QUESTION, "");
        assertThat(asked.next()).isEqualTo(new NextStep(NextStep.Usual.ANSWER, "", "", asked.dueOn()));
        for (var column : List.of("next_what", "next_owner", "next_due")) {
            assertThatThrownBy(() -> jdbc.sql("update relations.request set %s = null where id = ?".formatted(column))
                            .param(asked.id())
                            .update())
                    .as("even a bug in Java does not make a dead end: %s", column)
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
        assertThat(handling.take(asked.id()).next())
                .satisfies(
                        next -> assertThat(Objects.requireNonNull(next).owner()).isEqualTo("Nadia Essai"));
        var step = TypedStep.of("Voir la directrice de la crèche", "Nadia Essai", TODAY.plusDays(2), TODAY);
        assertThat(handling.next(asked.id(), step).next()).isEqualTo(step);
        assertThat(now(asked).state()).isEqualTo(Request.State.IN_PROGRESS);
        endings.close(asked.id(), new Closing.Solved("Oui, dès septembre."));
        assertThat(now(asked).next()).isNull();
        assertThat(now(asked).outcome()).isEqualTo("Oui, dès septembre.");
        assertThatThrownBy(() -> handling.next(asked.id(), step)).isInstanceOf(ProblemException.class);
        assertThat(happened(asked)).containsExactly("received", "taken", "next-step", "closed");
    }

    @Test
    void a_no_needs_its_reason_and_another_way() {
        var asked = asked(Request.Kind.QUESTION, "");
        assertThatThrownBy(() -> endings.close(asked.id(), new Closing.Refused(" ", "Demandez au CCAS.")))
                .isInstanceOfSatisfying(
                        ProblemException.class, no -> assertThat(no.field()).isEqualTo("reason"));
        assertThatThrownBy(() -> endings.close(asked.id(), new Closing.Refused("Tout est pris.", "")))
                .isInstanceOfSatisfying(
                        ProblemException.class, no -> assertThat(no.field()).isEqualTo("alternative"));
        assertThat(now(asked).isOpen()).isTrue();
        endings.close(asked.id(), new Closing.Refused("Tout est pris.", "Demandez au CCAS."));
        assertThat(now(asked).state()).isEqualTo(Request.State.REFUSED);
        assertThat(now(asked).outcome()).contains("Tout est pris.", "Demandez au CCAS.");
    }

    @Test
    void words_go_to_the_address_and_stay_in_order() {
        var to = Ids.token() + "@essai.example";
        var asked = asked(Request.Kind.QUESTION, to);
        clock.forward(Duration.ofMinutes(5));
        handling.note(asked.id(), "Je demande à la directrice.");
        clock.forward(Duration.ofMinutes(5));
        handling.say(asked.id(), Channel.EMAIL, "Quel âge a votre enfant ?");
        clock.forward(Duration.ofMinutes(5));
        handling.hear(asked.id(), Channel.EMAIL, "Deux ans.");
        assertThat(requests.interactions(asked))
                .extracting(Interaction::direction)
                .containsExactly(
                        Interaction.Direction.IN,
                        Interaction.Direction.NOTE,
                        Interaction.Direction.OUT,
                        Interaction.Direction.IN);
        assertThat(mails(to))
                .hasSize(2)
                .anySatisfy(mail -> assertThat(mail.text()).contains("Bonjour Zoé Essai", "Quel âge a votre enfant ?"))
                .noneSatisfy(mail -> assertThat(mail.text()).contains("directrice"));
        assertThat(now(asked).assignee()).as("whoever answers has it").isEqualTo(agent.id());
    }

    @Test
    void whoever_writes_again_opens_the_request_again() {
        var asked = asked(Request.Kind.QUESTION, "");
        endings.close(asked.id(), new Closing.Solved("Oui."));
        clock.forward(Duration.ofDays(9));
        handling.hear(asked.id(), Channel.WEB, "Et pour son frère ?");
        assertThat(now(asked).state()).isEqualTo(Request.State.RECEIVED);
        assertThat(now(asked).dueOn()).isEqualTo(LocalDate.of(2026, 6, 5));
        assertThat(now(asked).outcome()).isNull();
        requests.withdraw(asked.key());
        assertThatThrownBy(() -> handling.hear(asked.id(), Channel.WEB, "Encore ?"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        gone -> assertThat(gone.getStatusCode().value()).isEqualTo(410));
    }

    @Test
    void the_clock_of_acceptance_starts_again_when_what_was_missing_has_come_and_ours_stands_still() {
        var asked = asked(Request.Kind.APPLICATION, "");
        assertThat(asked.legal().rule()).isEqualTo(LegalRule.ACCEPTED_AFTER_TWO_MONTHS);
        assertThat(asked.legal().silenceOn()).isEqualTo(LocalDate.of(2026, 7, 20));
        assertThat(asked.dueOn()).isEqualTo(LocalDate.of(2026, 5, 28));
        assertThatThrownBy(() -> handling.askMissing(asked.id(), "Le livret de famille.", TODAY))
                .isInstanceOf(ProblemException.class);
        var incomplete = handling.askMissing(asked.id(), "Le livret de famille.", TODAY.plusDays(20));
        assertThat(incomplete.state()).isEqualTo(Request.State.INCOMPLETE);
        assertThat(incomplete.legal().silenceOn()).isNull();
        assertThat(incomplete.isLate(TODAY.plusDays(60)))
                .as("we wait for the person")
                .isFalse();
        clock.setTo(Instant.parse("2026-06-03T08:00:00Z"));
        handling.hear(asked.id(), Channel.WEB, "Le voici.", LocalDate.of(2026, 6, 3), true);
        assertThat(now(asked).state()).isEqualTo(Request.State.IN_PROGRESS);
        assertThat(now(asked).legal().silenceOn()).isEqualTo(LocalDate.of(2026, 8, 3));
        assertThat(now(asked).dueOn()).as("nine working days were the person's").isEqualTo(LocalDate.of(2026, 6, 10));
        assertThat(happened(asked)).containsExactly("received", "missing-asked", "completed", "heard");
    }

    @Test
    void words_without_a_document_do_not_end_the_wait_until_somebody_says_that_all_is_there() {
        var asked = asked(Request.Kind.APPLICATION, "");
        handling.askMissing(asked.id(), "Le livret de famille.", TODAY.plusDays(20));
        clock.setTo(Instant.parse("2026-05-22T08:00:00Z"));
        handling.hear(asked.id(), Channel.WEB, "Je ne comprends pas, quel document ?");
        assertThat(now(asked).state()).isEqualTo(Request.State.INCOMPLETE);
        assertThat(now(asked).legal().silenceOn()).isNull();
        assertThat(happened(asked)).endsWith("missing-asked", "heard");
        handling.say(asked.id(), Channel.WEB, "Celui de la mairie de naissance.");
        clock.setTo(Instant.parse("2026-05-28T08:00:00Z"));
        handling.hear(asked.id(), Channel.SMS, "Je l’ai déposé à l’accueil.");
        clock.setTo(Instant.parse("2026-06-03T08:00:00Z"));
        for (var day : List.of(TODAY.minusDays(1), LocalDate.of(2026, 6, 4))) {
            assertThatThrownBy(() -> handling.completed(asked.id(), day))
                    .isInstanceOfSatisfying(
                            ProblemException.class, no -> assertThat(no.field()).isEqualTo("came"));
        }
        assertThat(requests.lastWord(now(asked))).isEqualTo(LocalDate.of(2026, 5, 28));
        var complete = handling.completed(asked.id(), null);
        assertThat(complete.state()).isEqualTo(Request.State.IN_PROGRESS);
        assertThat(complete.legal().course().missing().getLast().completed()).isEqualTo(LocalDate.of(2026, 5, 28));
        assertThat(complete.legal().silenceOn()).isEqualTo(LocalDate.of(2026, 7, 28));
    }

    @Test
    void what_is_asked_for_again_stops_the_clock_once() {
        var complaint = asked(Request.Kind.COMPLAINT, "");
        handling.askMissing(complaint.id(), "Une photo.", TODAY.plusDays(10));
        clock.setTo(Instant.parse("2026-05-25T08:00:00Z"));
        handling.hear(complaint.id(), Channel.WEB, "Une photo de quoi ?");
        handling.askMissing(complaint.id(), "Une photo du trou.", TODAY.plusDays(20));
        clock.setTo(Instant.parse("2026-06-01T08:00:00Z"));
        handling.hear(complaint.id(), Channel.WEB, "La voici.", LocalDate.of(2026, 6, 1), true);
        assertThat(now(complaint).legal().course().missing()).hasSize(1);
        assertThat(now(complaint).legal().silenceOn()).as("twelve days").isEqualTo(LocalDate.of(2026, 8, 1));
    }

    @Test
    void of_two_who_close_at_once_one_does() throws Exception {
        var asked = asked(Request.Kind.QUESTION, "");
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = people.invokeAll(IntStream.range(0, 12)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        act(agent(Set.of()));
                        return endings.close(asked.id(), new Closing.Solved("Réponse " + i));
                    })
                    .toList());
            var done = 0;
            for (var one : tries) {
                done += one.get() ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
        }
        assertThat(requests.interactions(asked).stream().filter(Interaction::closes))
                .hasSize(1);
    }

    @Test
    void what_belongs_to_a_site_is_for_those_who_work_there() {
        var here = directory.sites().getFirst().id();
        var said = new Request.Said("", "Bonjour", "", "", "", "", null);
        var asked = requests.receive(
                new NewRequest(Request.Kind.QUESTION, null, Channel.POST, "fr", null, here, said, Ids.token()));
        act(agent(Set.of(here)));
        assertThat(requests.find(asked.id())).isPresent();
        act(agent(Set.of(Ids.next())));
        assertThat(requests.find(asked.id())).isEmpty();
        assertThat(requests.find(asked.reference())).isEmpty();
        assertThatThrownBy(() -> endings.close(asked.id(), new Closing.Solved("Oui.")))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void the_record_is_neither_changed_nor_emptied_and_holds_no_words() {
        var asked = asked(Request.Kind.QUESTION, "");
        for (var change : List.of(
                "update relations.request_event set what = 'closed'",
                "delete from relations.request_event",
                "truncate relations.request_event")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).as(change).isInstanceOf(DataAccessException.class);
        }
        assertThat(jdbc.sql("select to_jsonb(e)::text from relations.request_event e where request_id = ?")
                        .param(asked.id())
                        .query((row, _) -> row.getString(1))
                        .list())
                .isNotEmpty()
                .noneMatch(row -> row.contains("crèche") || row.contains("Zoé"));
    }

    private Request refused(String to) {
        var asked = asked(Request.Kind.APPLICATION, to);
        endings.close(asked.id(), new Closing.Refused("Les places manquent.", "Voyez la halte-garderie."));
        return now(asked);
    }

    @Test
    void whoever_contests_a_refusal_has_a_time_of_the_law_again() {
        var to = Ids.token() + "@essai.example";
        var asked = refused(to);
        clock.setTo(Instant.parse("2026-06-10T08:00:00Z"));
        handling.hear(asked.id(), Channel.EMAIL, "Ma situation a changé\u00a0: je travaille de nuit.");
        var appeal = now(asked);
        assertThat(appeal.isOpen()).isTrue();
        assertThat(appeal.legal().appeal()).isEqualTo(new Request.Appeal(TODAY, true));
        assertThat(appeal.legal().rule()).isEqualTo(LegalRule.APPEAL);
        assertThat(appeal.legal().silenceOn()).isEqualTo(LocalDate.of(2026, 8, 10));
        assertThat(appeal.legal().acknowledgedAt()).isAfter(asked.legal().acknowledgedAt());
        assertThat(requireNonNull(appeal.next()).usual()).isEqualTo(NextStep.Usual.DECIDE);
        assertThat(happened(asked)).endsWith("closed", "reopened", "contested", "acknowledged", "heard");
        assertThat(mails(to))
                .filteredOn(mail -> mail.about().equals("appeal-received"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text())
                        .contains("votre recours le mercredi 10 juin 2026", "lundi 10 août 2026", "CRPA L411-7")
                        .contains("pendant deux mois")
                        .doesNotContain("travaille de nuit"));
        assertThat(jdbc.sql(
                                "select rule_silence || ' ' || received_on || ' ' || refused_on from relations.appeal where request_id = ?")
                        .param(asked.id())
                        .query(String.class)
                        .single())
                .as("the rule of what was refused stays")
                .isEqualTo("ACCEPTANCE 2026-05-20 2026-05-20");

        endings.close(asked.id(), new Closing.Refused("Les places manquent encore.", "La liste d’attente."));
        assertThat(last(to))
                .contains(
                        "La liste d’attente.", "Saisissez le tribunal administratif au plus tard le mardi 11 août 2026")
                .doesNotContain("Demandez-nous par écrit");

        clock.setTo(Instant.parse("2026-07-01T08:00:00Z"));
        handling.hear(asked.id(), Channel.WEB, "Je ne suis toujours pas d’accord.");
        assertThat(requireNonNull(now(asked).legal().appeal()).inTime())
                .as("a second appeal gives no more time")
                .isFalse();
        assertThat(mails(to))
                .anySatisfy(mail -> assertThat(mail.text())
                        .contains(
                                "ne prolonge pas le délai pour aller au tribunal administratif",
                                "mercredi 10 juin 2026"));
        endings.close(asked.id(), new Closing.Refused("Toujours pas de place.", "La liste d’attente."));
        assertThat(last(to)).contains("reste celui que donnait notre refus du mercredi 10 juin 2026");
    }

    private String last(String to) {
        return mails(to).stream()
                .filter(mail -> mail.about().equals("request-refused"))
                .map(mail -> requireNonNull(mail.text()))
                .filter(text -> !text.contains("halte-garderie"))
                .max(java.util.Comparator.comparing(text -> text.contains("Toujours pas") ? 1 : 0))
                .orElseThrow();
    }

    @Test
    void an_appeal_that_comes_after_two_months_gives_no_more_time_for_the_court() {
        var asked = refused("");
        clock.setTo(Instant.parse("2026-07-22T08:00:00Z"));
        handling.hear(asked.id(), Channel.WEB, "Je conteste.");
        var late = now(asked).legal();
        assertThat(requireNonNull(late.appeal()).inTime()).isFalse();
        assertThat(late.silenceOn()).isEqualTo(LocalDate.of(2026, 9, 22));
        assertThat(late.acknowledgedAt())
                .as("nobody to write to: somebody is warned of it")
                .isNull();
        assertThat(late.acknowledgeBy()).isNotNull();
    }

    @Test
    void an_appeal_that_is_a_complaint_too_keeps_its_clock() {
        var asked = refused("");
        handling.hear(asked.id(), Channel.WEB, "Je conteste.");
        var complaint = handling.asComplaint(asked.id());
        assertThat(complaint.kind()).isEqualTo(Request.Kind.COMPLAINT);
        assertThat(complaint.legal().rule()).isEqualTo(LegalRule.APPEAL);
        assertThat(complaint.legal().appeal()).isNotNull();
    }

    @Test
    void what_is_missing_for_an_appeal_stops_its_own_clock_alone() {
        var asked = asked(Request.Kind.APPLICATION, "");
        handling.askMissing(asked.id(), "Il manque le bail.", TODAY.plusDays(20));
        clock.setTo(Instant.parse("2026-05-27T08:00:00Z"));
        handling.hear(asked.id(), Channel.WEB, "Le voici.", LocalDate.of(2026, 5, 27), true);
        endings.close(asked.id(), new Closing.Refused("Non.", "Rien."));
        clock.setTo(Instant.parse("2026-06-10T08:00:00Z"));
        handling.hear(asked.id(), Channel.WEB, "Je conteste.");
        assertThat(now(asked).legal().course().missing()).isEmpty();
        handling.askMissing(asked.id(), "Il manque le livret.", LocalDate.of(2026, 6, 30));
        clock.setTo(Instant.parse("2026-06-15T08:00:00Z"));
        handling.hear(asked.id(), Channel.WEB, "Le voici aussi.", LocalDate.of(2026, 6, 15), true);
        assertThat(now(asked).legal().silenceOn()).as("five days later").isEqualTo(LocalDate.of(2026, 8, 15));
    }

    @Test
    void what_decides_nothing_or_left_before_the_refusal_is_no_appeal() {
        var question = asked(Request.Kind.QUESTION, "");
        endings.close(question.id(), new Closing.Refused("Non.", "Autre chose."));
        handling.hear(question.id(), Channel.WEB, "Dommage.");
        assertThat(now(question).legal().appeal()).isNull();
        var answered = asked(Request.Kind.APPLICATION, "");
        endings.close(answered.id(), new Closing.Solved("Oui."));
        handling.hear(answered.id(), Channel.WEB, "Merci.");
        assertThat(now(answered).legal().appeal()).isNull();
        var crossed = refused("");
        handling.hear(crossed.id(), Channel.POST, "Une pièce de plus.", TODAY.minusDays(1), true);
        assertThat(now(crossed).isOpen()).isTrue();
        assertThat(now(crossed).legal().appeal()).isNull();
        assertThatThrownBy(() -> jdbc.sql("update relations.request set contests_on = received_on where id = ?")
                        .param(question.id())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("request_appeal_is_refused_by_silence");
    }

    @Test
    void what_turns_out_to_contest_nothing_leaves_the_refusal_as_it_was() {
        var to = Ids.token() + "@essai.example";
        var asked = refused(to);
        clock.setTo(Instant.parse("2026-06-10T08:00:00Z"));
        handling.hear(asked.id(), Channel.EMAIL, "Merci quand même.");
        handling.contestsNothing(asked.id());
        var again = now(asked);
        assertThat(again.state()).isEqualTo(Request.State.REFUSED);
        assertThat(again.closedAt()).isEqualTo(asked.closedAt());
        assertThat(again.dueOn()).isEqualTo(asked.dueOn());
        assertThat(again.legal())
                .usingRecursiveComparison()
                .ignoringFields("acknowledgeBy")
                .isEqualTo(asked.legal());
        assertThat(again.outcome()).contains("halte-garderie");
        assertThat(happened(asked)).endsWith("said", "not-contested");
        assertThat(mails(to))
                .anySatisfy(mail -> assertThat(mail.text()).contains("pas comme un recours contre notre refus"));
        assertThat(Track.of(again, List.of(), new ArrayList<>(history.of(again)))
                        .stops())
                .extracting(Track.Stop::name)
                .doesNotContain(Track.Name.APPEAL)
                .endsWith(Track.Name.END);
        assertThatThrownBy(() -> handling.contestsNothing(asked.id())).isInstanceOf(ProblemException.class);

        handling.hear(asked.id(), Channel.WEB, "Si, je conteste.");
        assertThat(now(asked).legal().appeal()).as("the first one").isEqualTo(new Request.Appeal(TODAY, true));
        endings.close(asked.id(), new Closing.Refused("Non.", "Rien."));
        clock.setTo(Instant.parse("2026-06-20T08:00:00Z"));
        handling.hear(asked.id(), Channel.WEB, "D’accord.");
        handling.contestsNothing(asked.id());
        assertThat(now(asked).legal().appeal())
                .as("its appeal stays refused")
                .isEqualTo(new Request.Appeal(TODAY, true));
        var call = asked(Request.Kind.APPLICATION, "");
        assertThatThrownBy(() -> handling.contestsNothing(call.id()))
                .isInstanceOfSatisfying(
                        ProblemException.class, no -> assertThat(no.key()).isEqualTo("problem.relations.no-appeal"));
    }

    @Test
    void nobody_is_given_up_before_the_third_call() {
        var said = new Request.Said("", "Rappelez-moi", "Zoé", "Essai", "", "0612345678", null);
        var asked = requests.receive(NewRequest.web(Request.Kind.CALL_BACK, "fr", null, said, Ids.token()));
        calls.calledInVain(asked.id());
        calls.calledInVain(asked.id());
        assertThatThrownBy(() -> endings.close(asked.id(), new Closing.NotReached()))
                .isInstanceOfSatisfying(
                        ProblemException.class, no -> assertThat(no.field()).isEqualTo("outcome"));
        calls.calledInVain(asked.id());
        assertThat(endings.close(asked.id(), new Closing.NotReached())).isTrue();
    }

    @Test
    void what_silence_has_accepted_is_refused_only_as_a_withdrawal_within_four_months() {
        var asked = asked(Request.Kind.APPLICATION, "");
        var later = asked(Request.Kind.APPLICATION, "");
        clock.setTo(Instant.parse("2026-07-21T08:00:00Z"));
        var no = new Closing.Refused("Le plan l’interdit.", "Une haie.");
        assertThatThrownBy(() -> endings.close(asked.id(), no))
                .as("whether or not somebody has noticed")
                .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                    assertThat(refusal.key()).endsWith("accepted-unsaid");
                    assertThat(refusal.field()).isEqualTo("withdrawal");
                    assertThat(refusal.getStatusCode().value()).isEqualTo(409);
                });
        assertThatThrownBy(() -> handling.askMissing(asked.id(), "Le plan.", LocalDate.of(2026, 8, 1)))
                .isInstanceOf(ProblemException.class);
        assertThat(now(asked).legal().silenceOn()).isEqualTo(LocalDate.of(2026, 7, 20));
        var withdrawal = new Closing.Refused("Illégale : le plan l’interdit.", "Une haie.", true);
        clock.setTo(Instant.parse("2026-11-20T08:00:00Z"));
        assertThat(endings.close(asked.id(), withdrawal)).isTrue();
        clock.setTo(Instant.parse("2026-11-21T08:00:00Z"));
        assertThatThrownBy(() -> endings.close(later.id(), withdrawal))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.key()).endsWith("accepted-for-good"));
        assertThat(endings.close(later.id(), new Closing.Solved("Acceptée le 20 juillet.")))
                .isTrue();
    }

    @Test
    void what_has_a_legal_time_of_its_own_is_not_made_a_complaint() {
        var asked = asked(Request.Kind.APPLICATION, "");
        assertThatThrownBy(() -> handling.asComplaint(asked.id()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.key()).endsWith("complaint-legal"));
        assertThat(now(asked).legal()).isEqualTo(asked.legal());
    }

    @Test
    void nothing_is_written_any_more_to_what_is_erased() {
        var asked = asked(Request.Kind.QUESTION, "");
        endings.close(asked.id(), new Closing.Solved("Oui."));
        requests.withdraw(asked.key());
        assertThatThrownBy(() -> handling.note(asked.id(), "Zoé a rappelé."))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        gone -> assertThat(gone.getStatusCode().value()).isEqualTo(410));
        assertThat(requests.interactions(now(asked))).noneMatch(one -> one.direction() == Interaction.Direction.NOTE);
        assertThatThrownBy(() -> drafts.keep(asked.id(), Map.of("note", "Zoé a rappelé.")))
                .as("nor while it is typed")
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void what_is_of_no_place_has_one_address_and_one_last_day() {
        var annexe = directory.site(editor.createSite("Aaa annexe", "9 rue de l’Annexe", "Europe/Paris", ""));
        try {
            var to = Ids.token() + "@essai.example";
            refused(to);
            var main = directory.at(null).orElseThrow().address();
            assertThat(main).isNotEqualTo(annexe.address());
            assertThat(mails(to))
                    .hasSize(2)
                    .allSatisfy(mail -> assertThat(mail.text()).contains(main).doesNotContain(annexe.address()));
            assertThat(mails(to).stream()
                            .map(mail -> requireNonNull(mail.text()))
                            .filter(text -> text.contains("Demandez-nous par écrit"))
                            .findFirst()
                            .orElseThrow())
                    .containsPattern("revoir cette décision, au plus tard le mardi 21 juillet 2026")
                    .containsPattern("tribunal administratif au plus tard le mardi 21 juillet 2026");
        } finally {
            editor.updateSite(annexe.id(), annexe.name(), annexe.address(), "Europe/Paris", "", "", false);
        }
    }

    private Request askedAt(UUID site, String email) {
        var said = new Request.Said("", "Puis-je ?", "Zoé", "Essai", email, "", null);
        return requests.receive(
                new NewRequest(Request.Kind.APPLICATION, null, Channel.WEB, "fr", null, site, said, Ids.token()));
    }

    @Test
    void days_are_those_of_the_site_of_the_request_and_of_no_other() {
        var site = editor.createSite("Mairie de Mamoudzou", "1 rue du Lagon", "Indian/Mayotte", "yt");
        try {
            var to = Ids.token() + "@essai.example";
            clock.setTo(Instant.parse("2026-05-23T21:30:00Z"));
            var night = askedAt(site, to);
            assertThat(night.legal().course().received())
                    .as("Sunday there, Saturday in Paris")
                    .isEqualTo(LocalDate.of(2026, 5, 24));
            assertThat(mails(to))
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.text()).contains("dimanche 24 mai 2026", "1 rue du Lagon"));
            assertThat(requests.find(night.id()).orElseThrow().legal().silenceOn())
                    .isEqualTo(LocalDate.of(2026, 7, 24));

            clock.setTo(Instant.parse("2026-04-24T08:00:00Z"));
            assertThat(askedAt(site, "").dueOn())
                    .as("27 April is a holiday there")
                    .isEqualTo(LocalDate.of(2026, 5, 5));
            assertThat(asked(Request.Kind.APPLICATION, "").dueOn()).isEqualTo(LocalDate.of(2026, 5, 4));
            var told = LocalDate.of(2026, 2, 26);
            assertThat(remedies.lastDay(told, site)).isEqualTo(LocalDate.of(2026, 4, 28));
            assertThat(remedies.lastDay(told, null)).isEqualTo(LocalDate.of(2026, 4, 27));
        } finally {
            editor.updateSite(site, "Mairie de Mamoudzou", "1 rue du Lagon", "Indian/Mayotte", "yt", "", false);
        }
    }

    @Test
    void nothing_ends_before_it_came() {
        var asked = asked(Request.Kind.QUESTION, "");
        clock.setTo(WEDNESDAY.minusSeconds(60));
        endings.close(asked.id(), new Closing.Solved("Oui."));
        assertThat(now(asked).closedAt()).as("a clock that was set back").isEqualTo(asked.receivedAt());
        assertThatThrownBy(() -> jdbc.sql(
                                "update relations.request set closed_at = received_at - interval '1 day' where id = ?")
                        .param(asked.id())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("request_ends_after_receipt");
    }
}
