package fr.parvis.procedures.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.procedures.EmptyShelves;
import fr.parvis.procedures.refresh.Refreshes.Refresh;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** National sheets fetched from an address or a folder, and what the page says of it. */
@ParvisTest
class SheetRefreshIT {
    private static final String PAGE = "/admin/demarches/imports";
    private static final Instant WEDNESDAY = Instant.parse("2026-05-20T08:00:00Z");

    @LocalServerPort
    int port;

    @Autowired
    Town town;

    @Autowired
    SheetRefresh refresh;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @TempDir
    Path folder;

    HttpServer server;
    String base;
    final AtomicInteger asked = new AtomicInteger();
    Visitor admin;

    @BeforeEach
    void serve() throws Exception {
        EmptyShelves.in(jdbc);
        // far from the hour of the plan, whatever day the tests run
        clock.setTo(WEDNESDAY);
        town.place(1, 1);
        admin = new Visitor(port);
        admin.signIn(town.account("Essai", Role.ADMIN), Town.PASSWORD);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        base = "http://localhost:" + server.getAddress().getPort();
        answer("/fiches", 200, set("Carte de lune"));
        answer("/gone", 404, new byte[0]);
        answer("/page", 200, "<html>".getBytes(StandardCharsets.UTF_8));
        answer("/broken", 200, new byte[] {0x1f, (byte) 0x8b, 1, 2, 3, 4});
        redirect("/moved", base + "/fiches");
        redirect("/file", "file:///etc/passwd");
        redirect("/round", base + "/round");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        jdbc.sql("truncate procedures.refresh").update();
        clock.reset();
    }

    private void answer(String path, int status, byte[] body) {
        server.createContext(path, exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private void redirect(String path, String to) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Location", to);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }

    private static byte[] set(String title) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("F900030.xml"));
            zip.write("""
                    <Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="F900030" type="Fiche d'information">
                      <dc:title>%s</dc:title><Audience>Particuliers</Audience><Texte><Paragraphe>Le jardin lunaire.</Paragraphe></Texte>
                    </Publication>""".formatted(title).getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("F900031.xml"));
            zip.write("<Publication ID='F900031'/>".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private void plan(String source) {
        assertThat(admin.send(PAGE, PAGE, "source", source, "every", "WEEK", "day", "SUNDAY", "hour", "3")
                        .statusCode())
                .as(source)
                .isEqualTo(302);
    }

    /** The instance's own clockwork may come first: then its run is waited for. */
    private void runNow() throws InterruptedException {
        var before = last();
        assertThat(admin.send(PAGE, PAGE + "/maintenant").statusCode()).isEqualTo(302);
        for (int i = 0; i < 300 && last().equals(before); i++) {
            refresh.runIfDue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(last()).isNotEqualTo(before);
    }

    private Instant last() {
        var last = refresh.find().orElseThrow().last();
        return last == null ? Instant.EPOCH : last;
    }

    private String problem() {
        return String.valueOf(refresh.find().orElseThrow().problem());
    }

    @Test
    void the_archive_at_an_address_is_brought_in_and_the_page_leads_to_what_changed() throws Exception {
        plan(base + "/moved?cle=secrete");
        runNow();
        assertThat(problem()).isEqualTo("null");
        var page = admin.open(PAGE).body();
        assertThat(page)
                .contains("a réussi", "1 ajoutée", "1 fichier refusé", "localhost/moved")
                .doesNotContain("<td role=\"cell\">localhost/moved?cle");
        var imported = refresh.find().orElseThrow().imported();
        assertThat(admin.open(PAGE + "/" + imported).body())
                .contains("Carte de lune", "F900031.xml", "il n’a pas de titre", "/fiches/F900030/versions");

        server.removeContext("/fiches");
        answer("/fiches", 200, set("Carte de lune et de mars"));
        runNow();
        assertThat(admin.open("/admin/demarches/fiches/F900030/versions").body())
                .contains("Ce qui a changé", "<ins>", "et de mars", "première version connue");
        assertThat(admin.open("/demarches/F900030").body()).contains("Carte de lune et de mars");
    }

    @Test
    void a_folder_of_the_server_does_as_well() throws Exception {
        Files.write(folder.resolve("fiches.zip"), set("Carte de lune"));
        plan(folder.resolve("fiches.zip").toString());
        runNow();
        assertThat(problem()).isEqualTo("null");
        assertThat(new Visitor(port).open("/demarches/F900030").statusCode()).isEqualTo(200);
    }

    @Test
    void a_failure_changes_nothing_is_said_on_the_page_and_is_tried_again_soon() throws Exception {
        plan(base + "/fiches");
        runNow();
        var cases = new String[][] {
            {base + "/gone", "REFUSED", "404"},
            {base + "/page", "NO_ARCHIVE", "ni un zip"},
            {base + "/broken", "UNREADABLE", "ne se lit pas"},
            {base + "/file", "REDIRECTED_AWAY", "renvoie ailleurs"},
            {base + "/round", "REDIRECTED_AWAY", "renvoie ailleurs"},
            {"http://localhost:1/", "UNREACHABLE", "ne répond pas"},
            {folder.resolve("nowhere").toString(), "NOTHING_THERE", "rien à ce chemin"},
            {folder.toString(), "NO_SHEET", "Aucune fiche"}
        };
        for (var one : cases) {
            plan(one[0]);
            runNow();
            assertThat(problem()).as(one[0]).isEqualTo(one[1]);
            assertThat(admin.open(PAGE).body()).as(one[0]).contains("a échoué", one[2]);
            var next = refresh.find().orElseThrow().next();
            assertThat(Duration.between(last(), next)).as(one[0]).isEqualTo(Duration.ofMinutes(15));
        }
        assertThat(new Visitor(port).open("/demarches/F900030").statusCode()).isEqualTo(200);
    }

    @Test
    void two_instances_fetch_once() throws Exception {
        plan(base + "/fiches");
        admin.send(PAGE, PAGE + "/maintenant");
        try (var both = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                both.submit(refresh::runIfDue);
            }
        }
        for (int i = 0; i < 300 && last().equals(Instant.EPOCH); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void what_is_set_while_a_refresh_runs_stays() throws Exception {
        var daily = new Plan(Plan.Every.DAY, DayOfWeek.MONDAY, 4);
        during(() -> refresh.plan(base + "/fiches", daily));
        var after = runAlone();
        assertThat(after.next()).isEqualTo(Instant.parse("2026-05-21T02:00:00Z"));
        assertThat(after.last()).as("the outcome was another source's").isNull();

        during(() -> refresh.plan(base + "/meanwhile" + asked, daily));
        after = runAlone();
        assertThat(after.next()).as("by the plan that is set now").isEqualTo(Instant.parse("2026-05-21T02:00:00Z"));
        assertThat(after.imported()).isNotNull();

        during(refresh::runSoon);
        assertThat(runAlone().next()).as("asked for again").isBefore(clock.instant());
    }

    @Test
    void another_import_that_ends_later_is_not_taken_for_the_refresh() throws Exception {
        var byHand = Ids.next();
        jdbc.sql("""
                        insert into procedures.import (id, source, began_at, ended_at, files, added, changed, unchanged, removed,
                            refused) values (?, 'à la main', ?, ?, 0, 0, 0, 0, 0, '[{"file": "F1.xml", "reason": "old words"}]')""")
                .params(
                        byHand,
                        WEDNESDAY.atOffset(ZoneOffset.UTC),
                        WEDNESDAY.plusSeconds(3600).atOffset(ZoneOffset.UTC))
                .update();
        plan(base + "/fiches");
        assertThat(runAlone().imported()).isNotNull().isNotEqualTo(byHand);
        assertThat(admin.open(PAGE + "/" + byHand).body())
                .as("refused by an earlier Parvis")
                .contains("F1.xml", "old words");
    }

    /** Sets a source that does this before it answers. */
    private void during(Runnable act) {
        server.createContext("/meanwhile" + asked.incrementAndGet(), exchange -> {
            act.run();
            var body = set("Carte de lune");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        plan(base + "/meanwhile" + asked);
    }

    private Refresh runAlone() throws InterruptedException {
        var runs = runs();
        refresh.runSoon();
        for (int i = 0;
                i < 300 && (runs() == runs || refresh.find().orElseThrow().runningSince() != null);
                i++) {
            refresh.runIfDue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return refresh.find().orElseThrow();
    }

    private int runs() {
        return jdbc.sql("select count(*) from procedures.import")
                .query(Integer.class)
                .single();
    }

    @Test
    void too_much_or_too_slow_is_given_up() throws Exception {
        answer("/large", 200, new byte[4096]);
        server.createContext("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[] {'P', 'K', 3, 4});
            exchange.getResponseBody().flush();
            try {
                TimeUnit.SECONDS.sleep(20);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        var small = new Download(1024, Duration.ofSeconds(1));
        assertThat(failure(small, "/large")).isEqualTo(RefreshFailure.Reason.TOO_LARGE);
        assertThat(failure(small, "/slow")).isEqualTo(RefreshFailure.Reason.TOO_SLOW);
    }

    private RefreshFailure.Reason failure(Download download, String path) throws IOException {
        try {
            download.fetch(URI.create(base + path), folder);
            throw new AssertionError(path + " was fetched");
        } catch (RefreshFailure failure) {
            return failure.reason();
        }
    }

    @Test
    void only_an_administrator_sets_the_source_and_only_to_the_web_or_a_full_path() {
        for (var wrong : new String[] {
            "file:///etc",
            "ftp://lune.example/",
            "http://nom:motdepasse@lune.example/",
            "http:",
            "dossier",
            "jar:file:/x"
        }) {
            var refused = admin.send(PAGE, PAGE, "source", wrong, "hour", "3");
            assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
            assertThat(refused.body()).contains("id=\"source-error\"", wrong);
        }
        var quality = new Visitor(port);
        quality.signIn(town.account("Essai", Role.QUALITY), Town.PASSWORD);
        assertThat(quality.open(PAGE).body()).contains("Mises à jour").doesNotContain("name=\"source\"");
        assertThat(quality.send("/compte", PAGE, "source", "/srv", "hour", "3").statusCode())
                .isEqualTo(403);
    }

    @Test
    void without_a_source_nothing_comes_by_itself_any_more() {
        plan(base + "/fiches");
        plan("");
        assertThat(refresh.find()).isEmpty();
    }
}
