package fr.parvis.quality;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.parvis.identity.Accounts;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.messaging.Message;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.quality.ImprovementAction.Origin;
import fr.parvis.quality.ImprovementAction.State;
import fr.parvis.relations.CauseRepeated;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.relations.complaint.Complaints;
import fr.parvis.relations.complaint.Recurrence;
import fr.parvis.relations.complaint.Term;
import fr.parvis.relations.complaint.Terms;
import fr.parvis.testing.Api;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

@ParvisTest
class ActionsIT {
    private static final Set<State> ALL = EnumSet.allOf(State.class);

    @Autowired
    Town town;

    @Autowired
    Accounts accounts;

    @Autowired
    Requests requests;

    @Autowired
    Complaints complaints;

    @Autowired
    Terms terms;

    @Autowired
    ImprovementActions actions;

    @Autowired
    ActionList list;

    @Autowired
    ActionMail mail;

    @Autowired
    Owners owners;

    @Autowired
    Outbox outbox;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher publisher;

    @Autowired
    IncompleteEventPublications publications;

    @Autowired
    WebApplicationContext application;

    @LocalServerPort
    int port;

    private Town.Place place;
    private Caller nadia = nobody();
    private Caller paul = nobody();
    private String nadiasLogin = "";
    private String paulsLogin = "";

    private static Caller nobody() {
        return new Caller(Ids.next(), "Essai", null, Set.of(Role.SUPERVISOR), Set.of(), false);
    }

    @BeforeEach
    void open() {
        place = town.place(1, 1);
        nadiasLogin = town.account("Nadia Essai", Role.SUPERVISOR);
        paulsLogin = town.account("Paul Essai", Role.SUPERVISOR);
        nadia = caller(nadiasLogin);
        paul = caller(paulsLogin);
        act(nadia);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
        SecurityContextHolder.clearContext();
    }

    private Caller caller(String login) {
        var account = accounts.list().stream()
                .filter(one -> one.login().equals(login))
                .findFirst()
                .orElseThrow();
        return new Caller(account.id(), account.name(), null, account.roles(), account.sites(), false);
    }

    private static void act(Caller caller) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of()));
        SecurityContextHolder.setContext(context);
    }

    private Term ownCause() {
        var name = "Cause " + Ids.token();
        terms.add(Term.Kind.CAUSE, name, false);
        return terms.all(Term.Kind.CAUSE).stream()
                .filter(term -> term.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Request complained(Term cause, @Nullable Caller about) {
        var said = new Request.Said("", "J’ai attendu debout", "Zoé", "Essai", "", "", null);
        var request = requests.receive(NewRequest.web(Request.Kind.COMPLAINT, "fr", null, said, Ids.token()));
        var delay = terms.all(Term.Kind.CATEGORY).stream()
                .filter(term -> term.code().equals("delay"))
                .findFirst()
                .orElseThrow()
                .id();
        complaints.say(
                request.id(), new Complaints.Said(delay, about == null ? null : about.id(), cause.id(), "", true));
        return request;
    }

    private ImprovementAction raised(Term cause) {
        for (int i = 0; i < 3; i++) {
            complained(cause, null);
        }
        return opened(cause);
    }

    private ImprovementAction opened(Term cause) {
        await().pollInSameThread().untilAsserted(() -> assertThat(of(cause)).hasSize(1));
        return of(cause).getFirst();
    }

    private List<ImprovementAction> of(Term cause) {
        return list.mine(ALL, null).stream()
                .filter(one -> one.origin() instanceof Origin.Recurrence from
                        && from.cause().equals(cause.name()))
                .toList();
    }

    private ImprovementAction byHand(@Nullable UUID owner) {
        return actions.open(new ImprovementActions.Wanted(
                "Des chaises " + Ids.token(),
                place.site().id(),
                "On attend debout.",
                owner,
                "Demander un devis",
                today().plusDays(9)));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"));
    }

    private List<Message> mails(String to, String about, String words) {
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(one -> to.equals(one.to()) && one.about().equals(about))
                .filter(one -> requireNonNull(one.text()).contains(words))
                .toList();
    }

    private static void refused(String name, @Nullable String field, ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOfSatisfying(ProblemException.class, refusal -> {
            assertThat(refusal.key()).isEqualTo("problem.quality." + name);
            assertThat(refusal.field()).isEqualTo(field);
        });
    }

    private int untold(Term cause) {
        return jdbc.sql(
                        "select count(*) from event_publication where serialized_event like ? and completion_date is null")
                .param("%" + cause.id() + "%")
                .query(Integer.class)
                .single();
    }

    @Test
    void a_cause_that_comes_back_opens_one_action_however_often_it_is_told() {
        var cause = ownCause();
        var action = raised(cause);
        assertThat(action.state()).isEqualTo(State.OPEN);
        assertThat(action.owner()).isNull();
        assertThat(action.title()).contains(cause.name());
        assertThat(requireNonNull(action.next()).due()).isAfter(today());
        await().untilAsserted(() -> assertThat(mails(nadiasLogin, "action-opened", cause.name()))
                .singleElement()
                .satisfies(told -> assertThat(told.text())
                        .contains("3 réclamations récentes", ImprovementActions.page(action.id()))));
        for (int i = 0; i < 2; i++) {
            var again = told(cause, from(action));
            transaction.executeWithoutResult(_ -> publisher.publishEvent(again));
        }
        await().untilAsserted(() -> assertThat(untold(cause)).isZero());
        assertThat(of(cause)).hasSize(1);
        assertThat(list.history(action)).extracting(change -> change.act()).containsExactly("OPENED");
        assertThat(mails(nadiasLogin, "action-opened", cause.name())).hasSize(1);
        complained(cause, null);
        assertThat(of(cause)).hasSize(1);
        assertThat(from(action).complaints()).hasSize(4);
        var register = Pages.of(application, nadia).open("/agent/reclamations");
        assertThat(register.body())
                .contains("href=\"" + ImprovementActions.page(action.id()) + "\"", "À prendre en charge");
    }

    private CauseRepeated told(Term cause, Recurrence recurrence) {
        return new CauseRepeated(
                recurrence.id(),
                organisation(),
                cause.id(),
                cause.name(),
                null,
                null,
                List.of(),
                recurrence.firstOn(),
                recurrence.lastOn(),
                3,
                clock.instant());
    }

    private Recurrence from(ImprovementAction action) {
        return list.origins(List.of(action)).values().iterator().next();
    }

    private UUID organisation() {
        return jdbc.sql("select id from directory.organisation")
                .query(UUID.class)
                .single();
    }

    @Test
    void what_failed_at_first_is_opened_when_it_is_told_again() {
        var cause = ownCause();
        jdbc.sql("""
                        create function quality.refuse_for_test() returns trigger language plpgsql as $$
                        begin
                            raise exception 'the disk is full';
                        end $$""").update();
        jdbc.sql("""
                        create trigger refuse_for_test before insert on quality.action for each row
                        when (new.cause = '%s') execute function quality.refuse_for_test()""".formatted(cause.name())).update();
        try {
            for (int i = 0; i < 3; i++) {
                complained(cause, null);
            }
            await().untilAsserted(() -> assertThat(
                            jdbc.sql("select status from event_publication where serialized_event like ?")
                                    .param("%" + cause.id() + "%")
                                    .query(String.class)
                                    .list())
                    .containsExactly("FAILED"));
            assertThat(of(cause)).isEmpty();
            assertThat(mails(nadiasLogin, "action-opened", cause.name())).isEmpty();
            assertThat(jdbc.sql("select listener_id from event_publication where serialized_event like ?")
                            .param("%" + cause.id() + "%")
                            .query(String.class)
                            .single())
                    .as("as the migration writes it")
                    .isEqualTo("fr.parvis.quality.RepeatedCauses.on(fr.parvis.relations.CauseRepeated)");
        } finally {
            jdbc.sql("drop trigger refuse_for_test on quality.action").update();
            jdbc.sql("drop function quality.refuse_for_test()").update();
        }
        publications.resubmitIncompletePublications(one ->
                one.getEvent() instanceof CauseRepeated told && told.causeId().equals(cause.id()));
        opened(cause);
        await().untilAsserted(() ->
                assertThat(mails(nadiasLogin, "action-opened", cause.name())).hasSize(1));
    }

    @Test
    void nobody_reads_of_themselves() {
        var cause = ownCause();
        complained(cause, null);
        complained(cause, null);
        var about = complained(cause, paul);
        var action = opened(cause);
        assertThat(from(action).complaints()).hasSize(3);
        await().untilAsserted(() -> assertThat(mails(paulsLogin, "action-opened", cause.name()))
                .singleElement()
                .satisfies(told -> assertThat(told.text()).contains("2 réclamations récentes")));
        var page = ImprovementActions.page(action.id());
        assertThat(Pages.of(application, nadia).open(page).body())
                .contains(about.reference().code(), "3 réclamations");
        assertThat(Pages.of(application, paul).open(page).body())
                .contains("2 réclamations")
                .doesNotContain(about.reference().code());
        act(nadia);
        actions.takeUp(action.id(), 0, nadia.id(), "Voir avec l’équipe", today());
        actions.done(action.id(), 1, "Un guichet de plus.");
        assertThat(list.effect(list.find(action.id())).orElseThrow().before()).isEqualTo(3);
        act(paul);
        assertThat(list.effect(list.find(action.id())).orElseThrow().before()).isEqualTo(2);
    }

    @Test
    void whom_all_its_complaints_are_about_neither_reads_it_nor_has_it() {
        var cause = ownCause();
        for (int i = 0; i < 3; i++) {
            complained(cause, paul);
        }
        var action = opened(cause);
        await().untilAsserted(() ->
                assertThat(mails(nadiasLogin, "action-opened", cause.name())).hasSize(1));
        assertThat(mails(paulsLogin, "action-opened", cause.name())).isEmpty();
        assertThat(owners.of(action))
                .extracting(Accounts.Account::id)
                .contains(nadia.id())
                .doesNotContain(paul.id());
        refused(
                "owner-unknown",
                "owner",
                () -> actions.takeUp(action.id(), 0, paul.id(), "Voir avec l’équipe", today()));
        act(paul);
        assertThat(of(cause)).isEmpty();
        var sees = Pages.of(application, paul);
        assertThat(sees.open("/qualite?etat=toutes").body()).doesNotContain(cause.name());
        assertThat(sees.open("/agent/reclamations").body()).doesNotContain("id=\"cause-" + recurrenceOf(action));
        assertThat(sees.open(ImprovementActions.page(action.id())).status()).isEqualTo(404);
        assertThat(sees.send(ImprovementActions.page(action.id()) + "/fin", "revision", "0", "words", "Fait")
                        .status())
                .isEqualTo(404);
    }

    private static UUID recurrenceOf(ImprovementAction action) {
        return ((Origin.Recurrence) action.origin()).id();
    }

    @Test
    void an_action_is_of_those_who_have_a_right_to_its_place() {
        var action = byHand(null);
        var page = ImprovementActions.page(action.id());
        var elsewhere = town.place(1, 1).site().id();
        var stranger = new Caller(Ids.next(), "Essai", null, Set.of(Role.QUALITY), Set.of(elsewhere), false);
        var sees = Pages.of(application, stranger);
        assertThat(sees.open("/qualite").body()).doesNotContain(action.title());
        assertThat(sees.open(page).status()).isEqualTo(404);
        assertThat(sees.send(page + "/fin", "revision", "0", "words", "Fait").status())
                .isEqualTo(404);
        var login = "essai-" + Ids.token().substring(0, 8).replaceAll("[^A-Za-z0-9]", "x") + "@essai.example";
        var other = accounts.create(
                login, "Ailleurs Essai", Town.PASSWORD, null, Set.of(Role.SUPERVISOR), Set.of(elsewhere));
        act(nadia);
        refused("owner-unknown", "owner", () -> actions.takeUp(action.id(), 0, other, "Demander", today()));
        var form = sees.send(
                "/qualite/actions",
                "title",
                "Des bancs",
                "site",
                place.site().id().toString());
        assertThat(form.status()).isEqualTo(400);
        assertThat(form.body()).contains("Choisissez un de vos lieux", "value=\"Des bancs\"");
        assertThat(sees.send("/qualite/actions", "title", "Des bancs", "site", "")
                        .body())
                .contains("Choisissez un de vos lieux");
        for (var role : List.of(Role.AGENT, Role.TRAINER)) {
            assertThat(Pages.of(application, role).open("/qualite").status()).isEqualTo(403);
            assertThat(Pages.of(application, role).open(page).status()).isEqualTo(403);
        }
        assertThat(Pages.of(application, Role.QUALITY).open("/qualite").body()).contains(action.title());
    }

    @Test
    void the_database_refuses_an_action_that_nobody_could_follow() {
        var action = byHand(nadia.id());
        for (var wrong : List.of(
                "next_step = null",
                "next_step = ''",
                "due_on = null",
                "owner_id = null",
                "state = 'OPEN'",
                "state = 'DONE', outcome = 'Fait', ended_on = now()",
                "state = 'DONE', next_step = null, due_on = null, ended_on = now()",
                "state = 'DROPPED', next_step = null, due_on = null, outcome = 'Non'",
                "outcome = 'Fait'",
                "opened_by = null")) {
            assertThatThrownBy(() -> jdbc.sql("update quality.action set " + wrong + " where id = ?")
                            .param(action.id())
                            .update())
                    .as(wrong)
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
        assertThatThrownBy(() -> jdbc.sql("update quality.action_event set words = 'Autre' where action_id = ?")
                        .param(action.id())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("delete from quality.action_event where action_id = ?")
                        .param(action.id())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("append-only");
    }

    @Test
    void its_pages_take_it_from_the_first_step_to_the_end_and_back() {
        var sees = Pages.of(application, nadia);
        assertThat(sees.open("/qualite/actions/nouvelle").status()).isEqualTo(200);
        var empty = sees.send("/qualite/actions", "title", "", "step", "", "due", "2020-01-01");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.body()).contains("title-error", "step-error", "due-error", "value=\"2020-01-01\"");
        var title = "Des chaises " + Ids.token();
        var made = sees.send(
                "/qualite/actions",
                "title",
                title,
                "site",
                place.site().id().toString(),
                "what",
                "On attend debout.",
                "owner",
                "",
                "step",
                "Demander un devis",
                "due",
                today().plusDays(9).toString());
        var page = made.goesTo();
        assertThat(page).startsWith("/qualite/actions/");
        await().untilAsserted(() ->
                assertThat(mails(paulsLogin, "action-opened", title)).hasSize(1));
        assertThat(mails(nadiasLogin, "action-opened", title)).isEmpty();
        assertThat(sees.open("/qualite?etat=a-prendre").body()).contains(title, "Personne pour l’instant");

        var given = sees.send(
                page + "/suite",
                "revision",
                "0",
                "owner",
                paul.id().toString(),
                "step",
                "Choisir le modèle",
                "due",
                today().plusDays(3).toString());
        assertThat(given.goesTo()).isEqualTo(page);
        assertThat(mails(paulsLogin, "action-given", title))
                .singleElement()
                .satisfies(told -> assertThat(told.text()).contains("Nadia Essai", "Choisir le modèle", page));
        assertThat(sees.open("/qualite?etat=prises").body()).contains(title);
        assertThat(sees.open("/qualite?etat=a-prendre").body()).doesNotContain(title);

        var late = Pages.of(application, paul).send(page + "/fin", "revision", "0", "words", "Commandé");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("Changée entre-temps", ">Commandé</textarea>");
        assertThat(sees.send(page + "/fin", "revision", "1", "words", " ").body())
                .contains("words-error");
        assertThat(sees.send(page + "/abandon", "revision", "1", "reason", "").body())
                .contains("reason-error");
        assertThat(sees.send(page + "/fin", "revision", "1", "words", "Douze chaises de plus.")
                        .goesTo())
                .isEqualTo(page);
        assertThat(sees.send(page + "/fin", "revision", "2", "words", "Encore").status())
                .isEqualTo(409);
        assertThat(sees.open("/qualite").body()).doesNotContain(title);
        assertThat(sees.open("/qualite?etat=faites").body()).contains(title, "Douze chaises de plus.");

        assertThat(sees.send(page + "/reprise", "revision", "2", "step", "Les monter", "due", today().toString())
                        .goesTo())
                .isEqualTo(page);
        assertThat(sees.send(page + "/abandon", "revision", "3", "reason", "Le hall ferme.")
                        .goesTo())
                .isEqualTo(page);
        assertThat(sees.open(page).body())
                .containsSubsequence(
                        "Abandonnée", "Le hall ferme.", "Rouverte", "Faite", "Choisir le modèle", "Ouverte");
        assertThat(sees.open(page + "/fin").goesTo()).isEqualTo(page);
        assertThat(sees.open("/qualite/actions/" + Ids.next()).status()).isEqualTo(404);
        assertThat(sees.open("/qualite?lieu=" + place.site().id() + "&etat=abandonnees")
                        .body())
                .contains(title);
    }

    @Test
    void what_has_become_of_the_cause_is_counted_in_days() {
        clock.setTo(Instant.parse("2026-06-03T08:00:00Z"));
        var cause = ownCause();
        var action = raised(cause);
        clock.setTo(Instant.parse("2026-06-04T08:00:00Z"));
        actions.takeUp(action.id(), 0, nadia.id(), "Ouvrir un guichet", LocalDate.of(2026, 6, 5));
        assertThat(list.effect(list.find(action.id()))).isEmpty();
        actions.done(action.id(), 1, "Un guichet de plus.");
        var page = ImprovementActions.page(action.id());
        assertThat(Pages.of(application, nadia).open(page).body()).contains("C’est fait aujourd’hui");
        act(nadia);
        clock.setTo(Instant.parse("2026-06-14T08:00:00Z"));
        complained(cause, null);
        assertThat(list.effect(list.find(action.id()))).contains(new ActionList.Effect(3, 1, 10));
        assertThat(Pages.of(application, nadia).open(page).body())
                .contains("3 réclamations de cette cause ici dans les 90 jours d’avant, 1 en 10 jours depuis.");
        act(nadia);
        clock.setTo(Instant.parse("2026-09-10T08:00:00Z"));
        assertThat(list.effect(list.find(action.id()))).contains(new ActionList.Effect(3, 1, 98));
    }

    @Test
    void what_is_late_is_told_each_week_to_whoever_has_it_or_to_those_who_lead() {
        // a Wednesday; it is to be taken up by the Wednesday after
        clock.setTo(Instant.parse("2026-06-03T08:00:00Z"));
        var cause = ownCause();
        var action = raised(cause);
        assertThat(requireNonNull(action.next()).due()).isEqualTo(LocalDate.of(2026, 6, 10));
        toldOn("2026-06-10", cause, 0, 0);
        toldOn("2026-06-11", cause, 1, 1);
        toldOn("2026-06-17", cause, 1, 1);
        toldOn("2026-06-18", cause, 2, 2);
        actions.takeUp(action.id(), 0, paul.id(), "Ouvrir un guichet", LocalDate.of(2026, 6, 19));
        toldOn("2026-06-24", cause, 2, 2);
        // on a Sunday nobody is told
        toldOn("2026-06-28", cause, 2, 2);
        toldOn("2026-06-29", cause, 2, 3);
        town.account("Ada Essai", Role.ADMIN);
        accounts.suspend(paul.id());
        toldOn("2026-07-06", cause, 3, 3);
        actions.done(action.id(), 1, "Un guichet de plus.");
        toldOn("2026-07-20", cause, 3, 3);
    }

    private void toldOn(String day, Term cause, int nadias, int pauls) {
        clock.setTo(Instant.parse(day + "T08:00:00Z"));
        mail.tellLate();
        mail.tellLate();
        assertThat(mails(nadiasLogin, "action-late", cause.name())).as(day).hasSize(nadias);
        assertThat(mails(paulsLogin, "action-late", cause.name())).as(day).hasSize(pauls);
    }

    @Test
    void programs_list_them() {
        var first = byHand(nadia.id());
        var second = byHand(null);
        actions.drop(second.id(), 0, "Le hall ferme.");
        var slug = place.site().slug();
        SecurityContextHolder.clearContext();
        var api = new Api(port, town.token(Role.QUALITY));
        var listed = api.get("/api/v1/actions?site=" + slug);
        assertThat(listed.status()).isEqualTo(200);
        assertThat(listed.json().path("actions").size()).isEqualTo(2);
        assertThat(listed.text("actions.0.id")).isEqualTo(second.id().toString());
        assertThat(listed.text("actions.0.state")).isEqualTo("dropped");
        assertThat(listed.text("actions.0.dueness")).isEqualTo("ended");
        assertThat(listed.json().at("/actions/0/nextStep").isNull()).isTrue();
        assertThat(listed.json().at("/actions/0/owner").isNull()).isTrue();
        assertThat(listed.text("actions.1.title")).isEqualTo(first.title());
        assertThat(listed.text("actions.1.state")).isEqualTo("taken-up");
        assertThat(listed.text("actions.1.owner")).isEqualTo("Nadia Essai");
        assertThat(listed.text("actions.1.nextStep.what")).isEqualTo("Demander un devis");
        assertThat(listed.text("actions.1.nextStep.due"))
                .isEqualTo(requireNonNull(first.next()).due().toString());
        assertThat(listed.text("actions.1.dueness")).isEqualTo("in-time");
        assertThat(listed.text("actions.1.origin.kind")).isEqualTo("hand");
        assertThat(listed.text("actions.1.site")).isEqualTo(slug);
        assertThat(listed.text("actions.1.openedAt")).matches("\\d{4}-.*T.*[+-]\\d\\d:\\d\\d");
        assertThat(listed.json().path("next").isNull()).isTrue();

        var one = api.get("/api/v1/actions?site=" + slug + "&limit=1");
        assertThat(one.json().path("actions").size()).isEqualTo(1);
        var rest = api.get("/api/v1/actions?site=" + slug + "&limit=1&after=" + one.text("next"));
        assertThat(rest.text("actions.0.id")).isEqualTo(first.id().toString());
        assertThat(rest.json().path("next").isNull()).isTrue();
        clock.setTo(clock.instant().plus(Duration.ofDays(30)));
        assertThat(api.get("/api/v1/actions?site=" + slug + "&state=taken-up").text("actions.0.dueness"))
                .isEqualTo("late");

        for (var wrong : List.of("state=odd", "site=nowhere-at-all", "limit=0", "limit=201")) {
            var refused = api.get("/api/v1/actions?" + wrong);
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.text("field")).isEqualTo(wrong.split("=")[0]);
        }
        assertThat(api.get("/api/v1/actions?after=x").status()).isEqualTo(400);
        for (var role : List.of(Role.SUPERVISOR, Role.ADMIN)) {
            assertThat(new Api(port, town.token(role)).get("/api/v1/actions").status())
                    .isEqualTo(200);
        }
        for (var role : List.of(Role.AGENT, Role.TRAINER, Role.KIOSK, Role.TELEPHONY)) {
            assertThat(new Api(port, town.token(role)).get("/api/v1/actions").status())
                    .as(role.name())
                    .isEqualTo(403);
        }
        assertThat(new Api(port, "").get("/api/v1/actions").status()).isEqualTo(401);
        assertThat(new Api(port, "").get("/v3/api-docs").json().path("paths").has("/api/v1/actions"))
                .isTrue();
    }
}
