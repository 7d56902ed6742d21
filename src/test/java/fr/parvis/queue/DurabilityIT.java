package fr.parvis.queue;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.testing.Api;
import fr.parvis.testing.BuiltParvis;
import fr.parvis.testing.RealInstance;
import fr.parvis.testing.Visitor;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process, killed in the middle of its work: whatever it had answered is there afterwards, once. */
class DurabilityIT {
    private static final String TOWN_HALL = "/api/v1/sites/hotel-de-ville";
    private static final int BEFORE_THE_KILL = 120;

    @TempDir
    Path data;

    @Test
    void every_acknowledged_act_survives_kill_9_of_the_application_and_of_everything() throws Exception {
        var answered = new ConcurrentHashMap<String, String>();
        String kept;
        String held;
        String[] offered;
        try (var instance = RealInstance.start(BuiltParvis.quietTown(data), "--demo-quiet")) {
            killWhileIssuing(instance, answered, RealInstance::kill);
        }
        try (var instance = RealInstance.start(data, "--demo-quiet")) {
            allThere(instance, answered);
            kept = issue(instance.api("KIOSK"), "Idempotency-Key", "essai-1")
                    .http()
                    .body();
            held = hold(new Visitor(instance.port()));
            offered = waitForAnOffer(supervisor(instance));
            killWhileIssuing(instance, answered, RealInstance::killWithItsDatabase);
        }
        try (var instance = RealInstance.start(data, "--demo-quiet")) {
            allThere(instance, answered);
            var next = issue(instance.api("KIOSK"));
            assertThat(answered.values()).doesNotContain(next.text("number"));
            var again = issue(instance.api("KIOSK"), "Idempotency-Key", "essai-1");
            assertThat(again.status()).isEqualTo(201);
            assertThat(again.http().body()).isEqualTo(kept);
            confirm(new Visitor(instance.port()), held);
            take(supervisor(instance), offered);
        }
    }

    private static final String TIMES = "/rdv/passeport-depot?personnes=1";

    /** The address that asks who the held time is for. */
    private static String hold(Visitor usager) {
        var choice = Pattern.compile("name=\"choix\" value=\"([^\"]+)\"")
                .matcher(usager.open(TIMES).body());
        assertThat(choice.find()).isTrue();
        return Visitor.goesTo(usager.send(TIMES, TIMES, "choix", choice.group(1)));
    }

    private static void confirm(Visitor usager, String held) {
        var mine = Visitor.goesTo(usager.send(
                held,
                held + "/confirmer",
                "firstName",
                "Camille",
                "lastName",
                "Essai",
                "email",
                "camille@essai.example",
                "phone",
                ""));
        assertThat(mine).startsWith("/rdv/mien/").endsWith("?pris");
        assertThat(usager.open(mine).body()).contains("Votre rendez-vous est pris");
    }

    private static Visitor supervisor(RealInstance instance) throws Exception {
        var visitor = new Visitor(instance.port());
        for (var account : instance.demo().path("accounts")) {
            if (account.path("role").asString().equals("SUPERVISOR")) {
                visitor.signIn(
                        account.path("login").asString(),
                        account.path("password").asString());
            }
        }
        return visitor;
    }

    /** What somebody in the waiting line, whom an agent has put there, is offered: the agent's page of it and its number there. */
    private static String[] waitForAnOffer(Visitor staff) {
        var page = Visitor.goesTo(staff.send(
                "/agent/rendez-vous/attente/nouvelle",
                "/agent/rendez-vous/attente/nouvelle",
                "site",
                "hotel-de-ville",
                "sites",
                "hotel-de-ville",
                "service",
                "passeport-depot",
                "people",
                "1",
                "firstName",
                "Dominique",
                "lastName",
                "Attente",
                "phone",
                "0639981234",
                "language",
                "fr",
                "channel",
                "phone"));
        var offer = Pattern.compile("name=\"offer\" value=\"([\\w-]+)\"")
                .matcher(staff.open(page).body());
        assertThat(offer.find()).isTrue();
        return new String[] {page, offer.group(1)};
    }

    private static void take(Visitor staff, String[] offered) {
        var mine = Visitor.goesTo(staff.send(offered[0], offered[0] + "/prendre", "offer", offered[1]));
        assertThat(mine).startsWith("/agent/rendez-vous/").doesNotContain("/attente/");
        assertThat(staff.open(mine).body()).contains("Attente", "Dominique");
    }

    private static Api.Answer issue(Api kiosk, String... headers) {
        return kiosk.post(TOWN_HALL + "/tickets", "{\"service\":\"passeport-depot\"}", headers);
    }

    private static void killWhileIssuing(
            RealInstance instance, Map<String, String> answered, Consumer<RealInstance> kill) throws Exception {
        var kiosk = instance.api("KIOSK");
        var enough = new CountDownLatch(BEFORE_THE_KILL);
        Callable<Void> issuing = () -> {
            try {
                while (true) {
                    var answer = issue(kiosk);
                    if (answer.status() == 201) {
                        answered.put(answer.text("id"), answer.text("number"));
                        enough.countDown();
                    }
                }
            } catch (UncheckedIOException _) {
                return null;
            }
        };
        try (var threads = Executors.newFixedThreadPool(4)) {
            var working = new ArrayList<Future<Void>>();
            for (int i = 0; i < 4; i++) {
                working.add(threads.submit(issuing));
            }
            enough.await();
            kill.accept(instance);
            for (var one : working) {
                one.get();
            }
        }
    }

    private static void allThere(RealInstance instance, Map<String, String> answered) {
        var waiting =
                instance.api("SUPERVISOR").get(TOWN_HALL + "/queue").json().path("waiting");
        var ids = new ArrayList<String>();
        var numbers = new ArrayList<String>();
        waiting.forEach(ticket -> {
            ids.add(ticket.path("id").asString());
            numbers.add(ticket.path("number").asString());
        });
        assertThat(ids).containsAll(List.copyOf(answered.keySet()));
        assertThat(numbers).doesNotHaveDuplicates().containsAll(List.copyOf(answered.values()));
    }
}
