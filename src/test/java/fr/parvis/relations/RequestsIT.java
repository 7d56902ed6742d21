package fr.parvis.relations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.directory.Directory;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.calls.CallWindows;
import fr.parvis.relations.law.LegalRule;
import fr.parvis.rights.Nights;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@ParvisTest
@RecordApplicationEvents
class RequestsIT {
    /** A Wednesday; the Monday after is Whit Monday. */
    private static final Instant WEDNESDAY = Instant.parse("2026-05-20T08:00:00Z");

    @Autowired
    Nights nights;

    @Autowired
    Town town;

    @Autowired
    Directory directory;

    @Autowired
    DirectoryEditor editor;

    @Autowired
    Requests requests;

    @Autowired
    CallWindows windows;

    @Autowired
    CallActs callActs;

    @Autowired
    Endings endings;

    @Autowired
    Promises promises;

    @Autowired
    TypeEditor types;

    @Autowired
    OfficeDays days;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEvents events;

    private final Caller agent = new Caller(Ids.next(), "Nadia Essai", null, Set.of(Role.AGENT), Set.of(), false);

    @BeforeEach
    void open() {
        town.place(1, 1);
        clock.setTo(WEDNESDAY);
        act(agent);
    }

    private static void act(Caller caller) {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of()));
    }

    @AfterEach
    void backToNow() {
        clock.reset();
        SecurityContextHolder.clearContext();
    }

    private static NewRequest wanted(Request.Kind kind, String words, String email, String phone) {
        return NewRequest.web(kind, "fr", null, said(words, email, phone, null), Ids.token());
    }

    private static Request.Said said(String words, String email, String phone, Request.@Nullable Moment when) {
        return new Request.Said("", words, "", "", email, phone, when);
    }

    private Request question() {
        return requests.receive(wanted(Request.Kind.QUESTION, "Puis-je venir samedi ?", "", ""));
    }

    private Request callBack(Request.@Nullable Moment when) {
        return requests.receive(NewRequest.web(
                Request.Kind.CALL_BACK,
                "fr",
                new Request.About("F98003", "Permis de séjour lunaire"),
                said("", "", "06 12 34 56 78", when),
                Ids.token()));
    }

    private Request now(Request request) {
        return requests.find(request.key()).orElseThrow();
    }

    @Test
    void a_question_is_due_in_five_working_days_and_a_call_in_two() {
        assertThat(question().dueOn()).isEqualTo(LocalDate.of(2026, 5, 28));
        assertThat(callBack(null).dueOn()).isEqualTo(LocalDate.of(2026, 5, 22));
        assertThat(question().isLate(LocalDate.of(2026, 5, 28))).isFalse();
        assertThat(question().isLate(LocalDate.of(2026, 5, 29))).isTrue();
    }

    @Test
    void a_day_counts_when_a_site_receives() {
        assertThat(days.isWorked(LocalDate.of(2026, 5, 22))).isTrue();
        assertThat(days.isWorked(LocalDate.of(2026, 5, 23))).as("a Saturday").isFalse();
        assertThat(days.isWorked(LocalDate.of(2026, 5, 25))).as("Whit Monday").isFalse();
        var tuesday = LocalDate.of(2031, 3, 11);
        assertThat(days.isWorked(tuesday)).isTrue();
        directory.allSites().forEach(site -> editor.addClosure(site.id(), tuesday, tuesday, "travaux"));
        assertThat(days.isWorked(tuesday)).as("all sites closed").isFalse();
        assertThat(days.after(tuesday.minusDays(1), 1)).isEqualTo(tuesday.plusDays(1));
    }

    @Test
    void a_call_is_due_on_the_day_that_was_chosen() {
        var offered =
                windows.offered(null).stream().map(CallWindows.Window::moment).toList();
        assertThat(offered).isNotEmpty().allSatisfy(moment -> {
            assertThat(moment.to()).isAfter(WEDNESDAY);
            assertThat(LocalDate.ofInstant(moment.from(), directory.zone()).getDayOfWeek())
                    .isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        });
        var last = offered.getLast();
        var asked = callBack(last);
        assertThat(asked.dueOn()).isEqualTo(LocalDate.ofInstant(last.from(), directory.zone()));
        assertThat(Objects.requireNonNull(now(asked).said()).when()).isEqualTo(last);
    }

    @Test
    void nobody_is_called_at_night() {
        directory.sites().forEach(site -> editor.weeklyHours(site.id(), Collections.nCopies(7, "")));
        var first = directory.sites().getFirst();
        var reunion = editor.createSite("Pavillon de La Réunion", "1 rue des Essais", "Indian/Reunion", "");
        try {
            assertThat(hours(first.id(), "00:00-24:00"))
                    .hasSize(11)
                    .startsWith("08:00–09:00")
                    .endsWith("18:00–19:00");
            assertThat(hours(first.id(), "10:00-12:30")).containsExactly("10:00–11:00", "11:00–12:00", "12:00–12:30");
            assertThat(hours(first.id(), "06:00-08:10,18:45-22:00")).isEmpty();
            hours(first.id(), "");
            assertThat(hours(reunion, "09:00-16:00"))
                    .as("7:00 to 14:00 in Paris")
                    .hasSize(6)
                    .startsWith("08:00–09:00")
                    .endsWith("13:00–14:00");
        } finally {
            editor.updateSite(reunion, "Pavillon de La Réunion", "", "Indian/Reunion", "", "", false);
        }
    }

    /** What is offered for the Friday when the site receives at these hours every day. */
    private List<String> hours(UUID site, String everyDay) {
        editor.weeklyHours(site, Collections.nCopies(7, everyDay));
        var hour = DateTimeFormatter.ofPattern("HH:mm").withZone(directory.zone());
        return windows.offered(site).stream()
                .filter(one -> LocalDate.ofInstant(one.from(), directory.zone()).equals(LocalDate.of(2026, 5, 22)))
                .map(one -> hour.format(one.from()) + "–" + hour.format(one.to()))
                .toList();
    }

    @Test
    void the_organisation_may_promise_otherwise_from_now_on() {
        var before = question();
        var usual = promises.days();
        try {
            promises.change(new Promises.Days(1, 1, 1));
            assertThat(question().dueOn()).isEqualTo(LocalDate.of(2026, 5, 21));
            assertThat(now(before).dueOn()).isEqualTo(LocalDate.of(2026, 5, 28));
            assertThatThrownBy(() -> promises.change(new Promises.Days(0, 1, 15)))
                    .isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> promises.change(new Promises.Days(1, 41, 15)))
                    .isInstanceOf(ProblemException.class);
        } finally {
            promises.change(usual);
        }
    }

    @Test
    void a_form_sent_twice_is_one_request() {
        var form = wanted(Request.Kind.QUESTION, "Deux fois ?", "", "");
        var first = requests.receive(form);
        assertThat(requests.receive(form).id()).isEqualTo(first.id());
        assertThat(events.stream(RequestReceived.class)
                        .filter(e -> e.requestId().equals(first.id())))
                .hasSize(1);
    }

    @Test
    void a_form_sent_again_with_other_words_is_another_request() {
        var form = wanted(Request.Kind.QUESTION, "Puis-je venir samedi ?", "", "");
        var first = requests.receive(form);
        var other =
                NewRequest.web(form.kind(), "fr", null, said("Puis-je venir dimanche ?", "", "", null), form.form());
        var second = requests.receive(other);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(Objects.requireNonNull(now(second).said()).words()).isEqualTo("Puis-je venir dimanche ?");
        assertThat(requests.receive(other).id()).isEqualTo(second.id());
        assertThat(requests.receive(form).id()).isEqualTo(first.id());
    }

    @Test
    void an_answer_ends_a_request_once_and_is_told() {
        var asked = question();
        clock.forward(Duration.ofHours(3));
        assertThat(endings.answer(asked.id(), "Oui, de 9 h à 12 h.")).isTrue();
        assertThat(endings.close(asked.id(), new Closing.SentOn("l’état civil")))
                .isFalse();
        assertThat(now(asked).state()).isEqualTo(Request.State.ANSWERED);
        assertThat(now(asked).outcome()).isEqualTo("Oui, de 9 h à 12 h.");
        assertThat(events.stream(RequestAnswered.class)
                        .filter(e -> e.requestId().equals(asked.id())))
                .singleElement()
                .satisfies(told -> assertThat(told.outcome()).isEqualTo(Request.State.ANSWERED));
        assertThat(jdbc.sql("select count(*) from identity.audit where act = 'request-answered' and subject = ?")
                        .param(asked.id().toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void no_end_is_without_an_outcome() {
        var asked = question();
        assertThatThrownBy(() -> endings.answer(asked.id(), "  ")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> endings.close(asked.id(), new Closing.SentOn("")))
                .isInstanceOf(ProblemException.class);
        assertThat(now(asked).isOpen()).isTrue();
        assertThat(endings.close(asked.id(), new Closing.SentOn("la préfecture, 01 00 00 00 00")))
                .isTrue();
        assertThat(now(asked).state()).isEqualTo(Request.State.SENT_ON);
    }

    @Test
    void nobody_is_called_in_vain_more_than_three_times() {
        var asked = callBack(null);
        assertThat(callActs.calledInVain(asked.id())).contains(1);
        assertThat(callActs.calledInVain(asked.id())).contains(2);
        assertThat(callActs.calledInVain(asked.id())).contains(3);
        assertThat(callActs.calledInVain(asked.id())).isEmpty();
        assertThat(now(asked).isOpen()).isTrue();
        var reached = callBack(null);
        assertThat(endings.close(reached.id(), new Closing.Solved(""))).isTrue();
        assertThat(now(reached).state()).isEqualTo(Request.State.ANSWERED);
    }

    @Test
    void what_is_withdrawn_is_erased() {
        var asked = requests.receive(wanted(Request.Kind.QUESTION, "Mon secret", "moi@lune.example", ""));
        requests.withdraw(asked.key());
        assertThat(now(asked).state()).isEqualTo(Request.State.WITHDRAWN);
        assertThat(now(asked).said()).isNull();
        assertThat(endings.answer(asked.id(), "Trop tard.")).isFalse();
        var answered = question();
        endings.answer(answered.id(), "Oui.");
        requests.withdraw(answered.key());
        assertThat(now(answered).state()).isEqualTo(Request.State.ANSWERED);
        assertThat(now(answered).outcome()).isNull();
        assertThat(jdbc.sql("""
                                select (select count(*) from relations.request where email = 'moi@lune.example')
                                     + (select count(*) from relations.interaction where words like '%Mon secret%')""").query(Integer.class).single()).isZero();
    }

    @Test
    void nothing_personal_is_kept_longer_than_twelve_months_after_the_end_and_nothing_open_is_erased() {
        var open = question();
        var answered = question();
        var merged = question();
        clock.forward(Duration.ofDays(100));
        endings.answer(answered.id(), "Oui.");
        endings.answer(merged.id(), "Voir l’autre.");
        jdbc.sql("update relations.request set merged_into_id = ? where id = ?")
                .params(open.id(), merged.id())
                .update();
        clock.forward(Duration.ofDays(360));
        nights.run("request");
        assertThat(now(answered).said()).isNotNull();
        clock.forward(Duration.ofDays(10));
        assertThat(nights.run("request")).isPositive();
        assertThat(now(open).said()).isNotNull();
        assertThat(now(open).isOpen()).as("late, and still to be answered").isTrue();
        assertThat(now(merged).said()).as("goes on in the open one").isNotNull();
        assertThat(now(answered).said()).isNull();
        assertThat(now(answered).outcome()).isNull();
        assertThat(now(answered).state()).isEqualTo(Request.State.ANSWERED);
    }

    @Test
    void a_complaint_has_the_clock_and_the_promise_of_one_whatever_its_type() {
        var type = new RequestType(
                TypeEditor.newId(),
                "voirie-" + Ids.next(),
                "Voirie",
                Request.Kind.QUESTION,
                null,
                List.of(),
                130,
                LegalRule.NONE,
                true);
        types.save(type, List.of());
        var said = new Request.Said("", "Le trou est toujours là.", "", "", "", "", null);
        for (var kind : List.of(Request.Kind.COMPLAINT, Request.Kind.QUESTION)) {
            var asked = requests.receive(new NewRequest(kind, type, Channel.WEB, "fr", null, null, said, Ids.token()));
            var complains = kind == Request.Kind.COMPLAINT;
            assertThat(asked.type()).isEqualTo(type.id());
            assertThat(asked.legal().rule()).isEqualTo(complains ? RequestTypes.COMPLAINT : LegalRule.NONE);
            assertThat(asked.dueOn())
                    .isEqualTo(complains ? requests.due(Request.Kind.COMPLAINT) : days.after(days.today(), 130));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "QUESTION, '', '', '', words",
        "QUESTION, Oui ?, sans-arobase, '', email",
        "QUESTION, Oui ?, a@b, '', email",
        "QUESTION, Oui ?, '', 12, phone",
        "CALL_BACK, '', '', '', phone",
        "CALL_BACK, '', '', demain matin, phone",
        "CALL_BACK, '', '', 0123456789012345678, phone"
    })
    void what_cannot_be_answered_is_refused(Request.Kind kind, String words, String email, String phone, String field) {
        assertThatThrownBy(() -> requests.receive(wanted(kind, words, email, phone)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo(field));
    }
}
