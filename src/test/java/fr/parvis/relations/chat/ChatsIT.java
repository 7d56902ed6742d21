package fr.parvis.relations.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.messaging.Message;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Channel;
import fr.parvis.relations.Documents;
import fr.parvis.relations.Endings;
import fr.parvis.relations.FollowUp;
import fr.parvis.relations.Handling;
import fr.parvis.relations.Interaction;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.relations.inbox.InboxSearch;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

@ParvisTest
class ChatsIT {
    @Autowired
    Town town;

    @Autowired
    Directory directory;

    @Autowired
    ChatDesks desks;

    @Autowired
    ChatRules rules;

    @Autowired
    ChatLists lists;

    @Autowired
    ChatRound round;

    @Autowired
    Chats chats;

    @Autowired
    ChatWork work;

    @Autowired
    Requests requests;

    @Autowired
    Handling handling;

    @Autowired
    Endings endings;

    @Autowired
    FollowUp followUp;

    @Autowired
    InboxSearch search;

    @Autowired
    Outbox outbox;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    final Caller nadia = agent("Nadia Essai");
    final Caller paul = agent("Paul Essai");
    ChatDesks.Desk desk;

    private static Caller agent(String name) {
        return new Caller(Ids.next(), name, null, Set.of(Role.AGENT), Set.of(), false);
    }

    @BeforeEach
    void open() {
        var site = town.place(1, 1).site().id();
        desks.add(site, null, List.of());
        desk = desks.all().stream()
                .filter(one -> one.site().equals(site))
                .findFirst()
                .orElseThrow();
        jdbc.sql("delete from relations.chat_agent").update();
        act(nadia);
        work.taking(true);
    }

    @AfterEach
    void end() {
        clock.reset();
        SecurityContextHolder.clearContext();
    }

    private static void act(Caller caller) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of()));
        SecurityContextHolder.setContext(context);
    }

    private NewChat wanted(String words) {
        return new NewChat(desk, Chats.newKey(), "Zoé Essai", "", words, "", "fr");
    }

    private Chat begun(String words) {
        return chats.begin(wanted(words));
    }

    private Chat now(Chat chat) {
        return work.now(chat.id());
    }

    private Request request(Chat chat) {
        return requests.find(chat.request()).orElseThrow();
    }

    private List<String> said(Chat chat) {
        return chats.lines(chat, 0).stream()
                .filter(line -> line.what() == ChatLine.What.SAID)
                .map(line -> Objects.requireNonNull(line.words()))
                .toList();
    }

    private List<Message> mails(String to) {
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(mail -> to.equals(mail.to()))
                .toList();
    }

    /** All at the same time; those that were refused are null. */
    private static <T> List<T> together(List<Callable<T>> acts) throws Exception {
        try (var threads = Executors.newFixedThreadPool(acts.size())) {
            return threads.invokeAll(acts).stream()
                    .map(done -> done.resultNow())
                    .toList();
        }
    }

    private Callable<String> taking(Caller caller, Chat chat) {
        return () -> {
            act(caller);
            try {
                work.take(chat.id());
                return "taken";
            } catch (ProblemException refused) {
                return refused.key();
            }
        };
    }

    @Test
    void an_agent_never_has_more_than_the_rules_allow_however_fast_they_press() throws Exception {
        var waiting =
                IntStream.range(0, 8).mapToObj(i -> begun("Question " + i)).toList();
        var done = together(waiting.stream().map(chat -> taking(nadia, chat)).toList());
        assertThat(done).filteredOn("taken"::equals).hasSize(3);
        assertThat(done).filteredOn("problem.relations.chat-full"::equals).hasSize(5);
        assertThat(lists.rows()).filteredOn(ChatLists.Row::mine).hasSize(3);
        assertThatThrownBy(() -> jdbc.sql(
                                "update relations.chat set state = 'ACTIVE', agent_id = ?, slot = 1 where id = ?")
                        .params(
                                nadia.id(),
                                waiting.get(done.indexOf("problem.relations.chat-full"))
                                        .id())
                        .update())
                .as("the database knows the bound")
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void of_two_agents_one_has_it() throws Exception {
        for (int i = 0; i < 5; i++) {
            var chat = begun("Question");
            var done = together(List.of(taking(nadia, chat), taking(paul, chat)));
            assertThat(done).containsExactlyInAnyOrder("taken", "problem.relations.chat-taken");
            var taken = now(chat);
            act(Objects.equals(taken.agent(), nadia.id()) ? nadia : paul);
            work.answered(chat.id(), "");
        }
    }

    @Test
    void what_is_sent_twice_is_stored_once_in_an_order_without_gaps() throws Exception {
        var form = wanted("Puis-je venir sans rendez-vous ?");
        List<Chat> twice = together(List.<Callable<Chat>>of(() -> chats.begin(form), () -> chats.begin(form)));
        assertThat(twice.get(0).id()).isEqualTo(twice.get(1).id());
        var chat = twice.getFirst();
        var sent = IntStream.range(0, 12)
                .<Callable<String>>mapToObj(i -> () -> {
                    chats.say(chat, "message-" + i / 2, "Précision " + i / 2);
                    return "";
                })
                .toList();
        together(sent);
        work.take(chat.id());
        work.say(chat.id(), "a", "Oui.");
        work.say(chat.id(), "a", "Oui.");
        assertThat(said(chat)).hasSize(8).doesNotHaveDuplicates().startsWith("Puis-je venir sans rendez-vous ?");
        assertThat(chats.lines(chat, 0))
                .extracting(ChatLine::seq)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 9).boxed().toList());
        assertThat(chats.lines(chat, 8)).extracting(ChatLine::words).containsExactly("Oui.");
        assertThat(requests.interactions(request(chat))).hasSize(8);
    }

    @Test
    void outside_the_hours_or_without_an_agent_it_is_a_message() {
        assertThat(desks.standing(desk).isOpen()).isTrue();
        work.taking(false);
        assertThat(desks.standing(desk)).isInstanceOf(ChatDesks.Standing.Unmanned.class);
        work.taking(true);
        clock.forward(Duration.ofMinutes(2));
        assertThat(desks.standing(desk))
                .as("the page of the agent is silent")
                .isInstanceOf(ChatDesks.Standing.Unmanned.class);
        work.taking(true);
        desks.add(
                desk.site(),
                town.place(1, 1).services().getFirst().id(),
                List.of("00:00-00:01", "", "", "", "", "", ""));
        var narrow = desks.all().stream()
                .filter(one -> one.service() != null && one.site().equals(desk.site()))
                .findFirst()
                .orElseThrow();
        assertThat(desks.standing(narrow))
                .isInstanceOfSatisfying(
                        ChatDesks.Standing.Closed.class,
                        closed -> assertThat(closed.opensAgain()).isNotNull());

        var to = Ids.token() + "@essai.example";
        var left = chats.leave(new NewChat(desk, Chats.newKey(), "", "", "Quand passe le camion ?", to, "fr"));
        assertThat(left.outcome()).isEqualTo(Chat.Outcome.MESSAGE);
        assertThat(request(left)).satisfies(one -> {
            assertThat(one.isOpen()).isTrue();
            assertThat(one.channel()).isEqualTo(Channel.CHAT);
            assertThat(one.next()).isNotNull();
        });
        assertThat(mails(to)).singleElement().extracting(Message::about).isEqualTo("request-received");
    }

    @Test
    void whoever_waits_too_long_is_offered_another_way() {
        var first = begun("Ma carte est-elle prête ?");
        var second = begun("Et la mienne ?");
        assertThat(chats.before(second)).isEqualTo(1);
        assertThat(chats.isOffered(first, clock.instant(), 5)).isFalse();
        clock.forward(Duration.ofMinutes(6));
        assertThat(chats.isOffered(first, clock.instant(), 5)).isTrue();
        chats.waitOn(first);
        assertThat(chats.isOffered(now(first), clock.instant(), 5)).isFalse();

        chats.callBack(second, "06 12 34 56 78");
        assertThat(now(second).outcome()).isEqualTo(Chat.Outcome.CALL_BACK);
        assertThat(request(second)).satisfies(one -> {
            assertThat(one.kind()).isEqualTo(Request.Kind.CALL_BACK);
            assertThat(one.isOpen()).isTrue();
        });
        chats.leaveMessage(first, "");
        assertThat(now(first).outcome()).isEqualTo(Chat.Outcome.MESSAGE);
        assertThat(request(first).isOpen()).isTrue();
    }

    @Test
    void whoever_leaves_before_the_answer_finds_the_question_again() {
        var chat = begun("Ma question");
        chats.here(chat.id(), true);
        clock.forward(Duration.ofMinutes(11));
        round.look();
        assertThat(now(chat).outcome()).isEqualTo(Chat.Outcome.ABANDONED);
        assertThat(request(chat).state()).isEqualTo(Request.State.UNANSWERED);
        work.taking(true);
        chats.waitAgain(now(chat));
        assertThat(now(chat).state()).isEqualTo(Chat.State.WAITING);
        assertThat(request(chat).isOpen()).isTrue();
        chats.quit(now(chat));
        chats.leaveMessage(now(chat), "");
        assertThat(now(chat).outcome()).isEqualTo(Chat.Outcome.MESSAGE);
        assertThat(request(chat).next()).isNotNull();
    }

    @Test
    void who_was_in_a_chat_is_not_kept_when_they_are_gone() {
        var ended = begun("Bonjour");
        chats.here(ended.id(), true);
        work.take(ended.id());
        work.writes(ended.id());
        chats.quit(ended);
        chats.here(ended.id(), false);
        clock.forward(Duration.ofMinutes(29));
        var waiting = begun("Et moi ?");
        chats.here(waiting.id(), true);
        round.look();
        assertThat(presences(ended)).isPositive();
        clock.forward(Duration.ofMinutes(2));
        chats.here(waiting.id(), true);
        round.look();
        assertThat(presences(ended)).isZero();
        assertThat(presences(waiting)).isEqualTo(1);
    }

    private int presences(Chat chat) {
        return jdbc.sql("select count(*) from relations.chat_presence where chat_id = ?")
                .param(chat.id())
                .query(Integer.class)
                .single();
    }

    @Test
    void a_chat_whose_agent_is_gone_comes_back_to_the_line_at_its_place() {
        var chat = begun("Bonjour");
        work.take(chat.id());
        assertThat(request(chat).assignee()).isEqualTo(nadia.id());
        clock.forward(Duration.ofMinutes(2));
        begun("Un autre");
        act(paul);
        work.taking(true);
        round.look();
        assertThat(now(chat)).satisfies(one -> {
            assertThat(one.state()).isEqualTo(Chat.State.WAITING);
            assertThat(chats.before(one)).isZero();
        });
        assertThat(request(chat).assignee()).isNull();
        assertThat(chats.lines(chat, 0)).last().extracting(ChatLine::what).isEqualTo(ChatLine.What.LOST);
        act(nadia);
        assertThatThrownBy(() -> work.say(chat.id(), "x", "Je suis là"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.key()).endsWith("chat-not-yours"));
        act(paul);
        work.take(chat.id());
        work.say(chat.id(), "x", "Bonjour, je reprends.");
        assertThat(said(chat)).containsExactly("Bonjour", "Bonjour, je reprends.");
    }

    @Test
    void an_end_from_the_inbox_is_the_end_of_the_chat() {
        var to = Ids.token() + "@essai.example";
        var chat = begun("Bonjour");
        chats.transcript(chat, to);
        act(paul);
        handling.say(chat.request(), Channel.WEB, "Je vous réponds d’ici.");
        assertThat(said(chat)).containsExactly("Bonjour", "Je vous réponds d’ici.");
        var livret = new Documents.Sent("livret.pdf", "%PDF-1.7 livret".getBytes(StandardCharsets.US_ASCII));
        followUp.say(request(chat), "Voici mon livret.", List.of(livret), "Documents");
        endings.answer(chat.request(), "C’est réglé.");
        assertThat(now(chat).outcome()).isEqualTo(Chat.Outcome.ANSWERED);
        round.look();
        round.look();
        assertThat(mails(to))
                .filteredOn(mail -> mail.about().equals("chat-transcript"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text())
                        .containsPattern("\\d\\d:\\d\\d Vous\u00a0: Voici mon livret.\nFichiers\u00a0: livret.pdf")
                        .containsPattern("\\d\\d:\\d\\d Paul Essai\u00a0: Je vous réponds d’ici."));
    }

    @Test
    void whoever_has_a_chat_is_there_without_taking_others() {
        jdbc.sql("delete from relations.chat_agent").update();
        var chat = begun("Bonjour");
        work.take(chat.id());
        round.look();
        assertThat(now(chat).agent()).isEqualTo(nadia.id());
        assertThat(desks.standing(desk)).isInstanceOf(ChatDesks.Standing.Unmanned.class);
    }

    @Test
    void it_is_given_to_a_colleague_who_is_there() {
        var chat = begun("Bonjour");
        work.take(chat.id());
        assertThatThrownBy(() -> work.giveTo(chat.id(), paul.id())).isInstanceOf(ProblemException.class);
        work.taking(paul.id(), paul.name(), Set.of(), true);
        work.giveTo(chat.id(), paul.id());
        assertThat(now(chat).agent()).isEqualTo(paul.id());
        assertThat(request(chat).assignee()).isEqualTo(paul.id());
        act(paul);
        work.giveBack(chat.id());
        assertThat(now(chat).state()).isEqualTo(Chat.State.WAITING);
        assertThat(request(chat).isOpen()).isTrue();
    }

    @Test
    void answered_at_once_it_is_a_closed_request_with_its_words() {
        var word = "baldaquin" + Ids.token().replaceAll("[^a-z]", "");
        var chat = begun("Où est le " + word + " ?");
        work.take(chat.id());
        work.say(chat.id(), "1", "Au premier étage.");
        work.answered(chat.id(), "");
        assertThat(request(chat)).satisfies(one -> {
            assertThat(one.state()).isEqualTo(Request.State.ANSWERED);
            assertThat(one.channel()).isEqualTo(Channel.CHAT);
        });
        assertThat(now(chat).outcome()).isEqualTo(Chat.Outcome.ANSWERED);
        assertThat(jdbc.sql("select what from relations.request_event where request_id = ? order by id")
                        .param(chat.request())
                        .query(String.class)
                        .list())
                .as("nothing said before that counts against the first contact")
                .containsExactly("received", "taken", "closed");
        assertThat(requests.interactions(request(chat)))
                .filteredOn(one -> one.direction() == Interaction.Direction.OUT)
                .first()
                .satisfies(one -> assertThat(one.by()).isEqualTo("Nadia Essai"));
        assertThat(search.find(word).lines())
                .singleElement()
                .satisfies(line -> assertThat(line.id()).isEqualTo(chat.request()));
        assertThatThrownBy(() -> chats.say(chat, "late", "Merci"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.key()).endsWith("chat-ended"));
        assertThat(lists.figures().answered()).isPositive();
    }

    @Test
    void made_a_request_it_has_a_next_step_and_the_transcript_goes_where_the_person_has_confirmed() {
        var to = Ids.token() + "@essai.example";
        var chat = begun("Je voudrais une place en crèche");
        work.take(chat.id());
        work.say(chat.id(), "1", "Je transmets.");
        assertThatThrownBy(() -> work.become(chat.id(), null, "", "", null)).isInstanceOf(ProblemException.class);
        assertThat(now(chat).state()).isEqualTo(Chat.State.ACTIVE);
        chats.transcript(now(chat), to);
        assertThat(mails(to)).as("it goes on").isEmpty();
        work.become(chat.id(), null, "La commission regarde votre dossier", "Nadia Essai", null);
        var request = request(chat);
        assertThat(request.isOpen()).isTrue();
        assertThat(Objects.requireNonNull(request.next()).what()).isEqualTo("La commission regarde votre dossier");
        assertThat(chats.lines(chat, 0))
                .last()
                .satisfies(line ->
                        assertThat(line.name()).isEqualTo(request.reference().code()));
        assertThat(mails(to))
                .filteredOn(mail -> mail.about().equals("chat-transcript"))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.text())
                            .contains(
                                    "Je voudrais une place en crèche",
                                    "Je transmets.",
                                    request.reference().code());
                });
    }

    @Test
    void nothing_of_an_erased_request_is_left_in_its_chat() {
        var form = wanted("Mon secret");
        var chat = chats.begin(form);
        chats.transcript(chat, Ids.token() + "@essai.example");
        requests.withdraw(request(chat).key());
        assertThat(chats.find(form.key())).isEmpty();
        assertThat(now(chat)).satisfies(one -> {
            assertThat(one.outcome()).isEqualTo(Chat.Outcome.WITHDRAWN);
            assertThat(one.transcriptTo()).isNull();
        });
        assertThat(chats.lines(chat, 0)).extracting(ChatLine::words).containsOnlyNulls();
    }

    @Test
    void the_key_opens_what_has_ended_for_a_day() {
        var form = wanted("Bonjour");
        var chat = chats.begin(form);
        work.take(chat.id());
        work.answered(chat.id(), "");
        clock.forward(Duration.ofHours(23));
        assertThat(chats.find(form.key())).isPresent();
        clock.forward(Duration.ofHours(2));
        assertThat(chats.find(form.key())).isEmpty();
        round.look();
        assertThat(jdbc.sql("select key_hash is null from relations.chat where id = ?")
                        .param(chat.id())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(request(chat).said()).as("the request is kept as any other").isNotNull();
    }

    @Test
    void an_agent_sees_the_chats_of_their_places_alone() {
        var chat = begun("Bonjour");
        act(new Caller(Ids.next(), "Ailleurs", null, Set.of(Role.AGENT), Set.of(UUID.randomUUID()), false));
        assertThat(lists.rows()).extracting(ChatLists.Row::id).doesNotContain(chat.id());
        assertThatThrownBy(() -> work.take(chat.id())).isInstanceOf(ProblemException.class);
    }

    @Test
    void the_name_of_a_site_stands_in_a_header_and_is_read_strictly() {
        assertThat(ChatRules.origin("https://www.Essai.example/")).isEqualTo("https://www.essai.example");
        assertThat(ChatRules.origin("http://localhost:8081")).isEqualTo("http://localhost:8081");
        for (var wrong : List.of(
                "essai.example",
                "https://",
                "https://a.example/page",
                "https://a.example; script-src *",
                "*",
                "javascript:1",
                "https://a.example?x",
                "https://u@a.example")) {
            assertThatThrownBy(() -> ChatRules.origin(wrong)).as(wrong).isInstanceOf(ProblemException.class);
        }
    }
}
