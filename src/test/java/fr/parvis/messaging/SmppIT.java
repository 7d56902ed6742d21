package fr.parvis.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.SmsCentre;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jsmpp.SMPPConstant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

/** SMS to and from a centre that speaks SMPP. */
@ParvisTest
@RecordApplicationEvents
class SmppIT {
    @Autowired
    LastWords lastWords;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    Town town;

    @Autowired
    Outbox outbox;

    @Autowired
    IncomingSms incoming;

    @Autowired
    MessageTables tables;

    @Autowired
    SmsTables sms;

    @Autowired
    SendingPolicy policy;

    @Autowired
    SmsArrivals arrivals;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEvents events;

    private final SmsCentre centre = new SmsCentre();
    private SmppGateway gateway = new SmppGateway(centre.url());

    @BeforeEach
    void empty() {
        town.place(1, 1);
        for (var table : List.of("sms_part", "message", "incoming_sms", "incoming_sms_part", "opposed")) {
            jdbc.sql("delete from messaging." + table).update();
        }
    }

    @AfterEach
    void stop() {
        gateway.close();
        centre.close();
        clock.reset();
    }

    private int round() {
        return new Postman(tables, sms, policy, lastWords, new Gateways(List.of(gateway)), transaction, clock).round();
    }

    private void write(String key, String text) {
        outbox.write(new NewMessage(
                        key,
                        "appointment-booked",
                        Channel.SMS,
                        "+33612345678",
                        "",
                        text,
                        null,
                        clock.instant(),
                        clock.instant().plus(Duration.ofDays(3)))
                .atOnce());
    }

    private Message only() {
        assertThat(outbox.page(null, 0, Integer.MAX_VALUE)).hasSize(1);
        return outbox.page(null, 0, Integer.MAX_VALUE).getFirst();
    }

    private void open() {
        gateway.open(arrivals);
        await().atMost(PATIENCE).until(centre::isBound);
    }

    private List<String> came() {
        return jdbc.sql("select body from messaging.incoming_sms order by received_at")
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    void arabic_and_ukrainian_arrive_as_they_were_written_in_as_many_parts_as_it_takes() {
        var arabic = "موعدك في البلدية يوم الثلاثاء الساعة التاسعة صباحا. " + "لتغيير الموعد افتح الرابط. ".repeat(4);
        var ukrainian = "Ваш запис у мерії: вівторок, 9:00. Її видно тут. 🏛".repeat(3);
        write("un", arabic);
        write("deux", ukrainian);
        write("trois", "Déjà réglé : 12 €");
        assertThat(round()).isEqualTo(3);
        var taken = centre.taken();
        assertThat(taken).allSatisfy(one -> {
            assertThat(one.to()).isEqualTo("33612345678");
            assertThat(one.from()).isEqualTo("VILLE");
        });
        for (var text : List.of(arabic, ukrainian)) {
            assertThat(taken.stream()
                            .filter(one -> one.total() > 1)
                            .map(SmsCentre.Taken::reference)
                            .distinct()
                            .map(reference -> centre.shown(taken.stream()
                                    .filter(one -> one.reference() == reference)
                                    .toList())))
                    .contains(text);
        }
        assertThat(taken.getLast().coding()).isZero();
        assertThat(taken.getLast().content()).hasSize(18);
    }

    @Test
    void a_receipt_says_that_it_arrived_once_all_parts_have() {
        open();
        write("un", "ї".repeat(100));
        assertThat(round()).isEqualTo(1);
        assertThat(only().state()).isEqualTo(Message.State.SENT);
        assertThat(centre.tell("C1", "DELIVRD")).isZero();
        assertThat(only().deliveredAt()).isNull();
        assertThat(centre.tell("C2", "ENROUTE")).isZero();
        assertThat(only().deliveredAt()).isNull();
        assertThat(centre.tell("C2", "DELIVRD")).isZero();
        assertThat(only().deliveredAt()).isNotNull();
        assertThat(outbox.refused(Set.of("un"))).isEmpty();
    }

    @Test
    void receipts_of_all_parts_at_the_same_time_settle_it() throws Exception {
        open();
        write("un", "ї".repeat(67 * 8));
        assertThat(round()).isEqualTo(1);
        try (var all = Executors.newFixedThreadPool(8)) {
            var told = new ArrayList<Future<Integer>>();
            for (int i = 1; i <= 8; i++) {
                var id = "C" + i;
                told.add(all.submit(() -> centre.tell(id, "DELIVRD")));
            }
            for (var one : told) {
                assertThat(one.get()).isZero();
            }
        }
        assertThat(only().deliveredAt()).isNotNull();
    }

    @Test
    void a_telephone_that_did_not_get_it_counts_as_refused() {
        open();
        write("un", "Bonjour");
        round();
        assertThat(centre.tell("C1", "UNDELIV")).isZero();
        assertThat(only().state()).isEqualTo(Message.State.FAILED);
        assertThat(only().undeliveredAt()).isNotNull();
        assertThat(only().problem()).contains("UNDELIV");
        assertThat(outbox.refused(Set.of("un"))).containsExactly("un");
    }

    @Test
    void a_receipt_that_is_faster_than_our_own_word_is_not_lost() {
        open();
        assertThat(centre.tell("C1", "DELIVRD")).isZero();
        write("un", "Bonjour");
        round();
        assertThat(only().deliveredAt()).isNotNull();
    }

    @Test
    void a_busy_centre_is_left_in_peace_and_a_wrong_number_for_good() {
        centre.answer(SMPPConstant.STAT_ESME_RTHROTTLED);
        write("un", "Bonjour");
        write("deux", "Bonsoir");
        assertThat(round()).isZero();
        assertThat(outbox.page(Message.State.WAITING, 0, 10)).hasSize(2);
        assertThat(outbox.page(Message.State.WAITING, 0, 10)).anySatisfy(one -> {
            assertThat(one.reason()).isEqualTo(Message.Reason.RATE);
            assertThat(one.tries()).isZero();
        });
        clock.forward(Duration.ofMinutes(1));
        centre.answer(SMPPConstant.STAT_ESME_RINVDSTADR);
        assertThat(round()).isEqualTo(1);
        assertThat(outbox.page(Message.State.FAILED, 0, 10)).hasSize(1);
        assertThat(outbox.page(Message.State.FAILED, 0, 10).getFirst().problem())
                .contains("0x0B");
    }

    @Test
    void a_wrong_secret_is_said_and_never_shown() {
        gateway.close();
        gateway = new SmppGateway(centre.url("faux!"));
        write("un", "Bonjour");
        assertThat(round()).isZero();
        assertThat(only().state()).isEqualTo(Message.State.WAITING);
        assertThat(only().reason()).isEqualTo(Message.Reason.GATEWAY_AWAY);
        assertThat(only().problem()).contains("PARVIS_SMS_URL").doesNotContain("faux");
        assertThat(fr.parvis.messaging.sms.SmppAddress.of(centre.url()).toString())
                .doesNotContain(SmsCentre.SECRET);
    }

    @Test
    void a_link_that_was_cut_is_made_again_without_anybody_sending() {
        open();
        centre.cut();
        await().atMost(PATIENCE).until(centre::isBound);
        assertThat(centre.bring("33612345678", "Bonjour")).isZero();
        assertThat(came()).containsExactly("Bonjour");
    }

    @Test
    void what_comes_is_kept_before_the_centre_hears_of_it_and_once_only() {
        open();
        assertThat(centre.bring("33612345678", "Де мій запис? مرحبا")).isZero();
        assertThat(centre.bring("33612345678", "Де мій запис? مرحبا")).isZero();
        assertThat(came()).containsExactly("Де мій запис? مرحبا");
        var event = events.stream(SmsReceived.class).toList();
        assertThat(event).hasSize(1);
        var found = incoming.find(event.getFirst().id()).orElseThrow();
        assertThat(found.from())
                .isEqualTo("+33612345678")
                .isEqualTo(event.getFirst().from());
        assertThat(found.to()).isEqualTo("38080");
        clock.forward(Duration.ofMinutes(11));
        assertThat(centre.bring("33612345678", "Де мій запис? مرحبا")).isZero();
        assertThat(came()).hasSize(2);
    }

    @Test
    void what_could_not_be_kept_is_asked_for_again() {
        open();
        jdbc.sql("alter table messaging.incoming_sms add constraint full_disk check (body <> 'Bonjour')")
                .update();
        try {
            assertThat(centre.bring("33612345678", "Bonjour")).isEqualTo(SMPPConstant.STAT_ESME_RX_T_APPN);
            assertThat(came()).isEmpty();
        } finally {
            jdbc.sql("alter table messaging.incoming_sms drop constraint full_disk")
                    .update();
        }
        assertThat(centre.bring("33612345678", "Bonjour")).isZero();
        assertThat(came()).containsExactly("Bonjour");
    }

    @Test
    void a_long_text_comes_in_parts_in_any_order_cut_anywhere() {
        open();
        var text = "Я не можу прийти завтра 🏛, чи можна пізніше? ".repeat(2);
        var bytes = text.getBytes(StandardCharsets.UTF_16BE);
        // cuts the building in two
        int cut = text.indexOf("🏛") * 2 + 2;
        assertThat(centre.bring("33612345678", (byte) 8, part(2, bytes, cut, bytes.length), true))
                .isZero();
        assertThat(came()).isEmpty();
        assertThat(centre.bring("33612345678", (byte) 8, part(1, bytes, 0, cut), true))
                .isZero();
        assertThat(came()).containsExactly(text);
    }

    private static byte[] part(int number, byte[] bytes, int from, int to) {
        var content = Arrays.copyOfRange(bytes, from, to);
        var whole = new byte[content.length + 6];
        whole[0] = 5;
        whole[2] = 3;
        whole[3] = 42;
        whole[4] = 2;
        whole[5] = (byte) number;
        System.arraycopy(content, 0, whole, 6, content.length);
        return whole;
    }

    @Test
    void stop_is_heard_confirmed_once_and_taken_back_by_a_word() {
        open();
        write("avant", "Bonjour");
        assertThat(centre.bring("33612345678", "ARRÊT sms !")).isZero();
        assertThat(centre.bring("33612345678", "Stop")).isZero();
        write("apres", "Bonjour encore");
        assertThat(round()).isEqualTo(1);
        assertThat(outbox.page(Message.State.SENT, 0, 10)).singleElement().satisfies(one -> {
            assertThat(one.about()).isEqualTo("sms-stopped");
            assertThat(one.text()).contains("REPRENDRE");
        });
        assertThat(outbox.page(Message.State.DROPPED, 0, 10))
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.reason()).isEqualTo(Message.Reason.OPPOSED));
        assertThat(outbox.refused(Set.of("apres", "avant"))).hasSize(2);

        assertThat(centre.bring("33612345678", "Reprendre")).isZero();
        write("plus tard", "De nouveau");
        assertThat(round()).isEqualTo(2);
        assertThat(outbox.page(Message.State.SENT, 0, 10).stream().map(Message::about))
                .contains("sms-resumed", "appointment-booked");
        assertThat(centre.bring("33612345678", "Stop ou encore, je ne sais pas bien"))
                .isZero();
        assertThat(jdbc.sql("select count(*) from messaging.opposed")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
