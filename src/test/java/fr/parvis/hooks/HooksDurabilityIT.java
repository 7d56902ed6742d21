package fr.parvis.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.testing.Api;
import fr.parvis.testing.BuiltParvis;
import fr.parvis.testing.RealInstance;
import fr.parvis.testing.Receiver;
import fr.parvis.testing.Visitor;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real process, killed while it books: whatever it had booked is told once it is back. */
class HooksDurabilityIT {
    private static final int BEFORE_THE_KILL = 10;

    @TempDir
    Path data;

    @Test
    void whatever_was_booked_before_kill_9_is_told_afterwards() throws Exception {
        var settings = Files.writeString(data.resolve("parvis.conf"), "PARVIS_WEBHOOK_HOSTS = localhost\n");
        var town = BuiltParvis.quietTown(data.resolve("data"));
        var booked = ConcurrentHashMap.<String>newKeySet();
        try (var receiver = new Receiver()) {
            try (var instance = RealInstance.start(town, "--demo-quiet", "--config", settings.toString())) {
                var admin = admin(instance);
                var page = add(admin, receiver.address("/"));
                admin.send(page, page + "/pause");
                killWhileBooking(instance, booked);
            }
            assertThat(booked).hasSizeGreaterThanOrEqualTo(BEFORE_THE_KILL);
            try (var instance = RealInstance.start(town, "--demo-quiet", "--config", settings.toString())) {
                var admin = admin(instance);
                var list = admin.open("/admin/webhooks").body();
                var page = link(list);
                admin.send(page, page + "/reprise");
                var told = new HashSet<String>();
                while (!told.containsAll(booked)) {
                    told.add(JsonMapper.shared()
                            .readTree(receiver.next().body())
                            .path("data")
                            .path("id")
                            .asString());
                }
            }
        }
    }

    private static Visitor admin(RealInstance instance) {
        var visitor = new Visitor(instance.port());
        for (JsonNode account : instance.demo().path("accounts")) {
            if (account.path("role").asString().equals("ADMIN")) {
                visitor.signIn(
                        account.path("login").asString(),
                        account.path("password").asString());
            }
        }
        return visitor;
    }

    private static String add(Visitor admin, String address) {
        var added = admin.send(
                "/admin/webhooks",
                "/admin/webhooks",
                "name",
                "Essai",
                "address",
                address,
                "types",
                "appointment.booked");
        assertThat(added.statusCode()).isEqualTo(200);
        return link(added.body());
    }

    private static String link(String page) {
        var found = Pattern.compile("/admin/webhooks/[0-9a-f-]{36}").matcher(page);
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private static void killWhileBooking(RealInstance instance, Set<String> booked) throws Exception {
        var api = instance.api("AGENT");
        var from = LocalDate.now().plusDays(1);
        var slots = api.get("/api/v1/slots?site=hotel-de-ville&service=passeport-depot&people=1&from=" + from + "&to="
                        + from.plusDays(40))
                .json()
                .path("slots");
        assertThat(slots.size()).isGreaterThan(BEFORE_THE_KILL);
        var enough = new CountDownLatch(BEFORE_THE_KILL);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var booking = threads.submit(() -> bookAll(api, slots, booked, enough));
            enough.await();
            instance.kill();
            booking.get();
        }
    }

    private static void bookAll(Api api, JsonNode slots, Set<String> booked, CountDownLatch enough) {
        try {
            int n = 0;
            for (var slot : slots) {
                var answer = api.post(
                        "/api/v1/appointments", """
                        {"site":"hotel-de-ville","service":"passeport-depot","start":"%s","people":1,
                         "usager":{"firstName":"Camille","lastName":"Essai %d","email":"essai%d@essai.example"}}""".formatted(slot.path("start").asString(), n, n++));
                if (answer.status() == 201) {
                    booked.add(answer.text("id"));
                    enough.countDown();
                }
            }
        } catch (UncheckedIOException _) {
            // killed
        }
    }
}
