package fr.parvis.appointments.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.Codes;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.identity.Role;
import fr.parvis.messaging.Message;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.OneTimeCodes;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.Proof;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Booking where a code is asked for, without JavaScript, and every way in which it can be refused. */
@ParvisTest
class CodePagesIT {
    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");

    @Autowired
    Town town;

    @Autowired
    Agendas agendas;

    @Autowired
    Appointments appointments;

    @Autowired
    Bookings bookings;

    @Autowired
    Codes codes;

    @Autowired
    Outbox outbox;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    Town.Place place;
    LocalDate monday;
    Visitor visitor;
    String email;

    @BeforeEach
    void arrive() {
        town.account("Essai", Role.ADMIN);
        place = town.place(1, 1);
        monday = Office.monday();
        clock.setTo(Office.at(monday, "10:00").minus(Duration.ofDays(3)));
        Office.open(agendas, place, monday);
        agendas.saveTerms(
                ServiceTerms.usual(place.services().getFirst().id(), 20).withCode(true));
        visitor = Visitor.elsewhere(port);
        email = UUID.randomUUID() + "@code.example";
    }

    @AfterEach
    void backToNow() {
        agendas.at(place.site()).forEach(one -> agendas.update(one.id(), one.name(), one.services(), false));
        clock.reset();
    }

    private String hold(Visitor who, String time) {
        var page = "/rdv/" + place.services().getFirst().slug() + "?personnes=1&lieu="
                + place.site().slug();
        var choice = place.site().slug() + " " + Office.at(monday, time);
        var held = Visitor.goesTo(who.send(page, page, "choix", choice, "altcha", Proof.of(who)));
        assertThat(held).startsWith("/rdv/prise/");
        return held;
    }

    private String[] who(String mail, String phone) {
        return new String[] {"firstName", "Camille", "lastName", "Code", "email", mail, "phone", phone};
    }

    /** Holds a time and confirms it: the code is on its way. */
    private String asked(String time) {
        var held = hold(visitor, time);
        visitor.send(held, held + "/verifier", who(email, ""));
        assertThat(Visitor.goesTo(confirm(held))).isEqualTo(held + "/code");
        return held;
    }

    private HttpResponse<String> confirm(String held) {
        return visitor.send(held, held + "/confirmer", who(email, ""));
    }

    private HttpResponse<String> type(String held, String code) {
        var fields = who(email, "");
        var typed = Arrays.copyOf(fields, fields.length + 2);
        typed[fields.length] = "code";
        typed[fields.length + 1] = code;
        return followed(visitor.send(held + "/code", held + "/code", typed));
    }

    /** A refusal has an address of its own. */
    private HttpResponse<String> followed(HttpResponse<String> answer) {
        var to = Visitor.goesTo(answer);
        return to.contains("?refus=") ? visitor.open(to) : answer;
    }

    private HttpResponse<String> sendAgain(String held) {
        return followed(visitor.send(held + "/code", held + "/code/renvoyer", who(email, "")));
    }

    private List<Message> messages(String to) {
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(message -> to.equals(message.to()) && message.about().equals("appointment-code"))
                .toList();
    }

    /** The newest. */
    private String code() {
        var found =
                CODE.matcher(Objects.requireNonNull(messages(email).getFirst().text()));
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private static String other(String code) {
        return code.startsWith("1") ? "2" + code.substring(1) : "1" + code.substring(1);
    }

    private Appointment of(String held) {
        return appointments.findByToken(held.replaceFirst(".*/", "")).orElseThrow();
    }

    @Test
    void it_is_booked_once_the_code_is_typed_and_held_as_long_as_that_takes() {
        var held = asked("09:00");
        assertThat(of(held).state()).isEqualTo(Appointment.State.HELD);
        assertThat(of(held).heldUntil())
                .isCloseTo(clock.instant().plus(OneTimeCodes.LASTS), within(20, ChronoUnit.SECONDS));
        var page = visitor.open(held + "/code");
        assertThat(page.body()).contains(email, "10:10", "autocomplete=\"one-time-code\"", "inputmode=\"numeric\"");
        assertThat(page.body()).doesNotContain(code());
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        var message = messages(email).getFirst();
        assertThat(message.channel()).isEqualTo(Channel.EMAIL);
        assertThat(message.usefulUntil()).isEqualTo(of(held).heldUntil());
        assertThat(message.subject()).doesNotContain(code());
        assertThat(jdbc.sql("select code::text from messaging.code where subject = ?")
                        .param("appointment " + of(held).id())
                        .query(String.class)
                        .single())
                .doesNotContain(code(), email);

        assertThat(Visitor.goesTo(confirm(held))).as("pressed twice").isEqualTo(held + "/code");
        assertThat(messages(email)).hasSize(1);
        clock.forward(Duration.ofMinutes(8));
        var spaced = " " + code().substring(0, 3) + " " + code().substring(3);
        assertThat(Visitor.goesTo(type(held, spaced))).endsWith("?pris");
        assertThat(of(held).state()).isEqualTo(Appointment.State.BOOKED);
        assertThat(Visitor.goesTo(visitor.open(held + "/code"))).startsWith("/rdv/mien/");
    }

    @Test
    void a_wrong_code_is_said_kindly_and_five_tries_are_all() {
        var held = asked("09:00");
        var right = code();
        for (int left = OneTimeCodes.TRIES - 1; left >= 0; left--) {
            var refused = type(held, other(right));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("href=\"#code", email);
            assertThat(refused.body())
                    .contains(
                            left > 1
                                    ? "Il reste " + left + " essais"
                                    : left == 1 ? "Il reste 1 essai." : "ne sert plus");
        }
        assertThat(type(held, right).statusCode())
                .as("the right one comes too late")
                .isEqualTo(400);
        assertThat(type(held, "12").body()).contains("Écrivez les 6 chiffres");
        assertThat(of(held).state()).isEqualTo(Appointment.State.HELD);

        clock.forward(Duration.ofMinutes(1));
        assertThat(Visitor.goesTo(sendAgain(held))).isEqualTo(held + "/code?renvoye");
        assertThat(visitor.open(held + "/code?renvoye").body()).contains("Un nouveau code est parti");
        assertThat(code()).isNotEqualTo(right);
        assertThat(Visitor.goesTo(type(held, code()))).endsWith("?pris");
    }

    @Test
    void codes_are_sent_again_after_a_while_and_not_for_ever() {
        var held = asked("09:00");
        var first = code();
        var tooSoon = sendAgain(held);
        assertThat(tooSoon.statusCode()).isEqualTo(429);
        assertThat(tooSoon.body()).contains("Un code vient de partir", email);
        for (int i = 2; i <= OneTimeCodes.MOST_SENT; i++) {
            clock.forward(Duration.ofMinutes(1));
            assertThat(sendAgain(held).statusCode()).isEqualTo(302);
            assertThat(messages(email)).hasSize(i);
        }
        clock.forward(Duration.ofMinutes(1));
        assertThat(sendAgain(held).statusCode()).isEqualTo(429);
        assertThat(messages(email)).hasSize(OneTimeCodes.MOST_SENT);
        assertThat(messages(email).getLast().state())
                .as("what has not left is not sent any more")
                .isEqualTo(Message.State.DROPPED);
        assertThat(type(held, first).statusCode()).isEqualTo(400);
        assertThat(Visitor.goesTo(type(held, code()))).endsWith("?pris");
    }

    @Test
    void a_contact_gets_six_codes_an_hour_whoever_else_is_written_in_between() {
        var victim = new Appointment.Usager("Camille", "Code", email, null, "fr");
        for (int i = 0; i < 6; i++) {
            var held = held(20 * i);
            codes.send(held, victim);
            codes.send(
                    held, new Appointment.Usager("Camille", "Code", UUID.randomUUID() + "@code.example", null, "fr"));
        }
        assertThat(messages(email)).hasSize(6);
        var seventh = held(120);
        assertThatThrownBy(() -> codes.send(seventh, victim)).isInstanceOf(ProblemException.class);
        assertThat(messages(email)).hasSize(6);
        clock.forward(Duration.ofMinutes(61));
        codes.send(held(140), victim);
        assertThat(messages(email)).hasSize(7);
    }

    private Appointment held(int minutes) {
        return bookings.hold(new NewAppointment(
                place.site().id(),
                place.services().getFirst().id(),
                Office.at(monday, "09:00").plus(Duration.ofMinutes(minutes)),
                1,
                Appointment.Channel.ONLINE));
    }

    @Test
    void an_old_code_opens_nothing_and_a_new_one_holds_the_time_again_when_it_is_free() {
        var held = asked("09:00");
        var old = code();
        clock.forward(OneTimeCodes.LASTS.plusSeconds(1));
        var refused = type(held, old);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Ce code ne sert plus");
        assertThat(sendAgain(held).statusCode()).isEqualTo(302);
        assertThat(of(held).heldUntil())
                .isCloseTo(clock.instant().plus(OneTimeCodes.LASTS), within(20, ChronoUnit.SECONDS));

        clock.forward(OneTimeCodes.LASTS.plusSeconds(1));
        hold(Visitor.elsewhere(port), "09:00");
        var lost = sendAgain(held);
        assertThat(lost.statusCode()).isEqualTo(409);
        assertThat(lost.body()).contains("Les heures les plus proches", "value=\"Camille\"");
    }

    @Test
    void the_code_is_of_one_contact_in_one_browser() {
        var held = asked("09:00");
        var code = code();
        email = UUID.randomUUID() + "@ailleurs.example";
        assertThat(Visitor.goesTo(confirm(held))).as("another address").isEqualTo(held + "/code");
        assertThat(type(held, code).statusCode())
                .as("the code of the first address")
                .isEqualTo(400);
        var proved = email;
        var forged = who("forge@code.example", "");
        var typed = Arrays.copyOf(forged, forged.length + 2);
        typed[forged.length] = "code";
        typed[forged.length + 1] = code();
        var answer = visitor.send(held + "/code", held + "/code", typed);
        assertThat(Visitor.goesTo(answer)).as("proved " + proved).isEqualTo(held + "/code");
        assertThat(of(held).state()).isEqualTo(Appointment.State.HELD);
        assertThat(messages("forge@code.example")).hasSize(1);
        assertThat(Visitor.goesTo(Visitor.elsewhere(port).open(held + "/code"))).isEqualTo(held);
    }

    @Test
    void who_gave_no_email_is_asked_for_one_as_long_as_no_sms_leaves() {
        var held = hold(visitor, "09:00");
        var refused = visitor.send(held, held + "/confirmer", who("", "06 12 34 56 78"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("href=\"#email", "value=\"06 12 34 56 78\"", "un agent le prend avec vous");
        assertThat(of(held).state()).isEqualTo(Appointment.State.HELD);
    }

    @Test
    void the_message_speaks_the_language_of_the_page() {
        visitor.open("/rdv?lang=ar");
        asked("09:00");
        var text = Objects.requireNonNull(messages(email).getFirst().text());
        assertThat(text).contains("رمزكم", " " + code() + "\n");
        visitor.open("/rdv?lang=fr");
    }

    @Test
    void nobody_else_is_asked() {
        for (var channel : Appointment.Channel.values()) {
            var held = bookings.hold(new NewAppointment(
                    place.site().id(), place.services().getFirst().id(), Office.at(monday, "10:00"), 1, channel));
            assertThat(codes.isAsked(held)).as("%s", channel).isEqualTo(channel == Appointment.Channel.ONLINE);
            bookings.cancel(held.id(), true);
        }
        agendas.saveTerms(ServiceTerms.usual(place.services().getFirst().id(), 20));
        var held = hold(visitor, "09:00");
        assertThat(Visitor.goesTo(confirm(held))).endsWith("?pris");
        assertThat(messages(email)).isEmpty();
    }
}
