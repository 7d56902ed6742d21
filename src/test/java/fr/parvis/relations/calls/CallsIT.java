package fr.parvis.relations.calls;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.messaging.Message;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Channel;
import fr.parvis.relations.Interaction;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.NextStep;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.relations.usager.Usagers;
import fr.parvis.testing.Api;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** Promised calls are made by one agent, within their hour, and never dropped; calls that come in are seen by whom they are for. */
@ParvisTest
class CallsIT {
    /** A Wednesday, 10:00 in Paris. */
    private static final Instant WEDNESDAY = Instant.parse("2026-05-20T08:00:00Z");

    @Autowired
    Town town;

    @Autowired
    CallWindows windows;

    @Autowired
    CallSites sites;

    @Autowired
    CallBacks calls;

    @Autowired
    CallQueue queue;

    @Autowired
    CallWatch watch;

    @Autowired
    KnownCallers callers;

    @Autowired
    Noting noting;

    @Autowired
    NoteDrafts drafts;

    @Autowired
    Requests requests;

    @Autowired
    Usagers usagers;

    @Autowired
    Outbox outbox;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private Town.@Nullable Place place;
    private UUID site = Ids.next();

    @BeforeEach
    void open() {
        var here = town.place(1, 1);
        place = here;
        site = here.site().id();
        clock.setTo(WEDNESDAY);
        act(agent("Nadia Essai", Set.of()));
    }

    @AfterEach
    void backToNow() {
        clock.reset();
        SecurityContextHolder.clearContext();
    }

    private static Caller agent(String name, Set<UUID> sites) {
        return new Caller(Ids.next(), name, null, Set.of(Role.AGENT), sites, false);
    }

    private static void act(Caller caller) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of()));
        SecurityContextHolder.setContext(context);
    }

    private static String number() {
        return "06 39 98 %02d %02d"
                .formatted(
                        ThreadLocalRandom.current().nextInt(100),
                        ThreadLocalRandom.current().nextInt(100));
    }

    private Request asked(CallWindows.@Nullable Window window, String email, String phone) {
        var said = new Request.Said(
                "", "Mon passeport", "Zoé", "Lunaire", email, phone, window == null ? null : window.moment());
        return requests.receive(
                new NewRequest(Request.Kind.CALL_BACK, null, Channel.WEB, "fr", null, site, said, Ids.token()));
    }

    private Request asked() {
        return asked(first(), "", number());
    }

    private CallWindows.Window first() {
        return windows.offered(site).getFirst();
    }

    private Request now(Request request) {
        return requests.find(request.key()).orElseThrow();
    }

    private static <T> List<T> together(List<Callable<T>> all) throws Exception {
        try (var threads = Executors.newFixedThreadPool(all.size())) {
            return threads.invokeAll(all).stream()
                    .map(one -> {
                        try {
                            return one.get();
                        } catch (Exception failure) {
                            throw new AssertionError(failure);
                        }
                    })
                    .toList();
        }
    }

    @Test
    void an_hour_is_promised_as_often_as_it_has_places_whoever_asks_at_once() throws Exception {
        sites.change(site, new CallSites.Rules(2, false, ""));
        var window = first();
        var promised = together(IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(_ -> () -> {
                    try {
                        asked(window, "", number());
                        return true;
                    } catch (ProblemException full) {
                        assertThat(full.field()).isEqualTo("moment");
                        return false;
                    }
                })
                .toList());
        assertThat(promised).filteredOn(one -> one).hasSize(2);
        assertThat(windows.offered(site)).extracting(CallWindows.Window::from).doesNotContain(window.from());
        assertThat(jdbc.sql("select count(*) from relations.request where site_id = ?")
                        .param(site)
                        .query(Integer.class)
                        .single())
                .as("nothing is received without its place")
                .isEqualTo(2);
        assertThatThrownBy(() -> jdbc.sql("update relations.call_window set promised = 3 where site_id = ?")
                        .param(site)
                        .update())
                .hasMessageContaining("call_window_never_overbooked");
    }

    @Test
    void a_place_comes_back_when_the_person_calls_it_off_or_moves() {
        sites.change(site, new CallSites.Rules(1, false, ""));
        var window = windows.offered(site).get(3);
        var asked = asked(window, "", number());
        assertThat(windows.offered(site)).extracting(CallWindows.Window::from).doesNotContain(window.from());
        var other = windows.offered(site).getLast();
        calls.move(asked, other, "06 39 98 00 01");
        assertThat(windows.offered(site))
                .extracting(CallWindows.Window::from)
                .contains(window.from())
                .doesNotContain(other.from());
        assertThat(requireNonNull(now(asked).said()).when()).isEqualTo(other.moment());
        assertThat(requireNonNull(now(asked).said()).phone()).isEqualTo("06 39 98 00 01");
        requests.withdraw(asked.key());
        assertThat(windows.offered(site)).extracting(CallWindows.Window::from).contains(other.from());
    }

    @Test
    void of_many_agents_one_has_the_call() throws Exception {
        var asked = asked();
        var taken = together(IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    act(agent("Agent " + i, Set.of()));
                    return calls.take(asked.id());
                })
                .toList());
        assertThat(taken).filteredOn(one -> one).hasSize(1);
        act(agent("Tard Venu", Set.of()));
        assertThat(calls.take(asked.id())).isFalse();
        clock.forward(Duration.ofMinutes(31));
        assertThat(calls.take(asked.id())).as("whoever went away has lost it").isTrue();
        calls.putBack(asked.id());
        assertThat(queue.find(asked.id()).orElseThrow().takenBy()).isNull();
    }

    @Test
    void the_queue_goes_by_the_promised_hour_and_stays_within_the_sites_of_the_agent() {
        var late = asked(windows.offered(site).get(5), "", number());
        var soon = asked(first(), "", number());
        act(agent("D’ici", Set.of(site)));
        assertThat(queue.waiting())
                .extracting(CallQueue.Waiting::request)
                .filteredOn(id -> id.equals(late.id()) || id.equals(soon.id()))
                .containsExactly(soon.id(), late.id());
        assertThat(calls.takeNext()).contains(soon.id());
        act(agent("D’ailleurs", Set.of(town.place(1, 1).site().id())));
        assertThat(queue.waiting()).extracting(CallQueue.Waiting::request).doesNotContain(late.id(), soon.id());
        assertThat(calls.take(late.id())).isFalse();
    }

    @Test
    void whoever_does_not_answer_is_promised_another_hour_and_in_the_end_asked_to_choose() {
        var number = number();
        var asked = asked(first(), "", number);
        clock.setTo(requireNonNull(requireNonNull(asked.said()).when()).from().plusSeconds(60));
        for (int call = 1; call <= 2; call++) {
            assertThat(calls.take(asked.id())).isTrue();
            var vain = calls.inVain(asked.id(), null);
            assertThat(vain.tries()).isEqualTo(call);
            var next = requireNonNull(vain.next());
            assertThat(next.from()).isAfterOrEqualTo(clock.instant().plus(Duration.ofHours(2)));
            assertThat(requireNonNull(now(asked).said()).when()).isEqualTo(next.moment());
            assertThat(queue.find(asked.id()).orElseThrow().window()).isEqualTo(next.moment());
            clock.setTo(next.from().plusSeconds(60));
        }
        assertThat(calls.inVain(asked.id(), null).next()).isNull();
        assertThat(now(asked).isOpen()).as("never dropped").isTrue();
        var next = requireNonNull(now(asked).next());
        assertThat(next.usual()).isEqualTo(NextStep.Usual.CHOOSE);
        assertThat(next.owner()).isEqualTo("Zoé Lunaire");
        assertThat(queue.find(asked.id())).isEmpty();
        assertThat(sent(asked))
                .extracting(Message::about)
                .containsExactlyInAnyOrder("call-again", "call-again", "call-last");
        assertThat(sent(asked)).allSatisfy(one -> {
            assertThat(one.to()).isEqualTo("+33" + number.replace(" ", "").substring(1));
            assertThat(one.text()).contains("/suivi/" + asked.reference().code());
        });
        calls.move(now(asked), windows.offered(site).getFirst(), "");
        assertThat(now(asked).tries()).as("counted again").isZero();
        assertThat(queue.find(asked.id())).isPresent();
    }

    private List<Message> sent(Request request) {
        var link = "/suivi/" + request.reference().code();
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(one -> Objects.requireNonNullElse(one.text(), "").contains(link)
                        && one.about().startsWith("call-"))
                .toList();
    }

    @Test
    void nobody_to_write_to_means_a_step_of_ours() {
        var asked = asked(null, "", "01 99 00 12 34");
        for (int call = 0; call < 3; call++) {
            calls.inVain(asked.id(), null);
        }
        var next = requireNonNull(now(asked).next());
        assertThat(next.usual()).isNull();
        assertThat(next.owner()).isEqualTo("Nadia Essai");
        var wrong = asked(null, "", number());
        calls.wrongNumber(wrong.id());
        assertThat(requireNonNull(now(wrong).next()).what()).contains("bon numéro");
        var mailed = asked(null, Ids.token() + "@appel.example", number());
        calls.wrongNumber(mailed.id());
        assertThat(now(mailed).state()).isEqualTo(Request.State.INCOMPLETE);
    }

    private @Nullable Boolean kept(Request request) {
        return jdbc.sql("select kept from relations.call_promise where request_id = ? order by given_at limit 1")
                .param(request.id())
                .query((row, _) -> row.getObject(1, Boolean.class))
                .optional()
                .orElse(null);
    }

    @Test
    void a_promise_is_kept_within_its_hour_and_not_after() {
        var window = windows.offered(site).get(2);
        var kept = asked(window, "", number());
        var late = asked(window, "", number());
        var off = asked(window, "", number());
        requests.withdraw(off.key());
        clock.setTo(window.from().plus(Duration.ofMinutes(10)));
        calls.take(kept.id());
        calls.goesOn(
                kept.id(),
                "Je cherche votre dossier.",
                new NextStep(null, "Chercher le dossier", "Nadia Essai", LocalDate.of(2026, 5, 22)));
        var before = queue.kept();
        clock.setTo(window.to().plusSeconds(1));
        assertThat(queue.kept().n()).as("one more hour is over").isGreaterThan(before.n());
        calls.answered(late.id(), "");
        assertThat(kept(kept)).isTrue();
        assertThat(kept(late)).isFalse();
        assertThat(kept(off)).as("called off before").isNull();
        assertThat(requests.interactions(kept))
                .filteredOn(one -> one.direction() == Interaction.Direction.OUT)
                .singleElement()
                .satisfies(one -> assertThat(one.channel()).isEqualTo(Channel.PHONE));
        assertThat(queue.find(kept.id())).as("it goes on in the inbox").isEmpty();
        assertThat(now(late).state()).isEqualTo(Request.State.ANSWERED);
    }

    @Test
    void before_an_hour_is_missed_somebody_is_warned_once() {
        var asked = asked(windows.offered(site).get(1), "", number());
        var to = requireNonNull(requireNonNull(asked.said()).when()).to();
        watch.look();
        assertThat(warnings(asked)).isZero();
        clock.setTo(to.minus(Duration.ofMinutes(15)));
        town.account("Chef d’essai", Role.SUPERVISOR);
        watch.look();
        var given = warnings(asked);
        assertThat(given).isPositive();
        watch.look();
        assertThat(warnings(asked)).isEqualTo(given);
    }

    private int warnings(Request request) {
        return jdbc.sql("select count(*) from relations.notice where request_id = ? and warning = 'CALL'")
                .param(request.id())
                .query(Integer.class)
                .single();
    }

    @Test
    void a_call_is_noted_with_what_comes_of_it() {
        var answered = noting.note(
                new Noting.Contact(Channel.PHONE, site, "", "", "", "Êtes-vous ouverts ?", null, Ids.token()),
                new Noting.Outcome.Answered("Oui."));
        assertThat(answered.state()).isEqualTo(Request.State.ANSWERED);
        assertThat(answered.channel()).isEqualTo(Channel.PHONE);
        var further = noting.note(
                new Noting.Contact(Channel.COUNTER, site, "", "", "", "Un acte", null, Ids.token()),
                new Noting.Outcome.GoesOn(
                        new NextStep(null, "Chercher l’acte", "Nadia Essai", LocalDate.of(2026, 5, 22))));
        assertThat(requireNonNull(further.next()).what()).isEqualTo("Chercher l’acte");
        assertThat(further.channel()).isEqualTo(Channel.COUNTER);
        var sheet = usagers.recognise("Zoé", "Lunaire", null, number(), "uk").orElseThrow();
        var called = noting.note(
                new Noting.Contact(Channel.PHONE, site, "", "", "06 39 98 11 22", "Rappelez-moi", sheet, Ids.token()),
                new Noting.Outcome.CalledBack(first()));
        assertThat(called.usager()).isEqualTo(sheet);
        assertThat(called.language()).isEqualTo("uk");
        assertThat(queue.find(called.id()).orElseThrow().name()).isEqualTo("Zoé Lunaire");
        drafts.keep("", Map.of("words", "Presque fini", "autre", "x"));
        assertThat(drafts.mine("")).containsExactly(Map.entry("words", "Presque fini"));
        clock.forward(Duration.ofDays(2));
        watch.forget();
        assertThat(drafts.mine("")).isEmpty();
    }

    @Test
    void what_is_typed_about_one_contact_is_shown_with_no_other() {
        clock.reset();
        var agent = signedIn(town.agentAt(requireNonNull(place), "Nadia Essai"), extension());
        var note = "/agent/appels/note";
        var visit = note + "?canal=counter&ticket=" + Ids.next();
        var subject = Pattern.compile("name=\"sujet\" value=\"([^\"]*)\"");
        var found = subject.matcher(agent.open(visit).body());
        assertThat(found.find()).isTrue();
        agent.send(note, note + "/brouillon", "words", "Au guichet, pour Zoé", "sujet", found.group(1));
        agent.send(note, note + "/brouillon", "words", "Au téléphone", "sujet", "");
        assertThat(agent.open(visit).body()).contains("Au guichet, pour Zoé").doesNotContain("Au téléphone");
        assertThat(agent.open(note).body()).contains("Au téléphone").doesNotContain("pour Zoé");
        for (var other : List.of(
                note + "?canal=counter&ticket=" + Ids.next(),
                note + "?numero=%2B33639981199",
                note + "?usager=" + Ids.next())) {
            assertThat(agent.open(other).body()).as(other).doesNotContain("pour Zoé", "Au téléphone");
        }
        var saved = agent.send(
                note, note, "words", "Au téléphone", "outcome", "answered", "answer", "Oui.", "form", Ids.token());
        assertThat(Visitor.goesTo(saved)).startsWith("/agent/messages/");
        assertThat(agent.open(note).body()).doesNotContain("Au téléphone");
        assertThat(agent.open(visit).body()).as("only what was saved goes").contains("pour Zoé");
    }

    @Test
    void what_another_tab_has_typed_about_the_same_contact_stays_and_is_said() {
        clock.reset();
        var agent = signedIn(town.agentAt(requireNonNull(place), "Nadia Essai"), extension());
        var note = "/agent/appels/note";
        var save = note + "/brouillon";
        assertThat(agent.send(note, save, "words", "Premier onglet", "known.words", "")
                        .statusCode())
                .isEqualTo(204);
        var second = agent.send(note, save, "words", "Second onglet", "known.words", "", "what", "Rappeler");
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).isEqualTo("{\"words\":\"Premier onglet\"}");
        assertThat(agent.open(note).body())
                .contains("Premier onglet", "value=\"Rappeler\"")
                .doesNotContain("Second onglet");
        assertThat(agent.send(note, save, "words", "Les deux", "known.words", "Premier onglet")
                        .statusCode())
                .as("once it was seen")
                .isEqualTo(204);
        assertThat(agent.open(note).body()).contains("Les deux");
    }

    @Test
    void scans_that_must_be_chosen_again_are_named() {
        clock.reset();
        var agent = signedIn(town.agentAt(requireNonNull(place), "Nadia Essai"), extension());
        var refused = agent.sendFiles(
                "/agent/courrier",
                "/agent/courrier",
                "files",
                Map.of("lettre de Zoé.pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8)),
                "receivedOn",
                "hier",
                "words",
                "Deux pages",
                "form",
                Ids.token());
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("Deux pages</textarea>", "Choisissez de nouveau vos fichiers", "lettre de Zoé.pdf</bdi>");
    }

    @Test
    void on_the_public_page_numbers_that_cost_are_refused_and_the_rest_is_promised() {
        var visitor = Visitor.elsewhere(port);
        for (var dear : List.of("0899 70 12 34", "+881 6 1234 5678", "+1 876 555 0123", "3633")) {
            var refused = visitor.send("/rappel", "/rappel", "phone", dear, "lastName", "Lunaire");
            assertThat(refused.statusCode()).as(dear).isEqualTo(400);
            assertThat(refused.body()).contains("Lunaire");
        }
        var sent = visitor.send(
                "/rappel",
                "/rappel",
                "phone",
                "06 39 98 12 12",
                "firstName",
                "Zoé",
                "lastName",
                "Lunaire",
                "language",
                "uk",
                "words",
                "Mon passeport",
                "form",
                Ids.token());
        var page = visitor.open(Visitor.goesTo(visitor.open(Visitor.goesTo(sent))));
        assertThat(page.body()).contains("Nous vous appelons", "PRV-", "Choisir un autre moment", "Annuler cet appel");
    }

    // calls that come in

    private static String event(String id, String from, String to, String event) {
        return "{\"callId\":\"%s\",\"from\":\"%s\",\"to\":\"%s\",\"event\":\"%s\"}".formatted(id, from, to, event);
    }

    private Visitor signedIn(String login, String extension) {
        var visitor = Visitor.elsewhere(port);
        visitor.signIn(login, Town.PASSWORD);
        assertThat(Visitor.goesTo(visitor.send("/agent/appels", "/agent/appels/poste", "extension", extension)))
                .isEqualTo("/agent/appels");
        return visitor;
    }

    private static String extension() {
        return Integer.toString(ThreadLocalRandom.current().nextInt(100_000, 999_999));
    }

    @Test
    void a_call_that_comes_in_is_seen_by_whom_it_is_for() {
        clock.reset();
        var number = number();
        var sheet = usagers.recognise("Zoé", "Lunaire", null, number, "fr").orElseThrow();
        var extension = extension();
        var agent = signedIn(town.agentAt(requireNonNull(place), "Nadia Essai"), extension);
        var other = signedIn(town.account("Paul Essai", Role.AGENT), extension());
        var api = new Api(port, town.token(Role.TELEPHONY));
        var id = Ids.token();
        var answer = api.post("/api/v1/calls/incoming", event(id, number, extension, "ringing"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("state")).isEqualTo("ringing");
        assertThat(agent.open("/alertes/appel").body())
                .contains(
                        "Appel de " + number + " – Zoé Lunaire",
                        "/agent/usagers/" + sheet,
                        "/agent/appels/note?numero=");
        assertThat(other.open("/alertes/appel").body()).doesNotContain("Lunaire", number);
        assertThat(agent.open("/agent/appels/note?numero=" + number.replace(" ", ""))
                        .body())
                .contains("Zoé Lunaire");
        // told twice, and in another order
        api.post("/api/v1/calls/incoming", event(id, number, extension, "answered"));
        assertThat(api.post("/api/v1/calls/incoming", event(id, number, extension, "ringing"))
                        .text("state"))
                .isEqualTo("answered");
        assertThat(api.post("/api/v1/calls/incoming", event(id, number, extension, "ended"))
                        .text("state"))
                .isEqualTo("ended");
        assertThat(api.post("/api/v1/calls/incoming", event(id, number, extension, "answered"))
                        .text("state"))
                .isEqualTo("ended");
        assertThat(jdbc.sql("select count(*) from relations.incoming_call where call_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        var hidden = Ids.token();
        api.post("/api/v1/calls/incoming", event(hidden, "anonymous", extension, "ringing"));
        assertThat(agent.open("/alertes/appel").body()).contains("Appel d’un numéro masqué");
        agent.send("/agent/appels", "/alertes/appel/ferme", "appel", hidden);
        assertThat(agent.open("/alertes/appel").body()).doesNotContain("masqué");
    }

    @Test
    void whoever_is_known_at_other_sites_alone_is_not_named() {
        clock.reset();
        var number = number();
        var said = new Request.Said("", "Un secret d’ailleurs", "Zoé", "Solaire", "", number, null);
        requests.receive(new NewRequest(
                Request.Kind.QUESTION,
                null,
                Channel.WEB,
                "fr",
                null,
                town.place(1, 1).site().id(),
                said,
                Ids.token()));
        act(agent("D’ici", Set.of(site)));
        assertThat(callers.behind(number).name()).isEmpty();
        act(agent("De partout", Set.of()));
        assertThat(callers.behind(number).name()).isEqualTo("Zoé Solaire");
    }

    @Test
    void only_a_token_for_telephony_tells_calls_and_what_cannot_be_read_is_said() {
        var extension = extension();
        signedIn(town.account("Nadia Essai", Role.AGENT), extension);
        var path = "/api/v1/calls/incoming";
        var body = event(Ids.token(), number(), extension, "ringing");
        assertThat(new Api(port, "").post(path, body).status()).isEqualTo(401);
        assertThat(new Api(port, town.token(Role.ADMIN)).post(path, body).status())
                .isEqualTo(403);
        var api = new Api(port, town.token(Role.TELEPHONY));
        assertThat(api.get("/api/v1/requests/PRV-0000-0000").status()).isEqualTo(403);
        assertThat(api.post(path, event("", number(), extension, "ringing")).text("field"))
                .isEqualTo("callId");
        assertThat(api.post(path, event(Ids.token(), "", extension, "sonne")).text("field"))
                .isEqualTo("event");
        var unknown = api.post(path, event(Ids.token(), "", "999999999", "ringing"));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text("type")).isEqualTo("urn:parvis:problem:relations:call-extension-unknown");
    }

    @Test
    void a_missed_call_is_called_back_where_the_site_wants_it() {
        clock.reset();
        var extension = extension();
        signedIn(town.agentAt(requireNonNull(place), "Nadia Essai"), extension);
        var api = new Api(port, town.token(Role.TELEPHONY));
        var number = number();
        missed(api, number, extension);
        assertThat(missedOf(number)).isEmpty();
        sites.change(site, new CallSites.Rules(3, true, ""));
        missed(api, number, extension);
        assertThat(missedOf(number)).singleElement().satisfies(one -> {
            assertThat(one.missed()).isTrue();
            assertThat(one.channel()).isEqualTo(Channel.PHONE);
        });
        missed(api, number, extension);
        assertThat(missedOf(number)).as("once for somebody who waits already").hasSize(1);
    }

    private static void missed(Api api, String number, String extension) {
        var id = Ids.token();
        api.post("/api/v1/calls/incoming", event(id, number, extension, "ringing"));
        assertThat(api.post("/api/v1/calls/incoming", event(id, number, extension, "ended"))
                        .text("state"))
                .isEqualTo("missed");
    }

    private List<CallQueue.Waiting> missedOf(String number) {
        return queue.waiting().stream()
                .filter(one -> one.phone().equals(number))
                .toList();
    }

    @Test
    void hours_that_are_offered_never_overlap_and_each_can_be_promised() {
        sites.change(site, new CallSites.Rules(2, false, ""));
        var later =
                town.place(1, 1, Collections.nCopies(7, "09:15-17:45")).site().id();
        sites.change(later, new CallSites.Rules(50, false, ""));
        var all = windows.offered(null);
        assertThat(all).extracting(CallWindows.Window::site).contains(later);
        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i).from()).isAfterOrEqualTo(all.get(i - 1).to());
        }
        var first = all.stream()
                .filter(one -> one.site().equals(later) && one.from().getEpochSecond() % 3600 == 900)
                .findFirst()
                .orElseThrow();
        var hidden = windows.offered(site).stream()
                .filter(one -> one.from().isBefore(first.to()) && first.from().isBefore(one.to()))
                .filter(one -> !one.from().equals(first.from()))
                .findFirst()
                .orElseThrow();
        assertThat(all).extracting(CallWindows.Window::from).doesNotContain(hidden.from());
        assertThat(windows.at(hidden.from(), null).from())
                .as("a page that was opened before")
                .isEqualTo(hidden.from());
        sites.change(later, new CallSites.Rules(0, false, ""));
    }

    @Test
    void nobody_is_rung_on_a_day_before_theirs_unless_an_agent_wants_to() {
        act(agent("D’ici", Set.of(site)));
        var tomorrow = asked(
                windows.offered(site).stream()
                        .filter(one -> one.from().isAfter(clock.instant().plus(Duration.ofHours(14))))
                        .findFirst()
                        .orElseThrow(),
                "",
                number());
        var undated = asked(null, "", number());
        var today = asked(windows.offered(site).get(2), "", number());
        assertThat(allTaken()).contains(today.id()).doesNotContain(tomorrow.id(), undated.id());
        calls.answered(today.id(), "");
        assertThat(calls.take(tomorrow.id())).as("on purpose, one by one").isTrue();
        calls.putBack(tomorrow.id());
        clock.forward(Duration.ofDays(2));
        assertThat(allTaken()).contains(tomorrow.id(), undated.id());
    }

    private List<UUID> allTaken() {
        return Stream.generate(calls::takeNext)
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .toList();
    }
}
