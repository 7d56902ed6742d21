package fr.parvis.relations.complaint;

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
import fr.parvis.relations.Channel;
import fr.parvis.relations.Closing;
import fr.parvis.relations.Documents;
import fr.parvis.relations.Endings;
import fr.parvis.relations.FollowUp;
import fr.parvis.relations.Handling;
import fr.parvis.relations.Joining;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.NextStep;
import fr.parvis.relations.Reference;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestKey;
import fr.parvis.relations.Requests;
import fr.parvis.relations.Sharing;
import fr.parvis.relations.answers.Apology;
import fr.parvis.relations.answers.Complained;
import fr.parvis.relations.calls.KnownCallers;
import fr.parvis.relations.calls.Noting;
import fr.parvis.relations.inbox.AssignmentRule;
import fr.parvis.relations.inbox.AssignmentRules;
import fr.parvis.relations.inbox.InboxFilter;
import fr.parvis.relations.inbox.InboxLines;
import fr.parvis.relations.inbox.InboxSearch;
import fr.parvis.relations.inbox.InboxView;
import fr.parvis.relations.inbox.Macros;
import fr.parvis.relations.inbox.Teams;
import fr.parvis.relations.post.ScannedPost;
import fr.parvis.testing.Api;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.WebApplicationContext;

@ParvisTest
class ComplaintsIT {
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");
    private static final Pattern CATEGORY =
            Pattern.compile("<option value=\"([0-9a-f-]{36})\"[^>]*>Attente ou délai</option>");

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
    FollowUp followUp;

    @Autowired
    Sharing sharing;

    @Autowired
    Joining joining;

    @Autowired
    Complaints complaints;

    @Autowired
    Terms terms;

    @Autowired
    Recurrences recurrences;

    @Autowired
    TestClock clock;

    @Autowired
    Register register;

    @Autowired
    InboxLines lines;

    @Autowired
    InboxSearch search;

    @Autowired
    Teams teams;

    @Autowired
    AssignmentRules rules;

    @Autowired
    Macros macros;

    @Autowired
    Outbox outbox;

    @Autowired
    KnownCallers callers;

    @Autowired
    Noting noting;

    @Autowired
    ScannedPost scans;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext application;

    @LocalServerPort
    int port;

    private Caller nadia = lead();
    private Caller paul = lead();
    private Caller ana = lead();
    private String login = "";

    private static Caller lead() {
        return new Caller(Ids.next(), "Essai", null, Set.of(Role.SUPERVISOR), Set.of(), false);
    }

    @BeforeEach
    void open() {
        town.place(1, 1);
        login = town.account("Nadia Essai", Role.SUPERVISOR);
        nadia = caller(login);
        paul = caller(town.account("Paul Essai", Role.SUPERVISOR));
        act(nadia);
    }

    @AfterEach
    void nobody() {
        clock.reset();
        rules.all().forEach(rule -> rules.remove(rule.id()));
        SecurityContextHolder.clearContext();
    }

    private Caller caller(String name) {
        var account = accounts.list().stream()
                .filter(one -> one.login().equals(name))
                .findFirst()
                .orElseThrow();
        return new Caller(account.id(), account.name(), null, Set.of(Role.SUPERVISOR), Set.of(), false);
    }

    private static void act(Caller caller) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of()));
        SecurityContextHolder.setContext(context);
    }

    private Request asked(Request.Kind kind, String words, String email) {
        var said = new Request.Said("", words, "Zoé", "Essai", email, "", null);
        return requests.receive(NewRequest.web(kind, "fr", null, said, Ids.token()));
    }

    private Request complained() {
        return asked(Request.Kind.COMPLAINT, "On m’a mal reçue", Ids.token() + "@essai.example");
    }

    private UUID term(Term.Kind kind, String code) {
        return terms.all(kind).stream()
                .filter(term -> term.code().equals(code))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private void say(Request request, @Nullable UUID accused, @Nullable UUID cause) {
        complaints.say(
                request.id(),
                new Complaints.Said(
                        term(Term.Kind.CATEGORY, "delay"), accused, cause, "Un rendez-vous demain", cause != null));
    }

    private UUID ownCause() {
        var name = "Cause " + Ids.token();
        terms.add(Term.Kind.CAUSE, name, false);
        return terms.all(Term.Kind.CAUSE).stream()
                .filter(term -> term.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Request now(Request request) {
        return requests.find(request.id()).orElseThrow();
    }

    private List<Message> mails(String to) {
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(mail -> to.equals(mail.to()))
                .toList();
    }

    private static void refused(String name, @Nullable String field, ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOfSatisfying(ProblemException.class, refusal -> {
            assertThat(refusal.key()).isEqualTo("problem.relations." + name);
            assertThat(refusal.field()).isEqualTo(field);
        });
    }

    @Test
    void whoever_it_is_about_neither_has_it_nor_reads_it() {
        var word = "Mot" + Ids.token().replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
        var complaint = asked(Request.Kind.COMPLAINT, "L’agent du guichet, " + word, "");
        sharing.give(complaint.id(), new Sharing.Owner(null, paul.id(), paul.name()));
        jdbc.sql(
                        "update relations.request set phone = '06 39 98 ' || lpad((random() * 9999)::int::text, 4, '0') where id = ?")
                .param(complaint.id())
                .update();
        var phone = requireNonNull(now(complaint).said()).phone();
        assertThat(callers.behind(phone).requests()).containsKey(complaint.id());
        say(complaint, paul.id(), null);
        assertThat(now(complaint).assignee()).isNull();
        assertThat(requireNonNull(now(complaint).next()).owner()).isEmpty();
        refused(
                "owner-is-accused",
                "to-whom",
                () -> sharing.give(complaint.id(), new Sharing.Owner(null, paul.id(), paul.name())));
        assertThatThrownBy(() -> jdbc.sql("update relations.request set assignee_id = ? where id = ?")
                        .params(paul.id(), complaint.id())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("request_never_with_the_accused");
        assertThat(ids()).contains(complaint.id());
        assertThat(search.find(word).lines()).hasSize(1);
        assertThat(register.lines(new Register.Filter(null, null, null, null, null, 0)))
                .anyMatch(line -> line.id().equals(complaint.id()));

        act(paul);
        assertThat(callers.behind(phone).requests()).doesNotContainKey(complaint.id());
        assertThat(requests.find(complaint.id())).isEmpty();
        assertThat(requests.find(complaint.reference())).isEmpty();
        assertThat(ids()).doesNotContain(complaint.id());
        assertThat(search.find(word).lines()).isEmpty();
        assertThat(search.find(complaint.reference().code()).lines()).isEmpty();
        assertThat(register.lines(new Register.Filter(null, null, null, null, null, 0)))
                .noneMatch(line -> line.id().equals(complaint.id()));
        refused("unknown-request", null, () -> handling.take(complaint.id()));
        refused("unknown-request", null, () -> say(complaint, null, null));
    }

    private Request behaviour(String words) {
        var said = new Request.Said("", words, "Zoé", "Essai", "", "", null);
        return complaints.receive(
                NewRequest.web(Request.Kind.COMPLAINT, "fr", null, said, Ids.token()),
                term(Term.Kind.CATEGORY, "courtesy"),
                null,
                "");
    }

    private Caller agent(String name) {
        var known = caller(town.account(name, Role.AGENT));
        return new Caller(known.id(), name, null, Set.of(Role.AGENT), Set.of(), false);
    }

    private void isHiddenFrom(Caller agent, Request complaint, String word) {
        act(agent);
        assertThat(requests.find(complaint.id())).isEmpty();
        assertThat(ids()).doesNotContain(complaint.id());
        assertThat(search.find(word).lines()).isEmpty();
        refused("unknown-request", null, () -> handling.take(complaint.id()));
        refused("complaint-held-back", null, () -> complaints.settle(complaint.id(), null));
    }

    @Test
    void what_is_about_somebody_s_behaviour_is_nobody_s_until_it_is_said_whose() {
        var name = "Zw" + Ids.token().replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
        var ana = agent("Ana " + name);
        var bob = agent("Bob Essai");
        var team = teams.save(null, "Équipe " + Ids.token(), null, null, Set.of(ana.id()));
        rules.add(new AssignmentRule(
                Ids.next(), "Réclamations", Request.Kind.COMPLAINT, null, null, null, null, List.of(), team, true));
        var complaint = behaviour("Mme " + name.toUpperCase(Locale.ROOT) + " m’a crié dessus.");
        assertThat(complaints.of(complaint.id())).hasValueSatisfying(one -> {
            assertThat(one.heldBack()).isTrue();
            assertThat(one.proposed()).isEqualTo(ana.id());
            assertThat(one.accused()).isNull();
        });
        assertThat(now(complaint).assignee())
                .as("the rules had given it to her")
                .isNull();
        assertThat(rules.why(complaint.id())).isEmpty();
        isHiddenFrom(ana, complaint, name);
        isHiddenFrom(bob, complaint, name);
        var call = followUp.callBack(
                complaint,
                NewRequest.web(
                        Request.Kind.CALL_BACK,
                        "fr",
                        null,
                        new Request.Said("", "Rappelez-moi", "Zoé", "Essai", "", "01 99 00 00 00", null),
                        Ids.token()));
        assertThat(followUp.concerned(call))
                .as("nor by the call that it leads to")
                .isEmpty();

        act(nadia);
        assertThat(ids()).contains(complaint.id());
        assertThat(followUp.concerned(call)).isPresent();
        refused("complaint-held-back", "to-whom", () -> handling.take(complaint.id()));
        refused(
                "complaint-held-back",
                "to-whom",
                () -> sharing.give(complaint.id(), new Sharing.Owner(null, bob.id(), bob.name())));
        assertThatThrownBy(() -> jdbc.sql("update relations.request set assignee_id = ? where id = ?")
                        .params(bob.id(), complaint.id())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("request_held_back_is_nobodys");
        var pages = Pages.of(application, Role.SUPERVISOR);
        var address = "/agent/messages/" + complaint.id();
        assertThat(pages.open(address).body()).contains("Qui est mis en cause", "C’est Ana " + name);
        assertThat(pages.send(address + "/reclamation/personne", "who", ana.id().toString())
                        .status())
                .isEqualTo(302);
        act(nadia);
        assertThat(complaints.of(complaint.id()))
                .hasValueSatisfying(one -> assertThat(one.accused()).isEqualTo(ana.id()));
        act(bob);
        assertThat(requests.find(complaint.id())).isPresent();
        act(ana);
        assertThat(requests.find(complaint.id())).isEmpty();
        act(nadia);
        teams.remove(team);
    }

    @Test
    void when_it_is_about_nobody_in_particular_everybody_may_have_it() {
        var bob = agent("Bob Essai");
        var complaint = behaviour("On m’a mal reçue.");
        assertThat(complaints.of(complaint.id()))
                .hasValueSatisfying(one -> assertThat(one.proposed()).isNull());
        act(bob);
        assertThat(requests.find(complaint.id())).isEmpty();
        act(nadia);
        complaints.settle(complaint.id(), null);
        act(bob);
        assertThat(handling.take(complaint.id()).assignee()).isEqualTo(bob.id());
        act(nadia);
        complaints.say(
                complaint.id(), new Complaints.Said(term(Term.Kind.CATEGORY, "courtesy"), paul.id(), null, "", null));
        complaints.say(complaint.id(), new Complaints.Said(term(Term.Kind.CATEGORY, "courtesy"), null, null, "", null));
        assertThat(complaints.of(complaint.id()))
                .as("it was said to be about nobody")
                .hasValueSatisfying(one -> assertThat(one.heldBack()).isFalse());
    }

    @Test
    void an_agent_who_finds_out_that_it_is_about_behaviour_has_it_no_more() {
        var bob = agent("Bob Essai");
        var complaint = complained();
        act(bob);
        handling.take(complaint.id());
        complaints.say(complaint.id(), new Complaints.Said(term(Term.Kind.CATEGORY, "courtesy"), null, null, "", null));
        assertThat(requests.find(complaint.id())).isEmpty();
        act(nadia);
        assertThat(now(complaint).assignee()).isNull();
        assertThat(requireNonNull(now(complaint).next()).owner()).isEmpty();
    }

    @Test
    void whoever_administers_reads_no_key_and_nothing_of_a_complaint_about_them() {
        var email = Ids.token().toLowerCase(Locale.ROOT) + "@essai.example";
        var complaint = asked(Request.Kind.COMPLAINT, "On m’a mal reçue", email);
        say(complaint, paul.id(), null);
        var receipt = mails(email).getFirst();
        var page = "/admin/messages/" + receipt.id();
        var sees = Pages.of(application, admin(nadia));
        assertThat(sees.open("/admin/messages").body()).contains(page);
        assertThat(sees.open(page).body())
                .contains("/suivi/" + complaint.reference().code() + "/…")
                .doesNotContain(complaint.key().code());
        assertThat(sees.open("/admin/droits?q=" + email).body()).contains("/admin/droits/effacer");

        var accused = Pages.of(application, admin(paul));
        assertThat(accused.open("/admin/messages").body()).doesNotContain(page);
        assertThat(accused.open(page).status()).isEqualTo(404);
        assertThat(accused.send(page).status()).isEqualTo(404);
        for (var typed : List.of(email, complaint.reference().code())) {
            assertThat(accused.open("/admin/droits?q=" + typed).body())
                    .contains("Vous ne pouvez pas faire cet acte pour cette personne")
                    .doesNotContain("/admin/droits/effacer", "/admin/droits/copie");
            assertThat(accused.send("/admin/droits/copie", "q", typed).status()).isEqualTo(404);
            assertThat(accused.open("/admin/droits/effacer?q=" + typed).status())
                    .isEqualTo(404);
        }
        assertThat(now(complaint).said()).isNotNull();
    }

    private static Caller admin(Caller caller) {
        return new Caller(caller.id(), caller.name(), null, Set.of(Role.ADMIN), Set.of(), false);
    }

    private List<UUID> ids() {
        var found = new ArrayList<UUID>();
        for (int page = 0; ; page++) {
            var one = lines.page(new InboxFilter(InboxView.ALL, null, null, null, null, page));
            one.lines().forEach(line -> found.add(line.id()));
            if (!one.more()) {
                return found;
            }
        }
    }

    @Test
    void the_rules_choose_again_without_whom_it_is_about() {
        var team = teams.save(null, "Équipe " + Ids.token(), null, null, Set.of(nadia.id(), paul.id()));
        rules.add(new AssignmentRule(
                Ids.next(), "Réclamations", Request.Kind.COMPLAINT, null, null, null, null, List.of(), team, true));
        var complaint = complained();
        var first = requireNonNull(now(complaint).assignee());
        var other = first.equals(paul.id()) ? nadia : paul;
        act(other);
        say(complaint, first, null);
        assertThat(now(complaint).assignee()).isEqualTo(other.id());
        teams.remove(team);
    }

    @Test
    void a_team_that_has_nobody_else_loses_it_to_all_others() {
        var alone = teams.save(null, "Équipe " + Ids.token(), null, null, Set.of(paul.id()));
        rules.add(new AssignmentRule(
                Ids.next(), "Réclamations", Request.Kind.COMPLAINT, null, null, null, null, List.of(), alone, true));
        var complaint = complained();
        assertThat(now(complaint).assignee()).isEqualTo(paul.id());
        say(complaint, paul.id(), null);
        assertThat(now(complaint).assignee()).isNull();
        assertThat(jdbc.sql("select team_id is null from relations.request where id = ?")
                        .param(complaint.id())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        teams.remove(alone);
    }

    @Test
    void nobody_reads_it_in_another_request_either() {
        var to = Ids.token() + "@essai.example";
        var complaint = asked(Request.Kind.COMPLAINT, "L’agent du guichet 3", to);
        say(complaint, paul.id(), null);
        var later = asked(Request.Kind.COMPLAINT, "Et encore", to);
        refused("merge-complaint", "into", () -> joining.merge(later.id(), complaint.id()));
    }

    @Test
    void it_is_answered_with_its_cause_alone() {
        var complaint = complained();
        refused("complaint-unexplained", "cause", () -> endings.answer(complaint.id(), "Pardon."));
        assertThatThrownBy(
                        () -> jdbc.sql("""
                                update relations.request set state = 'ANSWERED', closed_at = now(), closed_by = ?, next_what = null,
                                       next_usual = null, next_owner = null, next_due = null where id = ?""").params(nadia.id(), complaint.id()).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("without its category");
        assertThat(now(complaint).isOpen()).isTrue();
        say(complaint, null, ownCause());
        assertThat(endings.answer(complaint.id(), "Pardon.")).isTrue();
    }

    @Test
    void a_refusal_names_a_mediator_and_the_defender_of_rights() {
        var to = Ids.token() + "@essai.example";
        var complaint = asked(Request.Kind.COMPLAINT, "La musique", to);
        say(complaint, null, ownCause());
        endings.close(complaint.id(), new Closing.Refused("La fête est votée.", "Elle finit à 23 h."));
        assertThat(mails(to))
                .anySatisfy(mail -> assertThat(mail.text()).contains("médiat", "Défenseur des droits", "La fête"));
    }

    @Test
    void a_question_becomes_a_complaint_with_its_own_promise() {
        var to = Ids.token() + "@essai.example";
        var asked = asked(Request.Kind.QUESTION, "Je proteste", to);
        complaints.recognise(asked.id());
        var complaint = now(asked);
        assertThat(complaint.kind()).isEqualTo(Request.Kind.COMPLAINT);
        assertThat(complaint.dueOn()).isEqualTo(requests.due(Request.Kind.COMPLAINT));
        assertThat(complaint.legal().silenceOn()).isNotNull();
        assertThat(mails(to)).hasSize(2);
        assertThat(complaints.of(asked.id())).isPresent();
    }

    @Test
    void a_cause_that_comes_back_is_raised_once_even_at_the_same_instant() throws Exception {
        var cause = ownCause();
        say(complained(), null, cause);
        var two = List.of(complained(), complained(), complained());
        try (var threads = Executors.newFixedThreadPool(two.size())) {
            var acts = two.stream()
                    .<Callable<Boolean>>map(one -> () -> {
                        act(nadia);
                        say(one, null, cause);
                        return true;
                    })
                    .toList();
            for (var done : threads.invokeAll(acts)) {
                assertThat(done.get()).isTrue();
            }
        }
        var raised = recurrences.mine().stream()
                .filter(one -> one.cause().equals(cause))
                .toList();
        assertThat(raised)
                .singleElement()
                .satisfies(one -> assertThat(one.complaints()).hasSize(4));
        say(complained(), null, cause);
        assertThat(recurrences.mine())
                .filteredOn(again -> again.cause().equals(cause))
                .singleElement()
                .satisfies(one -> assertThat(one.complaints()).hasSize(5));
    }

    @Test
    void apologies_are_offered_for_the_category() {
        var complaint = complained();
        say(complaint, null, ownCause());
        var delay = term(Term.Kind.CATEGORY, "delay");
        var offered = macros.filled(complaint, new Complained(delay, _ -> "Attente", "Un rendez-vous demain")).stream()
                .filter(macro -> delay.equals(macro.category()))
                .toList();
        assertThat(offered).hasSize(2);
        assertThat(offered).anySatisfy(macro -> {
            assertThat(macro.apology()).isEqualTo(Apology.WRONG);
            assertThat(macro.into()).isEqualTo("answer");
            assertThat(macro.words()).contains("Bonjour Zoé", "excuses", "Un rendez-vous demain");
        });
        assertThat(offered).anySatisfy(macro -> {
            assertThat(macro.apology()).isEqualTo(Apology.NOT_WRONG);
            assertThat(macro.into()).isEqualTo("reason");
        });
        assertThat(macros.filled(complaint, null)).allMatch(macro -> macro.apology() == null);
    }

    @Test
    void the_register_is_for_those_who_answer_for_quality_and_names_nobody() {
        var complaint = complained();
        say(complaint, null, ownCause());
        endings.answer(complaint.id(), "Pardon.");
        SecurityContextHolder.clearContext();
        var quality = Pages.of(application, Role.QUALITY);
        var page = quality.open("/agent/reclamations");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains(complaint.reference().code(), "répondue le jour même");
        assertThat(quality.open("/agent/messages/" + complaint.id()).status()).isEqualTo(403);
        assertThat(Pages.of(application, Role.AGENT).open("/agent/reclamations").status())
                .isEqualTo(403);
        var csv = quality.open("/agent/reclamations/registre.csv").body();
        assertThat(csv)
                .startsWith("\uFEFFRéférence;")
                .contains(complaint.reference().code())
                .doesNotContain("Zoé", "essai.example", "mal reçue");
    }

    private HttpResponse<String> send(Visitor visitor, String... typed) {
        var page = visitor.open("/reclamation");
        var form = FORM.matcher(page.body());
        assertThat(form.find()).isTrue();
        var all = new String[typed.length + 2];
        System.arraycopy(typed, 0, all, 0, typed.length);
        all[typed.length] = "form";
        all[typed.length + 1] = form.group(1);
        return visitor.send("/reclamation", "/reclamation", all);
    }

    @Test
    void a_complaint_is_sent_without_an_account() {
        SecurityContextHolder.clearContext();
        var visitor = Visitor.elsewhere(port);
        var refused = send(visitor, "words", "", "email", "chez moi", "phone", "x", "person", "<b>guichet 3</b>");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("href=\"#words\"", "href=\"#category\"", "href=\"#email\"", "href=\"#phone\"")
                .contains("&lt;b&gt;guichet 3&lt;/b&gt;", "value=\"chez moi\"");
        var category = CATEGORY.matcher(refused.body());
        assertThat(category.find()).isTrue();
        var sent = send(
                visitor,
                "words",
                "Deux heures debout",
                "category",
                category.group(1),
                "moment",
                "mardi",
                "person",
                "l’agent du guichet 3",
                "hope",
                "des excuses",
                "firstName",
                "Zoé",
                "lastName",
                "Zébulon");
        assertThat(sent.statusCode()).isEqualTo(302);
        var key = Visitor.goesTo(sent).replaceFirst("^/suivi/[^/]+/", "").replaceFirst("\\?.*", "");
        var complaint = requests.find(RequestKey.parse(key).orElseThrow()).orElseThrow();
        assertThat(complaint.kind()).isEqualTo(Request.Kind.COMPLAINT);
        assertThat(requireNonNull(complaint.said()).words())
                .contains(
                        "Deux heures debout",
                        "Motif\u00a0: Attente ou délai",
                        "Quand\u00a0: mardi",
                        "guichet 3",
                        "des excuses");
        assertThat(complaints.of(complaint.id())).hasValueSatisfying(one -> {
            assertThat(one.aboutWords()).isEqualTo("l’agent du guichet 3");
            assertThat(one.category()).isEqualTo(term(Term.Kind.CATEGORY, "delay"));
            assertThat(one.accused()).isNull();
        });
        var followed = visitor.open(Visitor.goesTo(visitor.open(Visitor.goesTo(sent))));
        assertThat(followed.body())
                .contains("Votre réclamation est bien arrivée", complaint.key().shown())
                .contains(
                        "<bdi>Zoé Zébulon</bdi>",
                        "Motif\u00a0: Attente ou délai",
                        "Ce que j’attends\u00a0: des excuses");
        requests.withdraw(complaint.key());
        assertThat(complaints.of(complaint.id()))
                .hasValueSatisfying(one -> assertThat(one.aboutWords()).isEmpty());
        for (var page : List.of("/", "/aide", "/demandes")) {
            assertThat(visitor.open(page).body()).as(page).contains("href=\"/reclamation\"");
        }
    }

    @Test
    void an_agent_ends_it_from_the_page_with_all_that_was_typed_kept() {
        var complaint = complained();
        say(complaint, null, null);
        SecurityContextHolder.clearContext();
        var pages = Pages.of(application, Role.SUPERVISOR);
        var address = "/agent/messages/" + complaint.id();
        var seen = Pattern.compile("name=\"seen\" value=\"([^\"]*)\"")
                .matcher(pages.open(address).body());
        assertThat(seen.find()).isTrue();
        var refused = pages.send(address + "/fin", "outcome", "solved", "answer", "Pardon, Zoé", "seen", seen.group(1));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("href=\"#cause\"", "Pardon, Zoé", "Excuses prêtes");
        var said = pages.send(
                address + "/reclamation",
                "category",
                term(Term.Kind.CATEGORY, "delay").toString(),
                "cause",
                term(Term.Kind.CAUSE, "none").toString(),
                "remedy",
                "Une chaise",
                "responsible",
                "no");
        assertThat(said.status()).isEqualTo(302);
        var ended = pages.send(address + "/fin", "outcome", "solved", "answer", "Pardon, Zoé", "seen", seen.group(1));
        assertThat(ended.status()).isEqualTo(302);
        act(nadia);
        assertThat(now(complaint).state()).isEqualTo(Request.State.ANSWERED);
    }

    private Request inCategory(UUID category) {
        var said = new Request.Said("", "On m’a mal reçue.", "Zoé", "Essai", "", "", null);
        return complaints.receive(
                NewRequest.web(Request.Kind.COMPLAINT, "fr", null, said, Ids.token()), category, null, "");
    }

    private boolean isHeldBack(Request complaint) {
        return complaints.of(complaint.id()).orElseThrow().heldBack();
    }

    private Term ownCategory(Pages admin, String... more) {
        var name = "Motif " + Ids.token();
        var typed = new ArrayList<>(List.of("name", name, "list", "CATEGORY"));
        typed.addAll(List.of(more));
        assertThat(admin.send("/admin/reclamations/termes", typed.toArray(String[]::new))
                        .status())
                .isEqualTo(302);
        return terms.all(Term.Kind.CATEGORY).stream()
                .filter(term -> term.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_category_of_the_organisation_is_said_to_be_about_behaviour() {
        var admin = Pages.of(application, Role.ADMIN);
        var own = ownCategory(admin);
        var open = inCategory(own.id());
        var settled = inCategory(own.id());
        act(nadia);
        complaints.say(settled.id(), new Complaints.Said(own.id(), paul.id(), null, "", null));
        handling.take(open.id());
        assertThat(isHeldBack(open)).isFalse();

        var act = "/admin/reclamations/termes/" + own.id() + "/comportement";
        assertThat(admin.open("/admin/reclamations").body())
                .contains(act, "seuls les responsables la lisent", "Ce motif porte sur le comportement d’une personne");
        assertThat(admin.send(act, "personal", "true").goesTo()).isEqualTo("/admin/reclamations");
        act(nadia);
        assertThat(isHeldBack(open)).isTrue();
        assertThat(now(open).assignee()).isNull();
        assertThat(isHeldBack(settled)).as("it is said whom it is about").isFalse();
        assertThat(isHeldBack(inCategory(own.id()))).isTrue();

        admin.send(act, "personal", "false");
        act(nadia);
        assertThat(isHeldBack(open)).as("until it is said whom it is about").isTrue();
        complaints.say(open.id(), new Complaints.Said(own.id(), null, null, "Un appel", null));
        assertThat(isHeldBack(open))
                .as("another word about it says nothing of that")
                .isTrue();
        complaints.settle(open.id(), null);
        assertThat(isHeldBack(open)).isFalse();
        var free = inCategory(own.id());
        assertThat(isHeldBack(free)).isFalse();
        assertThat(terms.behaviour(own.id(), true))
                .as("what was settled stays so")
                .isEqualTo(1);
        assertThat(isHeldBack(free)).isTrue();
        assertThat(isHeldBack(open)).isFalse();
    }

    @Test
    void what_is_about_behaviour_is_a_category_of_ours() {
        var admin = Pages.of(application, Role.ADMIN);
        var held = ownCategory(admin, "personal", "true");
        assertThat(isHeldBack(inCategory(held.id()))).isTrue();
        var name = "Cause " + Ids.token();
        var refused = admin.send("/admin/reclamations/termes", "name", name, "list", "CAUSE", "personal", "true");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("Une cause de fond ne met rien de côté", "value=\"" + name + "\"");
        act(nadia);
        refused("term-unknown", null, () -> terms.behaviour(term(Term.Kind.CATEGORY, "courtesy"), false));
        refused("term-unknown", null, () -> terms.behaviour(ownCause(), true));
        assertThat(inCategoryOf("courtesy")).isTrue();
    }

    private boolean inCategoryOf(String code) {
        return isHeldBack(inCategory(term(Term.Kind.CATEGORY, code)));
    }

    private String named() {
        var name = "Zw" + Ids.token().replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
        ana = agent("Ana " + name);
        return "Ana " + name + " m’a mal parlé.";
    }

    private void proposesAna(UUID complaint) {
        act(nadia);
        assertThat(complaints.of(complaint)).hasValueSatisfying(one -> {
            assertThat(one.proposed()).isEqualTo(ana.id());
            assertThat(one.heldBack()).isTrue();
        });
        act(ana);
        assertThat(requests.find(complaint)).isEmpty();
    }

    @Test
    void whom_its_words_name_is_proposed_when_it_comes_from_another_system() {
        var words = named();
        var team = teams.save(null, "Équipe " + Ids.token(), null, null, Set.of(ana.id()));
        rules.add(new AssignmentRule(
                Ids.next(), "Réclamations", Request.Kind.COMPLAINT, null, null, null, null, List.of(), team, true));
        for (var api : List.of(new Api(port, ""), new Api(port, town.token(Role.AGENT)))) {
            var made = api.post("/api/v1/requests", """
                    {"subject":"Accueil","text":"%s","complaint":true}""".formatted(words));
            assertThat(made.status()).as(made.http().body()).isEqualTo(201);
            act(nadia);
            proposesAna(requests.find(Reference.parse(made.text("reference")).orElseThrow())
                    .orElseThrow()
                    .id());
        }
        act(nadia);
        teams.remove(team);
    }

    @Test
    void whom_its_words_name_is_proposed_when_it_is_noted_from_the_telephone_or_at_the_counter() {
        var words = named();
        for (var channel : List.of(Channel.PHONE, Channel.COUNTER)) {
            act(nadia);
            var noted = noting.note(
                    new Noting.Contact(channel, null, "Zoé", "Essai", "", words, null, Ids.token()),
                    new Noting.Outcome.GoesOn(new NextStep(
                            null, "Répondre", "Essai", LocalDate.now(clock).plusDays(3))));
            complaints.recognise(noted.id());
            proposesAna(noted.id());
        }
    }

    @Test
    void whom_its_words_name_is_proposed_when_a_form_or_a_letter_brings_it() {
        var words = named();
        SecurityContextHolder.clearContext();
        var form = asked(Request.Kind.COMPLAINT, words, "");
        proposesAna(form.id());
        var pages = Pages.of(application, Role.AGENT);
        act(nadia);
        var letter = scans.receive(new ScannedPost.Scan(
                LocalDate.now(clock),
                "Zoé",
                "Essai",
                "",
                "",
                "Accueil",
                words,
                "",
                Request.Kind.COMPLAINT,
                null,
                null,
                List.of(new Documents.Sent("lettre.pdf", "%PDF-1.7\nLettre".getBytes(StandardCharsets.UTF_8))),
                Ids.token()));
        proposesAna(letter.id());
        assertThat(pages.open("/agent/messages/" + letter.id()).status()).isEqualTo(404);
    }
}
