package fr.parvis.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Arrivals;
import fr.parvis.appointments.Bookings;
import fr.parvis.appointments.ExactMoves;
import fr.parvis.appointments.NewAppointment;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Role;
import fr.parvis.rights.Nights;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Receiver;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What happens to appointments reaches a real server on this machine, signed, whatever that server does. */
@ParvisTest
@ExtendWith(OutputCaptureExtension.class)
class HooksIT {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Autowired
    Nights nights;

    @Autowired
    Town town;

    @Autowired
    Endpoints endpoints;

    @Autowired
    Hooks hooks;

    @Autowired
    HookRounds rounds;

    @Autowired
    DeliveryTables deliveries;

    @Autowired
    EndpointTables tables;

    @Autowired
    HookSender sender;

    @Autowired
    AuditLog audit;

    @Autowired
    Agendas agendas;

    @Autowired
    Bookings bookings;

    @Autowired
    Arrivals arrivals;

    @Autowired
    ExactMoves moves;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext application;

    private final Receiver receiver = new Receiver();
    private Town.Place place;
    private LocalDate monday;

    @BeforeEach
    void open() {
        place = town.place(1, 2);
        monday = LocalDate.now(PARIS).plusWeeks(1).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clock.setTo(monday.minusDays(3).atTime(10, 0).atZone(PARIS).toInstant());
        var service = place.services().getFirst().id();
        agendas.saveTerms(ServiceTerms.usual(service, 20));
        for (var counter : place.counters()) {
            var agenda = agendas.create(place.site(), counter.name(), null, counter.id(), null, Set.of(service));
            agendas.saveRule(
                    agenda.id(),
                    null,
                    Set.of(),
                    monday,
                    LocalTime.of(9, 0),
                    LocalTime.of(12, 0),
                    "FREQ=WEEKLY;BYDAY=MO",
                    Set.of());
        }
    }

    @AfterEach
    void close() {
        jdbc.sql("delete from hooks.endpoint").update();
        receiver.close();
        clock.reset();
    }

    private Endpoints.Drawn told(Receiver whom, String... types) {
        return endpoints.add(new Endpoints.Typed(
                "Essai " + whom.port(),
                whom.address("/crochet?cle=cachee"),
                types.length == 0 ? Set.copyOf(endpoints.types()) : Set.of(types),
                Set.of(place.site().id())));
    }

    private Appointment book(String time, String lastName) {
        return bookings.book(
                new NewAppointment(
                        place.site().id(),
                        place.services().getFirst().id(),
                        monday.atTime(LocalTime.parse(time)).atZone(PARIS).toInstant(),
                        1,
                        Appointment.Channel.PHONE),
                new Appointment.Usager("Camille", lastName, lastName + "@essai.example", "+33612345678", "fr"));
    }

    /** Something that has happened to no matter what. */
    private void tell(String about) {
        transaction.executeWithoutResult(
                _ -> hooks.tell("appointment.booked", place.site().id(), about, Map.of("of", about)));
    }

    private static JsonNode data(Receiver.Heard heard) {
        return JsonMapper.shared().readTree(heard.body()).path("data");
    }

    /** As the specification says it, without any library. */
    private static boolean isSigned(Receiver.Heard heard, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            var content = heard.header("webhook-id") + "." + heard.header("webhook-timestamp") + "." + heard.body();
            var expected =
                    "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
            return List.of(heard.header("webhook-signature").split(" ")).stream()
                    .anyMatch(one -> MessageDigest.isEqual(one.getBytes(), expected.getBytes()));
        } catch (java.security.GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    private Delivery last(UUID endpoint, Predicate<Delivery> once) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> {
                            rounds.start();
                            return endpoints.newest(endpoint, 1);
                        },
                        found -> !found.isEmpty() && once.test(found.getFirst()))
                .getFirst();
    }

    private Endpoint once(UUID endpoint, Predicate<Endpoint> so) {
        return await().atMost(Duration.ofSeconds(30)).until(() -> endpoints.endpoint(endpoint), so);
    }

    @Test
    void every_change_is_told_signed_and_names_nobody() {
        var drawn = told(receiver);
        var booked = book("09:00", "Crochet");
        var start = monday.atTime(9, 40).atZone(PARIS).toInstant();
        bookings.move(booked.id(), start, true);
        moves.move(booked.id(), place.site().id(), start, null);
        bookings.stillSuits(booked.id());
        bookings.cancel(booked.id(), true);

        var types = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            var heard = receiver.next();
            assertThat(isSigned(heard, drawn.secret())).isTrue();
            assertThat(heard.method()).isEqualTo("POST");
            assertThat(heard.header("content-type")).isEqualTo("application/json");
            assertThat(heard.header("webhook-id")).startsWith("msg_");
            assertThat(Long.parseLong(heard.header("webhook-timestamp")))
                    .isCloseTo(clock.instant().getEpochSecond(), org.assertj.core.data.Offset.offset(60L));
            assertThat(heard.body()).doesNotContain("Crochet", "Camille", "essai.example", "612345678", booked.token());
            var body = JsonMapper.shared().readTree(heard.body());
            assertThat(body.propertyNames()).containsExactly("type", "timestamp", "data");
            assertThat(body.path("data").path("id").asString())
                    .isEqualTo(booked.id().toString());
            assertThat(body.path("data").path("reference").asString()).isEqualTo(booked.reference());
            assertThat(body.path("data").path("site").asString())
                    .isEqualTo(place.site().slug());
            types.add(body.path("type").asString());
        }
        assertThat(types)
                .containsExactly(
                        "appointment.booked",
                        "appointment.moved",
                        "appointment.reassigned",
                        "appointment.confirmed",
                        "appointment.cancelled");
        assertThat(receiver.hasHeardNothingMore()).isTrue();
    }

    @Test
    void the_day_itself_is_told_too() {
        told(receiver, "appointment.arrived", "appointment.no-show");
        var comes = book("09:00", "Vient");
        var misses = book("09:20", "Manque");
        clock.setTo(monday.atTime(9, 25).atZone(PARIS).toInstant());
        arrivals.noShow(misses.id());
        arrivals.checkIn(comes.id());
        var heard = List.of(receiver.next(), receiver.next());
        assertThat(heard)
                .extracting(one -> data(one).path("state").asString())
                .containsExactlyInAnyOrder("no-show", "arrived");
    }

    @Test
    void only_what_was_asked_for_and_only_where() {
        told(receiver, "appointment.cancelled");
        var elsewhere = new Receiver();
        try (elsewhere) {
            endpoints.add(new Endpoints.Typed(
                    "Ailleurs",
                    elsewhere.address("/"),
                    Set.copyOf(endpoints.types()),
                    Set.of(town.place(1, 1).site().id())));
            bookings.cancel(book("09:00", "Annule").id(), true);
            assertThat(receiver.next().body()).contains("appointment.cancelled");
            assertThat(receiver.hasHeardNothingMore()).isTrue();
            assertThat(elsewhere.hasHeardNothingMore()).isTrue();
        }
    }

    @Test
    void what_is_undone_is_not_told() {
        var one = told(receiver).endpoint();
        transaction.executeWithoutResult(status -> {
            hooks.tell("appointment.booked", place.site().id(), "a", Map.of());
            status.setRollbackOnly();
        });
        assertThat(endpoints.newest(one.id(), 5)).isEmpty();
    }

    @Test
    void is_told_again_under_the_same_number_after_a_failure() {
        receiver.answers(500, "<script>alert('non')</script>" + "x".repeat(400)).answers(503, "");
        var drawn = told(receiver);
        tell("a");
        var first = receiver.next();
        var failed = last(drawn.endpoint().id(), one -> one.tries() == 1);
        assertThat(failed.state()).isEqualTo(Delivery.State.WAITING);
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.answer()).hasSize(200);
        assertThat(failed.nextTry()).isBetween(clock.instant(), clock.instant().plusSeconds(6));
        var page = Pages.of(application, Role.ADMIN)
                .open("/admin/webhooks/" + drawn.endpoint().id())
                .body();
        assertThat(page)
                .contains("&lt;script&gt;alert", "500", "Prochain essai", "Parvis essaie encore")
                .doesNotContain("<script>alert");

        clock.forward(Duration.ofSeconds(6));
        last(drawn.endpoint().id(), one -> one.tries() == 2);
        clock.forward(Duration.ofMinutes(6));
        var delivered = last(drawn.endpoint().id(), one -> one.state() == Delivery.State.DELIVERED);
        assertThat(delivered.tries()).isEqualTo(3);
        assertThat(delivered.nextTry()).isNull();
        for (var again : List.of(receiver.next(), receiver.next())) {
            assertThat(again.header("webhook-id")).isEqualTo(first.header("webhook-id"));
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.header("webhook-timestamp")).isNotEqualTo(first.header("webhook-timestamp"));
            assertThat(isSigned(again, drawn.secret())).isTrue();
        }
        assertThat(once(drawn.endpoint().id(), Endpoint::isActive).failingSince())
                .isNull();
    }

    @Test
    void after_three_days_it_is_given_up_and_may_be_sent_again_by_hand() {
        var one = told(receiver).endpoint();
        receiver.answers(500, "");
        tell("a");
        last(one.id(), sent -> sent.tries() == 1);
        jdbc.sql("update hooks.delivery set tries = 9, next_try_at = ? where endpoint_id = ?")
                .params(EndpointTables.utc(clock.instant()), one.id())
                .update();
        receiver.answers(500, "");
        var given = last(one.id(), sent -> sent.tries() == 10);
        assertThat(given.state()).isEqualTo(Delivery.State.FAILED);
        receiver.next();
        var before = receiver.next();
        var admin = Pages.of(application, Role.ADMIN);
        var page = "/admin/webhooks/" + one.id();
        assertThat(admin.open(page).body()).contains("Abandonné");
        assertThat(admin.send(page + "/envois/" + given.id()).goesTo()).isEqualTo(page);
        assertThat(receiver.next().header("webhook-id")).isEqualTo(before.header("webhook-id"));
        last(one.id(), sent -> sent.state() == Delivery.State.DELIVERED);
        assertThat(admin.send(page + "/envois/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void who_answers_that_it_is_gone_is_left_in_peace() {
        receiver.answers(410, "parti");
        var one = told(receiver).endpoint();
        tell("a");
        assertThat(once(one.id(), end -> !end.isActive()).state()).isEqualTo(Endpoint.State.GONE);
        tell("b");
        receiver.next();
        assertThat(endpoints.newest(one.id(), 5))
                .hasSize(1)
                .allSatisfy(sent -> assertThat(sent.state()).isEqualTo(Delivery.State.FAILED));
        var admin = Pages.of(application, Role.ADMIN);
        assertThat(admin.open("/admin").body()).contains("ne sont plus prévenus", one.name(), "(410)");
        assertThat(admin.send("/admin/webhooks/" + one.id() + "/reprise").status())
                .isEqualTo(302);
        tell("c");
        assertThat(data(receiver.next()).path("of").asString()).isEqualTo("c");
        assertThat(admin.open("/admin").body()).doesNotContain("ne sont plus prévenus");
    }

    @Test
    void five_days_without_being_heard_end_it_with_what_waits_kept() {
        var one = told(receiver).endpoint();
        receiver.answers(500, "").answers(500, "");
        tell("a");
        last(one.id(), sent -> sent.tries() == 1);
        clock.forward(Duration.ofDays(5).plusMinutes(1));
        last(one.id(), sent -> sent.tries() == 2);
        assertThat(once(one.id(), end -> !end.isActive()).state()).isEqualTo(Endpoint.State.FAILING);
        tell("b");
        assertThat(Pages.of(application, Role.ADMIN).open("/admin").body())
                .contains("ne sont plus prévenus", "depuis cinq jours");
        assertThat(audit.page(new AuditLog.Filter(null, "webhook-disabled"), 0, 1))
                .allSatisfy(entry -> assertThat(entry.subject()).isEqualTo(one.name()))
                .hasSize(1);
        assertThat(rounds.start()).isEmpty();
        endpoints.resume(one.id());
        receiver.next();
        receiver.next();
        last(one.id(), sent -> sent.state() == Delivery.State.DELIVERED);
    }

    @Test
    void a_redirection_is_a_failure_and_leads_nowhere() {
        receiver.redirects(receiver.address("/ailleurs"));
        var one = told(receiver).endpoint();
        tell("a");
        var sent = last(one.id(), first -> first.tries() == 1);
        assertThat(sent.problem()).isEqualTo("redirected");
        assertThat(receiver.next().path()).isEqualTo("/crochet");
        assertThat(receiver.hasHeardNothingMore()).isTrue();
    }

    @Test
    void an_address_inside_the_network_is_refused_when_it_is_typed_and_when_it_is_called() {
        var admin = Pages.of(application, Role.ADMIN);
        refused(admin, "http://exemple.example/a", "commence par https://");
        refused(admin, "https://127.0.0.1:" + receiver.port() + "/a", "réseau interne");
        refused(admin, "https://169.254.169.254/latest", "réseau interne");
        refused(admin, "https://nom:secret@exemple.example/", "n’est pas une adresse");
        refused(admin, "javascript:alert(1)", "n’est pas une adresse");
        refused(admin, "", "Collez l’adresse");
        assertThat(endpoints.all()).isEmpty();

        var one = told(receiver).endpoint();
        jdbc.sql("update hooks.endpoint set address = ? where id = ?")
                .params("http://127.0.0.1:" + receiver.port() + "/a", one.id())
                .update();
        tell("a");
        assertThat(last(one.id(), sent -> sent.tries() == 1).problem()).isEqualTo("forbidden-address");
        assertThat(receiver.hasHeardNothingMore()).isTrue();
    }

    private static void refused(Pages admin, String address, String words) {
        var answer =
                admin.send("/admin/webhooks", "name", "Interdit", "address", address, "types", "appointment.booked");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(words, "value=\"Interdit\"");
    }

    @Test
    void what_is_about_the_same_thing_comes_in_order() {
        var answered = new CountDownLatch(1);
        receiver.answersAfter(answered);
        told(receiver);
        tell("même");
        tell("même");
        tell("autre");
        var heard = List.of(receiver.next(), receiver.next());
        assertThat(heard).extracting(one -> data(one).path("of").asString()).containsExactlyInAnyOrder("même", "autre");
        assertThat(receiver.hasHeardNothingMore()).isTrue();
        answered.countDown();
        assertThat(data(receiver.next()).path("of").asString()).isEqualTo("même");
    }

    @Test
    void a_slow_one_holds_up_nobody_else() {
        var never = new CountDownLatch(1);
        try (var slow = new Receiver()) {
            IntStream.range(0, 10).forEach(_ -> slow.answersAfter(never));
            told(slow);
            told(receiver);
            IntStream.range(0, 10).forEach(i -> tell("n° " + i));
            for (int i = 0; i < 10; i++) {
                receiver.next();
            }
            never.countDown();
        }
    }

    @Test
    void two_instances_tell_it_once() throws Exception {
        var one = told(receiver).endpoint();
        endpoints.pause(one.id());
        IntStream.range(0, 40).forEach(i -> tell("n° " + i));
        var other = new HookRounds(deliveries, tables, sender, audit, transaction, clock);
        tables.become(one.id(), Endpoint.State.ACTIVE);
        var begun = new ArrayList<Future<?>>(rounds.start());
        begun.addAll(other.start());
        for (var lane : begun) {
            lane.get();
        }
        other.stop();
        var ids = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            ids.add(receiver.next().header("webhook-id"));
        }
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(receiver.hasHeardNothingMore()).isTrue();
        assertThat(endpoints.waiting(one.id())).isZero();
    }

    @Test
    void what_an_instance_had_in_hand_when_it_was_killed_is_told_by_another() {
        var one = told(receiver).endpoint();
        endpoints.pause(one.id());
        tell("a");
        jdbc.sql("update hooks.delivery set claimed_until = ? where endpoint_id = ?")
                .params(EndpointTables.utc(clock.instant().plus(Duration.ofMinutes(2))), one.id())
                .update();
        tables.become(one.id(), Endpoint.State.ACTIVE);
        assertThat(rounds.start()).isEmpty();
        clock.forward(Duration.ofMinutes(2).plusSeconds(1));
        last(one.id(), sent -> sent.state() == Delivery.State.DELIVERED);
        receiver.next();
        assertThat(receiver.hasHeardNothingMore()).isTrue();
    }

    @Test
    void a_new_key_signs_beside_the_old_one_for_a_day() {
        var old = told(receiver);
        var id = old.endpoint().id();
        var fresh = endpoints.renew(id);
        tell("a");
        var both = receiver.next();
        assertThat(both.header("webhook-signature").split(" ")).hasSize(2);
        assertThat(isSigned(both, old.secret())).isTrue();
        assertThat(isSigned(both, fresh.secret())).isTrue();
        clock.forward(Endpoints.OLD_SECRET_SIGNS.plusSeconds(1));
        tell("b");
        var one = receiver.next();
        assertThat(isSigned(one, old.secret())).isFalse();
        assertThat(isSigned(one, fresh.secret())).isTrue();
        nights.run("webhook");
        assertThat(jdbc.sql("select old_secret is null from hooks.endpoint where id = ?")
                        .param(id)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void the_key_is_shown_once_and_is_in_no_log_and_no_audit(CapturedOutput output) {
        var admin = Pages.of(application, Role.ADMIN);
        receiver.answers(500, "");
        var shown = admin.send(
                "/admin/webhooks",
                "name",
                "Logiciel « test »",
                "address",
                receiver.address("/crochet?cle=cachee"),
                "types",
                "appointment.booked");
        var found = Pattern.compile("whsec_[A-Za-z0-9+/=]{44}").matcher(shown.body());
        assertThat(found.find()).isTrue();
        var secret = found.group();
        var one = endpoints.all().getFirst();
        var page = "/admin/webhooks/" + one.id();
        assertThat(admin.send(page + "/essai").status()).isEqualTo(302);
        assertThat(isSigned(receiver.next(), secret)).isTrue();
        last(one.id(), sent -> sent.tries() == 1);
        assertThat(admin.open(page).body()).contains("ping").doesNotContain(secret);
        assertThat(admin.open("/admin/webhooks").body()).contains("Logiciel").doesNotContain(secret);
        assertThat(admin.open("/admin/journal").body())
                .contains("Webhook ajouté", "Webhook essayé")
                .doesNotContain(secret, "cachee");
        assertThat(output.getAll()).contains("was not heard by localhost").doesNotContain(secret, "cachee");
        assertThat(Pages.of(application, Role.SUPERVISOR).open(page).status()).isEqualTo(403);
    }

    @Test
    void is_paused_changed_and_removed() {
        var one = told(receiver).endpoint();
        var admin = Pages.of(application, Role.ADMIN);
        var page = "/admin/webhooks/" + one.id();
        admin.send(page + "/pause");
        tell("a");
        assertThat(rounds.start()).isEmpty();
        assertThat(admin.open(page).body()).contains("En pause", "Un envoi attend");
        assertThat(admin.send(page, "name", "Autre nom", "address", receiver.address("/b"))
                        .body())
                .contains("Cochez au moins", "value=\"Autre nom\"");
        assertThat(admin.send(
                                page,
                                "name",
                                "Autre nom",
                                "address",
                                receiver.address("/b"),
                                "types",
                                "appointment.moved")
                        .status())
                .isEqualTo(302);
        admin.send(page + "/reprise");
        assertThat(receiver.next().path()).isEqualTo("/b");
        assertThat(admin.send(page + "/supprimer", "confirmation", "non").status())
                .isEqualTo(400);
        assertThat(admin.send(page + "/supprimer", "confirmation", "autre nom").goesTo())
                .isEqualTo("/admin/webhooks");
        assertThat(endpoints.all()).isEmpty();
        assertThat(admin.open(page).status()).isEqualTo(404);
    }

    @Test
    void deliveries_are_forgotten_after_thirty_days() {
        var one = told(receiver).endpoint();
        tell("a");
        receiver.next();
        last(one.id(), sent -> sent.state() == Delivery.State.DELIVERED);
        clock.forward(Duration.ofDays(29));
        nights.run("webhook");
        assertThat(endpoints.newest(one.id(), 5)).hasSize(1);
        clock.forward(Duration.ofDays(2));
        nights.run("webhook");
        assertThat(endpoints.newest(one.id(), 5)).isEmpty();
    }
}
