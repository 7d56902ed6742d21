package fr.parvis.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import fr.parvis.identity.Role;
import fr.parvis.messaging.NewMessage.Attachment;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.rights.Nights;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** Messages on their way to real servers on this machine. */
@ParvisTest
class OutboxIT {
    @Autowired
    LastWords lastWords;

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Autowired
    Nights nights;

    @Autowired
    Town town;

    @Autowired
    Outbox outbox;

    @Autowired
    MessageTables tables;

    @Autowired
    Letters letters;

    @Autowired
    SmsTables sms;

    @Autowired
    SendingPolicy policy;

    @Autowired
    Rules rules;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext application;

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void empty() {
        town.place(1, 1);
        jdbc.sql("delete from messaging.message").update();
        jdbc.sql("delete from messaging.opposed").update();
        // a Tuesday morning: no hour is quiet
        clock.setTo(ZonedDateTime.of(2027, 2, 2, 10, 0, 0, 0, PARIS).toInstant());
    }

    @AfterEach
    void stop() {
        mail.stop();
        clock.reset();
    }

    private Postman postman(Gateway... gateways) {
        return new Postman(tables, sms, policy, lastWords, new Gateways(List.of(gateways)), transaction, clock);
    }

    private MailGateway smtp() {
        mail.start();
        return SentMail.gateway("smtp://127.0.0.1:" + mail.getSmtp().getPort(), _ -> Optional.empty());
    }

    private NewMessage message(String key, Channel channel, String to, @Nullable Attachment attachment) {
        return new NewMessage(
                key,
                "appointment-booked",
                channel,
                to,
                channel == Channel.SMS ? "" : "Rendez-vous à 9 h : état civil",
                "Bonjour, à bientôt.",
                attachment,
                clock.instant(),
                clock.instant().plus(Duration.ofDays(3)));
    }

    private Message only() {
        assertThat(outbox.page(null, 0, Integer.MAX_VALUE)).hasSize(1);
        return outbox.page(null, 0, Integer.MAX_VALUE).getFirst();
    }

    @Test
    void without_a_gateway_it_waits_where_it_can_be_read() {
        outbox.write(message("un", Channel.EMAIL, "camille@essai.example", null));
        outbox.write(message("un", Channel.EMAIL, "camille@essai.example", null));
        assertThat(postman().round()).isZero();
        var waiting = only();
        assertThat(waiting.state()).isEqualTo(Message.State.WAITING);
        assertThat(waiting.tries()).isZero();
        var admin = Pages.of(application, Role.ADMIN);
        assertThat(admin.open("/admin/messages").body())
                .contains("Aucun serveur de courriel", "camille@essai.example", "Confirmation de rendez-vous");
        assertThat(admin.open("/admin/messages/" + waiting.id()).body())
                .contains("Bonjour, à bientôt.", "quand l’envoi sera réglé");
        assertThat(Pages.of(application, Role.AGENT).open("/admin/messages").status())
                .isEqualTo(403);
        assertThat(admin.open("/admin/messages/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void an_e_mail_leaves_once_with_its_attachment() throws Exception {
        var file = new Attachment(
                "rendez-vous.ics",
                "text/calendar; charset=UTF-8; method=PUBLISH",
                "BEGIN:VCALENDAR".getBytes(StandardCharsets.UTF_8));
        outbox.write(message("un", Channel.EMAIL, "camille@essai.example", file));
        var postman = postman(smtp());
        assertThat(postman.round()).isEqualTo(1);
        assertThat(postman.round()).isZero();
        assertThat(mail.getReceivedMessages()).hasSize(1);
        var received = mail.getReceivedMessages()[0];
        assertThat(received.getSubject()).isEqualTo("Rendez-vous à 9 h : état civil");
        assertThat(received.getFrom()[0]).hasToString("accueil@ville.example");
        assertThat(received.getMessageID()).contains(only().id().toString());
        assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        var parts = (MimeMultipart) received.getContent();
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("rendez-vous.ics");
        assertThat(only().state()).isEqualTo(Message.State.SENT);
    }

    @Test
    void what_a_person_wrote_leaves_in_their_name_and_in_its_conversation() throws Exception {
        var letter = new Letter(
                "etat-civil@ville.example",
                "État civil de Saint-Parvis",
                "guichet@ville.example",
                "b@essai.example",
                List.of("a@essai.example", "b@essai.example"),
                List.of(
                        new Attachment("acte.pdf", "application/pdf", new byte[] {1, 2}),
                        new Attachment("notice.txt", "text/plain", new byte[] {3})));
        var id = outbox.write(message("lettre 1", Channel.EMAIL, "camille@essai.example", null), letter);
        assertThat(outbox.write(message("lettre 1", Channel.EMAIL, "camille@essai.example", null), letter))
                .isEqualTo(id);
        mail.start();
        var postman =
                postman(SentMail.gateway("smtp://127.0.0.1:" + mail.getSmtp().getPort(), letters::of));
        assertThat(postman.round()).isEqualTo(1);
        var received = mail.getReceivedMessages()[0];
        assertThat(received.getMessageID()).isEqualTo("<" + id + "@ville.example>");
        assertThat(((InternetAddress) received.getFrom()[0]).getPersonal()).isEqualTo("État civil de Saint-Parvis");
        assertThat(((InternetAddress) received.getFrom()[0]).getAddress()).isEqualTo("etat-civil@ville.example");
        assertThat(received.getReplyTo()[0]).hasToString("guichet@ville.example");
        assertThat(received.getHeader("In-Reply-To")).containsExactly("<b@essai.example>");
        assertThat(received.getHeader("References")[0]).contains("<a@essai.example>", "<b@essai.example>");
        assertThat(received.getHeader("Auto-Submitted")).isNull();
        assertThat(received.getHeader(Letter.MARK)).containsExactly("etat-civil@ville.example");
        assertThat(((MimeMultipart) received.getContent()).getCount()).isEqualTo(3);
        clock.forward(Duration.ofDays(31));
        nights.run("message");
        assertThat(letters.of(id)).isEmpty();
    }

    @Test
    void what_leaves_is_as_a_signing_server_wants_it() throws Exception {
        mail.start();
        var texts = List.of(
                "Bonjour,\nà bientôt : " + "très ".repeat(400),
                "Hello " + "word ".repeat(500),
                "موعدك في البلدية يوم الثلاثاء",
                "one\n.\ntwo\nFrom the town\n" + "x".repeat(2_000));
        for (var text : texts) {
            SentMail.gateway("smtp://127.0.0.1:" + mail.getSmtp().getPort(), _ -> Optional.empty())
                    .send(SentMail.message(
                            "Votre rendez-vous à la mairie ".repeat(20).strip(), text));
        }
        for (int i = 0; i < texts.size(); i++) {
            var received = mail.getReceivedMessages()[i];
            var raw = new java.io.ByteArrayOutputStream();
            received.writeTo(raw);
            assertThat(raw.toString(StandardCharsets.ISO_8859_1).lines())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(998))
                    .allSatisfy(line -> assertThat(line).matches("[\\t\\x20-\\x7e]*"));
            assertThat(received.getContent().toString().replace("\r\n", "\n").strip())
                    .isEqualTo(texts.get(i).strip());
            for (var once : List.of("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type")) {
                assertThat(received.getHeader(once)).as(once).hasSize(1);
            }
            assertThat(received.getMessageID()).endsWith("@ville.example>");
            assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(received.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
            assertThat(received.getHeader("Return-Path")[0]).isEqualTo("<accueil@ville.example>");
            assertThat(received.getHeader("Content-Transfer-Encoding")[0]).matches("7bit|quoted-printable|base64");
        }
    }

    @Test
    void a_server_that_is_away_is_tried_again_later_and_nothing_is_lost() {
        var gateway = smtp();
        var port = mail.getSmtp().getPort();
        mail.stop();
        outbox.write(message("un", Channel.EMAIL, "camille@essai.example", null));
        assertThat(postman(gateway).round()).isZero();
        var waiting = only();
        assertThat(waiting.state()).isEqualTo(Message.State.WAITING);
        assertThat(waiting.tries()).isEqualTo(1);
        assertThat(waiting.problem()).contains("could not be reached");
        assertThat(waiting.nextTry()).isAfter(clock.instant().plusSeconds(30));
        assertThat(postman(gateway).round()).isZero();
        assertThat(only().tries()).isEqualTo(1);

        var again = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        try {
            again.start();
            clock.forward(Duration.ofMinutes(2));
            assertThat(postman(gateway).round()).isEqualTo(1);
            assertThat(again.getReceivedMessages()).hasSize(1);
        } finally {
            again.stop();
        }
    }

    @Test
    void it_is_given_up_after_two_days_and_an_administrator_may_try_once_more() {
        var gateway = smtp();
        mail.stop();
        outbox.write(new NewMessage(
                "un",
                "appointment-booked",
                Channel.EMAIL,
                "camille@essai.example",
                "Objet",
                "Texte",
                null,
                clock.instant(),
                null));
        for (int i = 0; i < 8; i++) {
            postman(gateway).round();
            clock.forward(Duration.ofHours(25));
        }
        assertThat(only().state()).isEqualTo(Message.State.FAILED);
        Pages.of(application, Role.ADMIN).send("/admin/messages/" + only().id());
        assertThat(only().state()).isEqualTo(Message.State.WAITING);
    }

    @Test
    void what_is_no_longer_of_use_does_not_leave() {
        outbox.write(message("rdv 1 a", Channel.EMAIL, "camille@essai.example", null));
        outbox.write(message("rdv 2 a", Channel.EMAIL, "dominique@essai.example", null));
        outbox.drop("rdv 1 ");
        clock.forward(Duration.ofDays(4));
        assertThat(postman(smtp()).round()).isZero();
        assertThat(outbox.page(Message.State.DROPPED, 0, 10)).hasSize(2);
        clock.forward(Duration.ofDays(31));
        nights.run("message");
        assertThat(outbox.page(null, 0, Integer.MAX_VALUE))
                .allSatisfy(one -> assertThat(one.to()).isNull())
                .allSatisfy(one -> assertThat(one.text()).isNull());
    }

    @Test
    void two_instances_send_each_message_once() throws Exception {
        for (int i = 0; i < 40; i++) {
            outbox.write(message("m" + i, Channel.EMAIL, "camille" + i + "@essai.example", null));
        }
        var gateway = smtp();
        try (var both = Executors.newFixedThreadPool(2)) {
            var one = both.submit(() -> postman(gateway).round());
            var other = both.submit(() -> postman(gateway).round());
            assertThat(one.get() + other.get()).isEqualTo(40);
        }
        assertThat(mail.getReceivedMessages()).hasSize(40);
    }

    @Test
    void an_sms_goes_to_the_gateway_of_the_settings_and_a_wrong_number_is_not_tried_again() throws Exception {
        var asked = new CopyOnWriteArrayList<String>();
        var answer = new AtomicInteger(503);
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(answer.get(), -1);
            exchange.close();
        });
        server.start();
        try {
            var gateway = new SmsGateway(
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/envoi?cle=secret&to={to}&text={text}");
            outbox.write(message("un", Channel.SMS, "+33612345678", null));
            assertThat(postman(gateway).round()).isZero();
            assertThat(only().problem()).contains("503").doesNotContain("secret");
            clock.forward(Duration.ofMinutes(2));
            answer.set(204);
            assertThat(postman(gateway).round()).isEqualTo(1);
            assertThat(asked.getLast()).startsWith("POST /envoi?cle=secret&to=%2B33612345678&text=Bonjour");
            answer.set(400);
            outbox.write(message("deux", Channel.SMS, "+33698765432", null));
            postman(gateway).round();
            assertThat(outbox.page(Message.State.FAILED, 0, 10)).hasSize(1);
        } finally {
            server.stop(0);
        }
    }

    private SmsGateway httpGateway(HttpServer server) {
        return new SmsGateway("http://127.0.0.1:" + server.getAddress().getPort() + "/?to={to}&text={text}");
    }

    private static HttpServer taking() throws Exception {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void an_sms_waits_for_the_morning_unless_it_answers_what_somebody_has_just_done() throws Exception {
        var server = taking();
        try {
            // Saturday evening
            clock.setTo(ZonedDateTime.of(2027, 2, 6, 21, 0, 0, 0, PARIS).toInstant());
            outbox.write(message("un", Channel.SMS, "+33612345678", null));
            assertThat(postman(httpGateway(server)).round()).isZero();
            var waiting = only();
            assertThat(waiting.reason()).isEqualTo(Message.Reason.QUIET_HOURS);
            assertThat(waiting.nextTry())
                    .isEqualTo(ZonedDateTime.of(2027, 2, 8, 8, 0, 0, 0, PARIS).toInstant());
            assertThat(Pages.of(application, Role.ADMIN)
                            .open("/admin/messages/" + waiting.id())
                            .body())
                    .contains("heures calmes");
            outbox.write(message("deux", Channel.SMS, "+33612345678", null).atOnce());
            assertThat(postman(httpGateway(server)).round()).isEqualTo(1);
            clock.setTo(ZonedDateTime.of(2027, 2, 8, 8, 1, 0, 0, PARIS).toInstant());
            assertThat(postman(httpGateway(server)).round()).isEqualTo(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nobody_is_written_to_three_times_a_day() {
        var gateway = smtp();
        for (var key : List.of("un", "deux", "trois")) {
            outbox.write(message(key, Channel.EMAIL, "camille@essai.example", null));
        }
        outbox.write(message("autre", Channel.EMAIL, "dominique@essai.example", null));
        outbox.write(
                message("code", Channel.EMAIL, "Camille@essai.example", null).atOnce());
        assertThat(postman(gateway).round()).isEqualTo(4);
        var third = outbox.page(Message.State.WAITING, 0, 10).getFirst();
        assertThat(third.reason()).isEqualTo(Message.Reason.TOO_MANY_TODAY);
        assertThat(third.nextTry())
                .isEqualTo(ZonedDateTime.of(2027, 2, 3, 8, 0, 0, 0, PARIS).toInstant());
        assertThat(Pages.of(application, Role.ADMIN).open("/admin/messages").body())
                .contains("assez de messages aujourd’hui");
        assertThat(postman(gateway).round()).isZero();
        clock.setTo(ZonedDateTime.of(2027, 2, 3, 8, 0, 1, 0, PARIS).toInstant());
        assertThat(postman(gateway).round()).isEqualTo(1);
    }

    @Test
    void what_was_held_back_until_it_was_of_no_use_says_why() {
        var gateway = smtp();
        for (var key : List.of("un", "deux", "trois")) {
            outbox.write(new NewMessage(
                    key,
                    "appointment-reminder-hours",
                    Channel.EMAIL,
                    "camille@essai.example",
                    "Objet",
                    "Texte",
                    null,
                    clock.instant(),
                    clock.instant().plus(Duration.ofHours(3))));
        }
        assertThat(postman(gateway).round()).isEqualTo(2);
        clock.forward(Duration.ofHours(4));
        postman(gateway).round();
        assertThat(outbox.page(Message.State.DROPPED, 0, 10))
                .singleElement()
                .satisfies(one -> assertThat(one.reason()).isEqualTo(Message.Reason.TOO_MANY_TODAY));
    }

    @Test
    void two_instances_together_write_to_one_person_twice() throws Exception {
        for (int i = 0; i < 12; i++) {
            outbox.write(message("m" + i, Channel.EMAIL, "camille@essai.example", null));
        }
        var gateway = smtp();
        try (var both = Executors.newFixedThreadPool(2)) {
            var one = both.submit(() -> postman(gateway).round());
            var other = both.submit(() -> postman(gateway).round());
            assertThat(one.get() + other.get()).isEqualTo(2);
        }
        assertThat(mail.getReceivedMessages()).hasSize(2);
    }

    @Test
    void a_gateway_is_given_messages_at_its_pace() throws Exception {
        for (int i = 0; i < 12; i++) {
            outbox.write(message("m" + i, Channel.EMAIL, "camille" + i + "@essai.example", null));
        }
        var slow = new Postman(
                tables,
                sms,
                policy,
                lastWords,
                new Gateways(List.of(smtp()), Map.of(Channel.EMAIL, Pace.perMinute(12))),
                transaction,
                clock);
        assertThat(slow.round()).isEqualTo(2);
        assertThat(outbox.page(Message.State.WAITING, 0, 20))
                .hasSize(10)
                .anySatisfy(one -> assertThat(one.reason()).isEqualTo(Message.Reason.RATE));
    }

    /** A person who cancels must not wait for a mail server that says nothing. */
    @Test
    void no_row_is_locked_while_a_gateway_answers() throws Exception {
        outbox.write(message("rdv 1 a", Channel.EMAIL, "camille@essai.example", null));
        var called = new CountDownLatch(1);
        var answers = new CountDownLatch(1);
        var gateway = new Gateway() {
            @Override
            public Channel channel() {
                return Channel.EMAIL;
            }

            @Override
            public List<String> send(Message message) throws IOException {
                called.countDown();
                try {
                    answers.await();
                } catch (InterruptedException interrupted) {
                    throw new IOException(interrupted);
                }
                return List.of();
            }
        };
        try (var other = Executors.newSingleThreadExecutor()) {
            var round = other.submit(() -> postman(gateway).round());
            called.await();
            transaction.executeWithoutResult(_ -> {
                jdbc.sql("set local lock_timeout = '2s'").update();
                outbox.drop("rdv 1 ");
            });
            assertThat(only().state()).isEqualTo(Message.State.DROPPED);
            answers.countDown();
            assertThat(round.get()).isEqualTo(1);
        }
        // it had left already
        assertThat(only().state()).isEqualTo(Message.State.SENT);
    }

    @Test
    void an_instance_that_died_with_a_message_leaves_it_to_another() {
        outbox.write(message("un", Channel.EMAIL, "camille@essai.example", null));
        transaction.executeWithoutResult(_ ->
                tables.claimDue(Channel.EMAIL, clock.instant(), clock.instant().plus(Duration.ofMinutes(5))));
        var gateway = smtp();
        assertThat(postman(gateway).round()).isZero();
        clock.forward(Duration.ofMinutes(6));
        assertThat(postman(gateway).round()).isEqualTo(1);
    }

    @Test
    void an_administrator_sets_the_rules_and_bad_ones_are_said() {
        var admin = Pages.of(application, Role.ADMIN);
        var before = rules.current();
        try {
            assertThat(admin.open("/admin/messages/reglages").body()).contains("20:00", "08:00", "Aucun numéro");
            var bad = admin.send(
                    "/admin/messages/reglages", "quietFrom", "21:00", "quietUntil", "huit heures", "mostADay", "4");
            assertThat(bad.status()).isEqualTo(400);
            assertThat(bad.body()).contains("huit heures");
            assertThat(admin.send(
                                    "/admin/messages/reglages",
                                    "quietFrom",
                                    "21:00",
                                    "quietUntil",
                                    "07:30",
                                    "mostADay",
                                    "99")
                            .status())
                    .isEqualTo(400);
            assertThat(rules.current()).isEqualTo(before);
            var good = admin.send(
                    "/admin/messages/reglages",
                    "quietFrom",
                    "21:00",
                    "quietUntil",
                    "07:30",
                    "quietDays",
                    "sundays",
                    "mostADay",
                    "4");
            assertThat(good.goesTo()).isEqualTo("/admin/messages/reglages?fait");
            assertThat(rules.current())
                    .isEqualTo(new SendingRules(LocalTime.of(21, 0), LocalTime.of(7, 30), true, false, 4));
        } finally {
            rules.save(before);
        }
    }

    @Test
    void a_number_leaves_in_the_international_form_and_no_sms_goes_to_a_landline() {
        outbox.write(message("un", Channel.SMS, "06 22 33 44 99", null));
        outbox.write(message("deux", Channel.SMS, "0692 12 34 56", null));
        outbox.write(message("trois", Channel.SMS, "01 44 55 66 77", null));
        assertThat(outbox.named(List.of("un", "deux", "trois")).values())
                .extracting(Message::key, Message::to, Message::reason)
                .containsExactlyInAnyOrder(
                        tuple("un", "+33622334499", Message.Reason.NONE),
                        tuple("deux", "+262692123456", Message.Reason.NONE),
                        tuple("trois", "+33144556677", Message.Reason.NO_MOBILE));
        assertThat(outbox.refused(List.of("trois"))).containsExactly("trois");
    }

    @Test
    void an_agents_answers_leave_and_count_and_a_code_does_neither_count_nor_wait() {
        var gateway = smtp();
        var most = rules.current().mostADay();
        for (int i = 0; i < most + 1; i++) {
            outbox.write(message("dit " + i, Channel.EMAIL, "zoe@essai.example", null)
                    .asWritten());
        }
        assertThat(postman(gateway).round()).isEqualTo(most + 1);
        outbox.write(message("rappel", Channel.EMAIL, "zoe@essai.example", null));
        assertThat(postman(gateway).round()).isZero();
        assertThat(outbox.named(List.of("rappel")).get("rappel"))
                .extracting(Message::reason)
                .isEqualTo(Message.Reason.TOO_MANY_TODAY);
        for (int i = 0; i < most + 1; i++) {
            outbox.write(message("code " + i, Channel.EMAIL, "ana@essai.example", null)
                    .atOnce());
        }
        outbox.write(message("nouvelle", Channel.EMAIL, "ana@essai.example", null));
        assertThat(postman(gateway).round()).isEqualTo(most + 2);
    }
}
