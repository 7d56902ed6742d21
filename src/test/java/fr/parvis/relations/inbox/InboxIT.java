package fr.parvis.relations.inbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Accounts;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.messaging.Message;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Channel;
import fr.parvis.relations.Closing;
import fr.parvis.relations.Endings;
import fr.parvis.relations.Handling;
import fr.parvis.relations.Interaction;
import fr.parvis.relations.Joining;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.relations.Sharing;
import fr.parvis.relations.TypedStep;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

@ParvisTest
class InboxIT {
    /** A Wednesday; the Monday after is Whit Monday. */
    private static final Instant WEDNESDAY = Instant.parse("2026-05-20T08:00:00Z");

    private static final LocalDate TODAY = LocalDate.of(2026, 5, 20);

    @Autowired
    Town town;

    @Autowired
    Directory directory;

    @Autowired
    Accounts accounts;

    @Autowired
    Requests requests;

    @Autowired
    Handling handling;

    @Autowired
    Endings endings;

    @Autowired
    Sharing sharing;

    @Autowired
    Joining joining;

    @Autowired
    Desk desk;

    @Autowired
    Drafts drafts;

    @Autowired
    Presence presence;

    @Autowired
    InboxLines lines;

    @Autowired
    InboxSearch search;

    @Autowired
    Teams teams;

    @Autowired
    AssignmentRules rules;

    @Autowired
    ContactFigures figures;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    private UUID site = Ids.next();
    private Caller nadia = caller(Ids.next(), "Nadia", Set.of());
    private Caller paul = caller(Ids.next(), "Paul", Set.of());

    private static Caller caller(UUID id, String name, Set<UUID> sites) {
        return new Caller(id, name, null, Set.of(Role.AGENT), sites, false);
    }

    @BeforeEach
    void open() {
        site = town.place(1, 1).site().id();
        clock.setTo(WEDNESDAY);
        nadia = member("Nadia");
        paul = member("Paul");
        act(nadia);
    }

    /** With a name that no other test has. */
    private Caller member(String first) {
        var name = first + " " + Ids.token().replaceAll("[^a-zA-Z]", "").substring(0, 6);
        var login = town.account(name, Role.AGENT);
        var id = accounts.list().stream()
                .filter(account -> account.login().equals(login))
                .findFirst()
                .orElseThrow()
                .id();
        return caller(id, name, Set.of());
    }

    @AfterEach
    void backToNow() {
        rules.all().forEach(rule -> rules.remove(rule.id()));
        clock.reset();
        SecurityContextHolder.clearContext();
    }

    private static void act(Caller caller) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of()));
        SecurityContextHolder.setContext(context);
    }

    private Request asked(String words) {
        return asked(words, "", "fr", null);
    }

    private Request asked(String words, String email, String language, @Nullable UUID at) {
        var said = new Request.Said("", words, "Zoé", "Essai", email, "", null);
        return requests.receive(
                new NewRequest(Request.Kind.QUESTION, null, Channel.WEB, language, null, at, said, Ids.token()));
    }

    private Request now(Request request) {
        return requests.find(request.id()).orElseThrow();
    }

    private @Nullable UUID last(Request request) {
        return requests.interactions(request).stream()
                .filter(one -> one.direction() != Interaction.Direction.NOTE)
                .reduce((_, last) -> last)
                .map(Interaction::id)
                .orElse(null);
    }

    private List<UUID> in(InboxView view) {
        var found = new ArrayList<UUID>();
        for (int page = 0; ; page++) {
            var one = lines.page(new InboxFilter(view, null, null, null, null, page));
            one.lines().forEach(line -> found.add(line.id()));
            if (!one.more()) {
                return found;
            }
        }
    }

    private List<UUID> found(String typed) {
        return search.find(typed).lines().stream().map(InboxLine::id).toList();
    }

    private List<Message> mails(String to) {
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(mail -> to.equals(mail.to()))
                .toList();
    }

    private static void refused(String problem, String field, ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOfSatisfying(ProblemException.class, refusal -> {
            assertThat(refusal.key()).endsWith("." + problem);
            assertThat(refusal.field()).isEqualTo(field);
        });
    }

    private UUID team(@Nullable Integer most, Caller... members) {
        var ids = new java.util.HashSet<UUID>();
        for (var member : members) {
            ids.add(member.id());
        }
        return teams.save(null, "Équipe " + Ids.token(), null, most, ids);
    }

    private void rule(UUID team, String word) {
        rules.add(new AssignmentRule(
                Ids.next(), "Règle " + word, null, null, null, null, null, List.of(word), team, true));
    }

    @Test
    void what_comes_in_goes_to_the_freest_of_the_team_and_it_is_said_why() {
        var team = team(null, nadia, paul);
        handling.take(asked("Une première").id());
        rule(team, "manège");
        var given = asked("Le manege est en panne");
        assertThat(given.assignee()).isEqualTo(paul.id());
        assertThat(requireNonNull(given.next()).owner()).isEqualTo(paul.name());
        assertThat(given.state()).isEqualTo(Request.State.RECEIVED);
        assertThat(rules.why(given.id()))
                .hasValueSatisfying(why -> assertThat(why.agent()).isEqualTo(paul.name()));
        assertThat(in(InboxView.TEAM)).contains(given.id());
        assertThat(in(InboxView.NEW)).doesNotContain(given.id());
        act(paul);
        assertThat(in(InboxView.MINE)).containsExactly(given.id());
        assertThat(asked("Autre chose").assignee()).isNull();
    }

    @Test
    void nobody_gets_more_than_the_team_says_or_a_language_that_they_do_not_speak() {
        var team = team(1, paul);
        rule(team, "manège");
        assertThat(asked("manège un").assignee()).isEqualTo(paul.id());
        var more = asked("manège deux");
        assertThat(more.assignee()).isNull();
        assertThat(requireNonNull(more.next()).owner()).startsWith("Équipe");
        assertThat(asked("manège trois", "", "ar", null).assignee()).isNull();
        act(paul);
        assertThat(in(InboxView.TEAM)).contains(more.id());
    }

    @Test
    void a_team_that_is_removed_leaves_its_requests() {
        var team = team(null, paul);
        rule(team, "manège");
        var given = asked("manège");
        teams.remove(team);
        assertThat(rules.all()).isEmpty();
        assertThat(now(given).assignee()).isEqualTo(paul.id());
    }

    @Test
    void each_view_has_what_its_name_says() {
        var asked = asked("Une question");
        assertThat(in(InboxView.NEW)).contains(asked.id());
        handling.take(asked.id());
        assertThat(in(InboxView.NEW)).doesNotContain(asked.id());
        assertThat(in(InboxView.MINE)).containsExactly(asked.id());
        assertThat(lines.counts()).containsEntry(InboxView.MINE, 1);

        sharing.snooze(asked.id(), TODAY.plusDays(1));
        assertThat(in(InboxView.MINE)).isEmpty();
        assertThat(in(InboxView.SNOOZED)).contains(asked.id());
        clock.forward(Duration.ofDays(1));
        assertThat(in(InboxView.MINE)).containsExactly(asked.id());
        assertThat(in(InboxView.SNOOZED)).doesNotContain(asked.id());

        handling.askMissing(asked.id(), "Une photo", TODAY.plusDays(10));
        assertThat(in(InboxView.WAITING)).contains(asked.id());
        assertThat(in(InboxView.MINE)).isEmpty();
        clock.forward(Duration.ofDays(8));
        assertThat(in(InboxView.LATE)).doesNotContain(asked.id());
        handling.hear(asked.id(), Channel.WEB, "Laquelle ?");
        assertThat(in(InboxView.MINE)).as("a word to answer").containsExactly(asked.id());
        assertThat(in(InboxView.WAITING)).contains(asked.id());
        assertThat(in(InboxView.LATE)).doesNotContain(asked.id());
        handling.say(asked.id(), Channel.WEB, "Celle du trottoir");
        assertThat(in(InboxView.MINE)).isEmpty();
        handling.hear(asked.id(), Channel.WEB, "La voici", TODAY.plusDays(9), true);
        clock.forward(Duration.ofDays(40));
        assertThat(in(InboxView.LATE)).contains(asked.id());

        endings.close(asked.id(), new Closing.Solved("Merci."));
        assertThat(in(InboxView.LATE)).doesNotContain(asked.id());
        assertThat(in(InboxView.ALL)).doesNotContain(asked.id());
        assertThat(in(InboxView.CLOSED)).contains(asked.id());
    }

    @Test
    void a_word_of_the_person_wakes_what_was_put_off_and_nothing_is_put_off_beyond_the_promise() {
        var asked = asked("Une question");
        refused("snooze-past", "snooze", () -> sharing.snooze(asked.id(), TODAY));
        refused("snooze-too-long", "snooze", () -> sharing.snooze(asked.id(), TODAY.plusDays(60)));
        handling.next(asked.id(), TypedStep.of("Relire", "Nadia", TODAY.plusMonths(20), TODAY));
        refused("snooze-beyond-promise", "snooze", () -> sharing.snooze(asked.id(), TODAY.plusMonths(6)));
        refused(
                "next-step-far",
                "nextStep.due",
                () -> TypedStep.of("Relire", "Nadia", LocalDate.of(9999, 12, 31), TODAY));
        refused("until-far", "until", () -> handling.askMissing(asked.id(), "Une photo", TODAY.plusMonths(7)));
        sharing.snooze(asked.id(), TODAY.plusDays(2));
        handling.hear(asked.id(), Channel.WEB, "Encore moi");
        assertThat(in(InboxView.SNOOZED)).doesNotContain(asked.id());
        assertThat(in(InboxView.NEW)).contains(asked.id());
    }

    @Test
    void nobody_sees_what_belongs_to_a_site_that_is_not_theirs() {
        var word = Ids.token().replaceAll("[^a-z]", "") + "zq";
        var asked = asked("Une affaire de " + word, "", "fr", site);
        assertThat(found(word)).containsExactly(asked.id());
        act(caller(paul.id(), paul.name(), Set.of(Ids.next())));
        assertThat(found(word)).isEmpty();
        assertThat(in(InboxView.ALL)).doesNotContain(asked.id());
        assertThat(found(asked.reference().code())).isEmpty();
        assertThatThrownBy(() -> desk.note(asked.id(), "Vu")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> sharing.snooze(asked.id(), TODAY.plusDays(1))).isInstanceOf(ProblemException.class);
        act(caller(paul.id(), paul.name(), Set.of(site)));
        assertThat(found(word)).containsExactly(asked.id());
        assertThat(in(InboxView.NEW)).contains(asked.id());
    }

    @Test
    void of_two_who_answer_at_once_one_is_sent_and_the_other_is_told() throws Exception {
        var to = Ids.token() + "@essai.example";
        var asked = asked("Une question", to, "fr", null);
        var seen = last(asked);
        var tries = new ArrayList<Callable<Boolean>>();
        for (var one : List.of(nadia, paul)) {
            tries.add(() -> {
                act(one);
                try {
                    desk.reply(asked.id(), "Réponse de " + one.name(), seen);
                    return true;
                } catch (ProblemException refused) {
                    assertThat(refused.key()).endsWith(".answered-meanwhile");
                    assertThat(refused.field()).isEqualTo("reply");
                    return false;
                } finally {
                    SecurityContextHolder.clearContext();
                }
            });
        }
        var sent = 0;
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var done : threads.invokeAll(tries)) {
                sent += done.get() ? 1 : 0;
            }
        }
        assertThat(sent).isEqualTo(1);
        assertThat(requests.interactions(asked))
                .filteredOn(one -> one.direction() == Interaction.Direction.OUT)
                .hasSize(1);
        assertThat(mails(to)).hasSize(2);
        act(nadia);
        desk.reply(asked.id(), "Après lecture", last(asked));
        assertThat(mails(to)).hasSize(3);
    }

    @Test
    void the_same_form_sent_twice_is_sent_once() {
        var asked = asked("Une question");
        var seen = last(asked);
        desk.reply(asked.id(), "Voici.", seen);
        desk.reply(asked.id(), "Voici.", seen);
        assertThat(requests.interactions(asked)).hasSize(2);
        desk.close(asked.id(), new Closing.Solved("Fini."), last(asked), "answer", Set.of("answer"));
        refused(
                "closed-meanwhile",
                "reason",
                () -> desk.close(asked.id(), new Closing.Refused("Non", "Mais"), seen, "reason", Set.of()));
        refused("closed-meanwhile", "reply", () -> desk.reply(asked.id(), "Trop tard", seen));
    }

    @Test
    void what_was_typed_is_each_ones_own_stays_until_it_is_sent_and_goes_with_the_request() {
        var asked = asked("Une question");
        drafts.keep(asked.id(), Map.of("reply", "Je commence", "note", "Et ceci", "vue", "a-moi"));
        act(paul);
        assertThat(drafts.of(asked.id())).isEmpty();
        act(nadia);
        assertThat(drafts.of(asked.id())).containsOnly(Map.entry("reply", "Je commence"), Map.entry("note", "Et ceci"));
        desk.reply(asked.id(), "Je commence, et finis", last(asked));
        assertThat(drafts.of(asked.id())).containsOnlyKeys("note");
        requests.withdraw(asked.key());
        assertThat(jdbc.sql("select count(*) from relations.draft where request_id = ?")
                        .param(asked.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_draft_that_is_saved_while_the_request_is_ended_waits_for_it_and_neither_fails() throws Exception {
        var asked = asked("Une question");
        drafts.keep(asked.id(), Map.of("answer", "Oui"));
        var two = new LinkedHashMap<String, String>();
        two.put("answer", "Oui, bien sûr");
        two.put("reason", "Sinon");
        try (var threads = Executors.newSingleThreadExecutor()) {
            var saved = Objects.requireNonNull(transaction.execute(_ -> {
                jdbc.sql("select id from relations.request where id = ? for update")
                        .param(asked.id())
                        .query()
                        .listOfRows();
                var saving = threads.submit(() -> {
                    act(nadia);
                    drafts.keep(asked.id(), two);
                    return true;
                });
                await().until(() -> jdbc.sql("select count(*) from pg_locks where not granted")
                                .query(Integer.class)
                                .single()
                        > 0);
                drafts.drop(asked.id(), Set.of("answer"));
                return saving;
            }));
            assertThat(saved.get()).isTrue();
        }
        assertThat(drafts.of(asked.id())).containsExactlyInAnyOrderEntriesOf(two);
    }

    @Test
    void who_is_named_in_a_note_finds_it_until_it_is_seen() {
        var asked = asked("Une question");
        var handle = Colleagues.handle(paul.name());
        refused("mention-unknown", "note", () -> desk.note(asked.id(), "Voir @personne.ici"));
        assertThat(requests.interactions(asked)).hasSize(1);
        desk.note(asked.id(), "Sais-tu, @" + handle + " ? Écrire à moi@essai.example");
        assertThat(lines.counts()).containsEntry(InboxView.CITED, 0);
        act(paul);
        assertThat(lines.counts()).containsEntry(InboxView.CITED, 1);
        assertThat(in(InboxView.CITED)).containsExactly(asked.id());
        desk.seen(asked.id());
        assertThat(lines.counts()).containsEntry(InboxView.CITED, 0);
        assertThat(in(InboxView.CITED)).containsExactly(asked.id());
    }

    @Test
    void two_requests_of_one_person_become_one_and_colleagues_find_it_by_either_reference() {
        var to = Ids.token() + "@essai.example";
        var one = asked("Ma première lettre", to, "fr", null);
        var two = asked("Ma seconde lettre", to.toUpperCase(java.util.Locale.ROOT), "fr", null);
        drafts.keep(one.id(), Map.of("reply", "Presque fini"));
        desk.note(one.id(), "Attention");
        joining.merge(one.id(), two.id());
        assertThat(requests.interactions(two))
                .extracting(Interaction::words)
                .contains("Ma première lettre", "Ma seconde lettre", "Attention");
        assertThat(drafts.of(two.id())).containsEntry("reply", "Presque fini");
        assertThat(now(one).state()).isEqualTo(Request.State.SENT_ON);
        assertThat(now(one).outcome()).contains(two.reference().code());
        assertThat(mails(to.toUpperCase(java.util.Locale.ROOT)))
                .anySatisfy(mail -> assertThat(mail.text())
                        .contains(two.reference().code(), now(two).key().code()));
        assertThat(requests.find(two.key())).isEmpty();
        // who typed the address of somebody else gets nothing of theirs
        assertThat(requests.find(one.key()).orElseThrow().id()).isEqualTo(one.id());
        assertThat(requests.find(one.reference()).orElseThrow().id()).isEqualTo(two.id());

        joining.unmerge(one.id());
        assertThat(now(one).isOpen()).isTrue();
        assertThat(requests.find(one.key()).orElseThrow().id()).isEqualTo(one.id());
        assertThat(requests.interactions(two)).extracting(Interaction::words).containsExactly("Ma seconde lettre");
        assertThat(requests.interactions(one))
                .extracting(Interaction::words)
                .contains("Ma première lettre", "Attention");

        joining.merge(one.id(), two.id());
        requests.withdraw(one.key());
        assertThat(now(one).said()).isNull();
        assertThat(now(two).said()).isNotNull();
        assertThat(requests.interactions(two)).extracting(Interaction::words).doesNotContain("Ma première lettre");
    }

    @Test
    void of_one_known_usager_the_key_leads_on_too_and_withdrawing_takes_all() {
        var to = Ids.token() + "@essai.example";
        var one = asked("Ma première lettre", to, "fr", null);
        var two = asked("Ma seconde lettre", to, "fr", null);
        jdbc.sql("update relations.request set usager_id = ? where id in (?, ?)")
                .params(Ids.next(), one.id(), two.id())
                .update();
        joining.merge(one.id(), two.id());
        assertThat(requests.find(one.key()).orElseThrow().id()).isEqualTo(two.id());
        requests.withdraw(one.key());
        assertThat(now(one).said()).isNull();
        assertThat(now(two).said()).isNull();
    }

    @Test
    void nobody_reads_the_words_of_another_and_no_legal_time_is_lost_by_merging() {
        var one = asked("Moi", "a" + Ids.token() + "@essai.example", "fr", null);
        var two = asked("Quelqu’un d’autre", "b" + Ids.token() + "@essai.example", "fr", null);
        refused("merge-strangers", "into", () -> joining.merge(one.id(), two.id()));
        refused("merge-itself", "into", () -> joining.merge(one.id(), one.id()));
        var to = Ids.token() + "@essai.example";
        var said = new Request.Said("", "Je me plains", "Zoé", "Essai", to, "", null);
        var complaint = requests.receive(NewRequest.web(Request.Kind.COMPLAINT, "fr", null, said, Ids.token()));
        var question = asked("Et ma plainte ?", to, "fr", null);
        refused("merge-legal", "into", () -> joining.merge(complaint.id(), question.id()));
        joining.merge(question.id(), complaint.id());
        assertThat(now(complaint).legal().silenceOn())
                .isEqualTo(complaint.legal().silenceOn());
        refused("request-closed", "into", () -> joining.merge(question.id(), complaint.id()));
    }

    @Test
    void messages_about_something_else_become_a_request_of_their_own() {
        var to = Ids.token() + "@essai.example";
        var asked = asked("La crèche", to, "fr", null);
        var other = handling.hear(asked.id(), Channel.EMAIL, "Et ma poubelle ?");
        refused("split-nothing", "moved", () -> joining.split(asked.id(), List.of(), "Poubelle"));
        var all = requests.interactions(asked).stream().map(Interaction::id).toList();
        refused("split-nothing", "moved", () -> joining.split(asked.id(), all, "Poubelle"));
        refused("subject-missing", "subject", () -> joining.split(asked.id(), List.of(other.id()), " "));
        var made = joining.split(asked.id(), List.of(other.id()), "Poubelle");
        assertThat(requireNonNull(made.said()).email()).isEqualTo(to);
        assertThat(made.said().words()).isEqualTo("Et ma poubelle ?");
        assertThat(made.assignee()).isEqualTo(nadia.id());
        assertThat(made.isOpen()).isTrue();
        assertThat(requests.interactions(asked)).extracting(Interaction::words).containsExactly("La crèche");
        assertThat(mails(to))
                .anySatisfy(mail -> assertThat(mail.text())
                        .contains(made.reference().code(), asked.reference().code()));
        assertThat(found("poubelle")).contains(made.id()).doesNotContain(asked.id());
    }

    @Test
    void a_request_is_found_by_any_word_of_it_and_by_what_looks_like_one() {
        var said = new Request.Said(
                "Inscription à la ludothèque",
                "Mes jumeaux y allaient",
                "Noëlle",
                "Kerguelen",
                "n.kerguelen@essai.example",
                "+33 6 98 76 54 32",
                null);
        var asked = requests.receive(NewRequest.web(Request.Kind.QUESTION, "fr", null, said, Ids.token()));
        desk.note(asked.id(), "Voir le trombinoscope");
        for (var typed : List.of(
                "ludothèques",
                "LUDOTHEQUE inscriptions",
                "jumeau",
                "noelle kerguelen",
                "kerguel",
                "n.kerguelen@essai.example",
                "06 98 76 54 32",
                "0698",
                "trombinoscope",
                asked.reference().code(),
                asked.reference().code().substring(4, 8),
                "kergulen",
                "ludotheqeu")) {
            assertThat(found(typed)).as(typed).contains(asked.id());
        }
        assertThat(search.find("kergulen").like()).contains("kerguelen");
        assertThat(search.find("ludothèque").like()).isEmpty();
        for (var typed : List.of("le", "zzzz", "'", "ludothèque zzzz", "&|!", "%")) {
            assertThat(found(typed)).as(typed).doesNotContain(asked.id());
        }
        requests.withdraw(asked.key());
        assertThat(found("kerguelen")).isEmpty();
        assertThat(jdbc.sql("select count(*) from relations.inbox_word where word in ('kerguelen', 'trombinoscop')")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void of_a_word_that_thousands_of_requests_hold_the_latest_are_found() {
        transaction.executeWithoutResult(undone -> {
            undone.setRollbackOnly();
            for (var sql : List.of("""
                    insert into relations.request (id, organisation_id, reference, key, form, kind, state, received_at, received_on,
                        competent_on, due_on, language, subject, first_name, last_name, email, phone, next_usual, next_what, next_owner,
                        next_due, closed_at)
                    select gen_random_uuid(), ?, 'MANY-' || i, 'MANY' || i, 'many' || i, 'QUESTION', 'ANSWERED', at, at::date, at::date,
                        at::date, 'fr', 'Objet ' || i, '', '', '', '', null, null, null, null, at
                      from (select i, now() - i * interval '1 minute' as at from generate_series(1, 4100) i) days""", """
                    insert into relations.inbox_search (request_id, organisation_id, last_at, document)
                    select id, organisation_id, received_at, to_tsvector('relations.inbox', 'zanzibar')
                      from relations.request where organisation_id = ? and form like 'many%'""")) {
                jdbc.sql(sql).param(directory.organisation().id()).update();
            }
            var found = search.find("zanzibar");
            assertThat(found.more()).isTrue();
            assertThat(found.lines())
                    .extracting(InboxLine::title)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, InboxSearch.MOST)
                            .mapToObj(i -> "Objet " + i)
                            .toList());
        });
    }

    @Test
    void colleagues_know_who_has_it_open_and_who_writes() {
        var asked = asked("Une question");
        presence.here(asked.id(), false);
        act(paul);
        presence.here(asked.id(), true);
        assertThat(presence.at(asked.id()))
                .extracting(Presence.Someone::name, Presence.Someone::writing)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(nadia.name(), false),
                        org.assertj.core.groups.Tuple.tuple(paul.name(), true));
        desk.reply(asked.id(), "Voilà", last(asked));
        assertThat(presence.at(asked.id())).noneMatch(Presence.Someone::writing);
        clock.forward(Presence.THERE.plusSeconds(1));
        assertThat(presence.at(asked.id())).isEmpty();
    }

    @Test
    void the_figures_count_what_one_answer_solved() {
        clock.forward(Duration.ofDays(1000));
        var again = Ids.token() + "@essai.example";
        var solved = asked("Une");
        var reopened = asked("Deux");
        var other = asked("Trois", again, "fr", null);
        var discussed = asked("Quatre");
        handling.say(discussed.id(), Channel.WEB, "Précisez ?");
        handling.hear(discussed.id(), Channel.WEB, "Ceci");
        for (var one : List.of(solved, reopened, other, discussed)) {
            endings.answer(one.id(), "Oui.");
        }
        clock.forward(Duration.ofDays(2));
        handling.hear(reopened.id(), Channel.WEB, "Pas compris");
        asked("Trois encore", again, "fr", null);
        assertThat(figures.figures().first().n()).isZero();
        clock.forward(Duration.ofDays(6));
        assertThat(figures.figures().first().n()).isEqualTo(4);
        assertThat(figures.figures().first().hits()).isEqualTo(1);
        assertThat(figures.figures().again().hits()).isEqualTo(2);
    }
}
