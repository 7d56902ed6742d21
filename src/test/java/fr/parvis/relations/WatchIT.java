package fr.parvis.relations;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.identity.Accounts;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.messaging.Message;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.WebApplicationContext;

/** Times that are about to be missed, what silence decides, what is passed on, and what can be done against a no. */
@ParvisTest
class WatchIT {
    /** A Wednesday. */
    private static final Instant RECEIVED = Instant.parse("2026-05-20T08:00:00Z");

    @Autowired
    Town town;

    @Autowired
    Accounts accounts;

    @Autowired
    Requests requests;

    @Autowired
    Handling handling;

    @Autowired
    Endings endings;

    @Autowired
    PassingOn passing;

    @Autowired
    Remedies remedies;

    @Autowired
    Notices notices;

    @Autowired
    Watch watch;

    @Autowired
    Outbox outbox;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext application;

    @LocalServerPort
    int port;

    private String login = "";
    private UUID supervisor = Ids.next();

    @BeforeEach
    void open() {
        town.place(1, 1);
        clock.setTo(RECEIVED);
        login = Ids.token() + "@mairie.example";
        supervisor = accounts.create(login, "Responsable", Town.PASSWORD, null, Set.of(Role.SUPERVISOR), Set.of());
        act(supervisor, Role.SUPERVISOR);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
        SecurityContextHolder.clearContext();
    }

    @Autowired
    RequestTables tables;

    @Autowired
    OfficeDays days;

    @Autowired
    fr.parvis.directory.Directory directory;

    private List<UUID> pressing() {
        var today = days.today();
        return tables.pressing(directory.organisation().id(), today, Warning.horizon(today, days::isWorked)).stream()
                .map(Request::id)
                .toList();
    }

    @Test
    void only_what_presses_is_read_and_all_that_does() {
        var far = asked(Request.Kind.QUESTION, "loin@essai.example");
        var complaint = asked(Request.Kind.COMPLAINT, "plainte@essai.example");
        assertThat(pressing()).doesNotContain(far.id());
        for (int day = 0; day < 80; day++) {
            var today = days.today();
            var warned = tables.open(directory.organisation().id()).stream()
                    .filter(one -> !Warning.of(one, today, days::isWorked).isEmpty())
                    .map(Request::id)
                    .toList();
            assertThat(pressing()).as(today.toString()).containsAll(warned);
            clock.forward(java.time.Duration.ofDays(1));
        }
        assertThat(pressing()).contains(far.id(), complaint.id());
    }

    private static void act(UUID id, Role role) {
        var caller = new Caller(id, "Nadia Essai", null, Set.of(role), Set.of(), false);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of()));
        SecurityContextHolder.setContext(context);
    }

    private Request asked(Request.Kind kind, String email) {
        var said = new Request.Said("", "Une place en crèche ?", "Zoé", "Essai", email, "", null);
        return requests.receive(NewRequest.web(kind, "fr", null, said, Ids.token()));
    }

    private Request now(Request request) {
        return requests.find(request.id()).orElseThrow();
    }

    private List<Notices.Notice> about(Request request) {
        return notices.mine().stream()
                .filter(one -> one.request().equals(request.id()))
                .toList();
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
    void a_promise_that_nobody_has_taken_is_told_once_while_people_work() {
        var asked = asked(Request.Kind.QUESTION, "");
        clock.setTo(Instant.parse("2026-05-26T03:00:00Z"));
        assertThat(watch.look()).as("at night").isZero();
        clock.setTo(Instant.parse("2026-05-25T09:00:00Z"));
        assertThat(watch.look()).as("on a public holiday").isZero();
        clock.setTo(Instant.parse("2026-05-26T09:00:00Z"));
        watch.look();
        watch.look();
        assertThat(about(asked))
                .singleElement()
                .satisfies(one -> assertThat(one.warning()).isEqualTo(Warning.PROMISE));
        assertThat(mails(login))
                .filteredOn(mail -> Objects.requireNonNull(mail.subject())
                        .contains(asked.reference().code()))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text())
                        .contains("jeudi 28 mai 2026", "/agent/echeances")
                        .doesNotContain("crèche", "Zoé"));
        assertThat(happened(asked)).containsExactly("received", "escalated");
        var id = about(asked).getFirst().id();
        act(Ids.next(), Role.SUPERVISOR);
        notices.seen(id);
        act(supervisor, Role.SUPERVISOR);
        assertThat(about(asked)).as("seen by somebody else").hasSize(1);
        notices.seen(id);
        assertThat(about(asked)).isEmpty();
    }

    @Test
    void what_silence_decides_is_written_down_and_somebody_has_to_confirm_it() {
        var asked = asked(Request.Kind.APPLICATION, "");
        handling.take(asked.id());
        handling.next(asked.id(), TypedStep.of("Voir", "Nadia", LocalDate.of(2026, 12, 1), LocalDate.of(2026, 5, 20)));
        clock.setTo(Instant.parse("2026-07-06T09:00:00Z"));
        watch.look();
        clock.setTo(Instant.parse("2026-07-15T09:00:00Z"));
        watch.look();
        clock.setTo(Instant.parse("2026-07-20T09:00:00Z"));
        watch.look();
        assertThat(about(asked))
                .extracting(Notices.Notice::warning)
                .containsExactlyInAnyOrder(Warning.ACKNOWLEDGEMENT, Warning.SILENCE_SOON, Warning.SILENCE_NEAR);
        clock.setTo(Instant.parse("2026-07-21T09:00:00Z"));
        watch.look();
        watch.look();
        assertThat(now(asked).next()).isEqualTo(NextStep.of(NextStep.Usual.CONFIRM, "", LocalDate.of(2026, 7, 23)));
        assertThat(happened(asked)).endsWith("escalated", "silence");
        var visitor = Visitor.elsewhere(port);
        visitor.open("/suivi/" + asked.reference().code() + "/" + asked.key().code());
        assertThat(visitor.open("/suivi/" + asked.reference().code()).body())
                .contains("votre demande est acceptée (CRPA L231-1)", "Un responsable confirme la décision");
    }

    @Test
    void what_another_administration_decides_is_passed_on_and_stays_followed_here() {
        var to = Ids.token() + "@usager.example";
        var asked = asked(Request.Kind.APPLICATION, to);
        assertThatThrownBy(() -> passing.passOn(asked.id(), "Préfecture du Rhône", " "))
                .isInstanceOfSatisfying(
                        ProblemException.class, no -> assertThat(no.field()).isEqualTo("address"));
        clock.setTo(Instant.parse("2026-06-01T08:00:00Z"));
        var passed = passing.passOn(asked.id(), "Préfecture du Rhône", "18 rue de Bonnel, Lyon");
        assertThat(passed.isOpen()).isTrue();
        assertThat(passed.legal().silenceOn())
                .as("acceptance runs from the day on which the other one has it")
                .isEqualTo(LocalDate.of(2026, 8, 1));
        assertThat(Objects.requireNonNull(passed.next()).owner()).isEqualTo("Préfecture du Rhône");
        assertThat(happened(asked)).endsWith("said", "passed-on");
        assertThat(mails(to))
                .anySatisfy(mail -> assertThat(mail.text()).contains("Préfecture du Rhône", "18 rue de Bonnel, Lyon"));
        var complaint = asked(Request.Kind.COMPLAINT, "");
        clock.setTo(Instant.parse("2026-06-15T08:00:00Z"));
        assertThat(passing.passOn(complaint.id(), "Préfecture", "Lyon").legal().silenceOn())
                .as("refusal runs from when we received it")
                .isEqualTo(LocalDate.of(2026, 8, 1));
        endings.close(asked.id(), new Closing.Solved("Faite."));
        assertThatThrownBy(() -> passing.passOn(asked.id(), "Préfecture", "Lyon"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void what_is_passed_on_while_something_is_missing_has_its_clock_once_it_has_come() throws IOException {
        var asked = asked(Request.Kind.APPLICATION, "");
        handling.askMissing(asked.id(), "Le livret de famille.", LocalDate.of(2026, 6, 20));
        clock.setTo(Instant.parse("2026-06-01T08:00:00Z"));
        var passed = passing.passOn(asked.id(), "Préfecture du Rhône", "18 rue de Bonnel, Lyon");
        assertThat(passed.state()).as("the person still has to act").isEqualTo(Request.State.INCOMPLETE);
        assertThat(Objects.requireNonNull(passed.next()).usual()).isEqualTo(NextStep.Usual.COMPLETE);
        assertThat(passed.legal().silenceOn()).isNull();
        jdbc.sql("""
                        update relations.request set state = 'IN_PROGRESS', next_usual = null, next_owner = 'Préfecture du Rhône'
                         where id = ?""").param(asked.id()).update();
        jdbc.sql(new ClassPathResource("db/migration/relations/V189__passed_on_while_something_was_missing.sql")
                        .getContentAsString(StandardCharsets.UTF_8))
                .update();
        assertThat(requests.find(asked.id()).orElseThrow())
                .as("what lost its wait before has it again")
                .usingRecursiveComparison()
                .ignoringFields("revision")
                .isEqualTo(passed);
        clock.setTo(Instant.parse("2026-06-08T08:00:00Z"));
        handling.hear(asked.id(), Channel.WEB, "Le voici.", LocalDate.of(2026, 6, 8), true);
        var complete = requests.find(asked.id()).orElseThrow();
        assertThat(complete.state()).isEqualTo(Request.State.IN_PROGRESS);
        assertThat(complete.legal().course().missing().getLast().completed()).isEqualTo(LocalDate.of(2026, 6, 8));
        assertThat(complete.legal().silenceOn()).isEqualTo(LocalDate.of(2026, 8, 8));
        assertThat(Objects.requireNonNull(complete.next()).what()).contains("Préfecture du Rhône");
    }

    @Test
    void a_no_says_what_can_be_done_against_it_and_until_when() {
        var to = Ids.token() + "@usager.example";
        var asked = asked(Request.Kind.APPLICATION, to);
        assertThat(Pages.of(application, Role.AGENT)
                        .open("/admin/demandes/recours")
                        .status())
                .isEqualTo(403);
        var admin = Pages.of(application, Role.ADMIN);
        var refused = admin.send("/admin/demandes/recours", "mediator", "Ada Médiatrice");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("value=\"Ada Médiatrice\"");
        var unreadable = admin.send("/admin/demandes/recours", "phone", "douze", "email", "a,b@essai.example");
        assertThat(unreadable.status()).isEqualTo(400);
        assertThat(unreadable.body())
                .contains("value=\"douze\"", "value=\"a,b@essai.example\"", "id=\"phone-error\"", "id=\"email-error\"");
        admin.send(
                "/admin/demandes/recours",
                "mediator",
                "Ada Médiatrice",
                "mediatorAddress",
                "1 place du Parvis",
                "phone",
                "02 99 00 00 00",
                "email",
                "accueil@ville.example");
        act(supervisor, Role.SUPERVISOR);
        var acknowledged = Ids.token() + "@usager.example";
        asked(Request.Kind.APPLICATION, acknowledged);
        assertThat(mails(acknowledged))
                .as("CRPA R112-5")
                .anySatisfy(mail -> assertThat(mail.text())
                        .contains("Téléphone\u00a0: 02 99 00 00 00. Courriel\u00a0: accueil@ville.example."));
        endings.close(asked.id(), new Closing.Refused("Toutes les places sont prises.", "Demandez au CCAS."));
        var visitor = Visitor.elsewhere(port);
        visitor.open("/suivi/" + asked.reference().code() + "/" + asked.key().code());
        var page = visitor.open("/suivi/" + asked.reference().code()).body();
        for (var way : List.of(
                "tribunal administratif au plus tard le mardi 21 juillet 2026",
                "Ada Médiatrice, 1 place du Parvis",
                "Défenseur des droits, gratuitement")) {
            assertThat(page).contains(way);
            assertThat(mails(to)).anySatisfy(mail -> assertThat(mail.text()).contains("Demandez au CCAS.", way));
        }
        var question = asked(Request.Kind.QUESTION, "");
        assertThat(remedies.after(now(question), LocalDate.of(2026, 5, 20), Locale.FRENCH))
                .as("a question decides nothing")
                .isEmpty();
    }

    @Test
    void a_refusal_that_is_contested_is_told_at_once_and_before_silence_rejects_the_appeal() {
        var asked = asked(Request.Kind.APPLICATION, "");
        endings.close(asked.id(), new Closing.Refused("Pas de place.", "Voyez la halte-garderie."));
        var desk = Pages.of(application, Role.AGENT);
        var page = "/agent/messages/" + asked.id();
        assertThat(desk.open(page).body()).contains("La personne conteste ce refus");
        assertThat(desk.send(page + "/recours", "text", " ").status()).isEqualTo(400);
        assertThat(desk.send(page + "/recours", "text", "Je conteste.", "heard", "counter")
                        .status())
                .isEqualTo(302);
        assertThat(desk.open(page).body()).contains("Ce n’est pas un recours");
        assertThat(desk.send(page + "/pas-un-recours").status()).isEqualTo(302);
        assertThat(desk.open(page).body()).contains("La personne conteste ce refus");
        assertThat(desk.send(page + "/recours", "text", "Si, je conteste.", "heard", "counter")
                        .status())
                .isEqualTo(302);
        act(supervisor, Role.SUPERVISOR);
        assertThat(now(asked).isOpen()).isTrue();
        assertThat(requests.interactions(asked).getLast().channel()).isEqualTo(Channel.COUNTER);
        clock.setTo(Instant.parse("2026-05-26T09:00:00Z"));
        watch.look();
        watch.look();
        assertThat(about(asked))
                .filteredOn(one -> one.warning() == Warning.APPEAL)
                .hasSize(1);
        clock.setTo(Instant.parse("2026-07-06T09:00:00Z"));
        watch.look();
        var pages = Pages.of(
                application, new Caller(supervisor, "Nadia Essai", null, Set.of(Role.SUPERVISOR), Set.of(), false));
        assertThat(pages.open("/agent/echeances").body())
                .contains(asked.reference().code())
                .contains("recours gracieux contre un refus", "le silence le rejette le");
        assertThat(pages.open("/agent/messages/" + asked.id()).body())
                .contains("Recours gracieux reçu", "contre le refus du", "le silence rejette le recours (CRPA L411-7)");
        clock.setTo(Instant.parse("2026-07-21T09:00:00Z"));
        watch.look();
        act(supervisor, Role.SUPERVISOR);
        assertThat(requireNonNull(now(asked).next()).usual()).isEqualTo(NextStep.Usual.CONFIRM);
        var visitor = Visitor.elsewhere(port);
        visitor.open("/suivi/" + asked.reference().code() + "/" + asked.key().code());
        assertThat(visitor.open("/suivi/" + asked.reference().code()).body())
                .contains("votre recours est rejeté (CRPA L411-7)");
    }
}
