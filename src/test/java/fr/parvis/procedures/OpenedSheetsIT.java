package fr.parvis.procedures;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.procedures.web.InventedSheets;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class OpenedSheetsIT {
    private static final AtomicInteger TESTS = new AtomicInteger();

    @Autowired
    Town town;

    @Autowired
    SheetImport imports;

    @Autowired
    TestClock clock;

    @Autowired
    Procedures procedures;

    @Autowired
    OpenedSheets opened;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    @BeforeEach
    void arrive() {
        town.place(1, 1);
        town.account("Essai", Role.ADMIN);
        InventedSheets.bring(imports, folder, clock);
        jdbc.sql("delete from procedures.opened_sheet").update();
        // the beginning of a minute that no other test has counted in
        clock.setTo(Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(3L * TESTS.incrementAndGet())));
    }

    @AfterEach
    void leave() {
        jdbc.sql("delete from procedures.opened_sheet").update();
        clock.reset();
    }

    private int times(String id) {
        return jdbc.sql("""
                        select coalesce(sum(times), 0) from procedures.opened_sheet o
                          join procedures.sheet s on s.key = o.sheet_key where s.id = ?""").param(id).query(Integer.class).single();
    }

    private void open(String id, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/demarches/" + id))
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private String page(String path) {
        return "http://localhost:" + port + path;
    }

    @Test
    void a_sheet_opened_from_our_pages_counts() throws Exception {
        open("F99001", "Referer", page("/demarches?q=lune"));
        open("F99001", "Referer", page("/"));
        assertThat(times("F99001")).isEqualTo(2);
    }

    @Test
    void robots_reloads_and_links_from_elsewhere_do_not() throws Exception {
        open("F99001");
        open("F99001", "Referer", "https://ailleurs.example/");
        open("F99001", "Referer", page("/demarches/F99001"));
        open("F99001", "Referer", page("/demarches"), "User-Agent", "Mozilla/5.0 (compatible; Somebot/2.1)");
        open("F99001", "Referer", page("/demarches"), "Cache-Control", "max-age=0");
        open("F99001", "Referer", page("/demarches"), "Sec-Purpose", "prefetch");
        open("F99001", "Referer", "http://[not an address");
        assertThat(times("F99001")).isZero();
    }

    @Test
    void in_one_minute_a_sheet_counts_ten_times_at_most() {
        for (int i = 0; i < 40; i++) {
            opened.count(Procedures.PEOPLE, "F99001");
        }
        assertThat(times("F99001")).isEqualTo(10);
        clock.forward(Duration.ofMinutes(1));
        opened.count(Procedures.PEOPLE, "F99001");
        assertThat(times("F99001")).isEqualTo(11);
    }

    private void opened(String id, int minutes) {
        for (int i = 0; i < minutes; i++) {
            clock.forward(Duration.ofMinutes(1));
            for (int j = 0; j < 10; j++) {
                opened.count(Procedures.PEOPLE, id);
            }
        }
    }

    @Test
    void what_is_asked_for_most_here_is_what_was_opened_most_in_the_last_thirty_days() {
        assertThat(procedures.mostAsked(3)).hasSizeLessThanOrEqualTo(3).isNotEmpty();
        opened("F99002", 6);
        opened("F99001", 3);
        assertThat(procedures.mostAsked(2)).extracting(Procedures.Hit::id).containsExactly("F99002", "F99001");
        clock.forward(Duration.ofDays(31));
        opened("F99001", 6);
        assertThat(procedures.mostAsked(1)).extracting(Procedures.Hit::id).containsExactly("F99001");
    }

    @Test
    void a_few_openings_say_nothing_of_what_a_town_asks_for() {
        var usual = procedures.mostAsked(5);
        opened("F99002", 4);
        assertThat(procedures.mostAsked(5)).isEqualTo(usual);
    }

    @Test
    void after_400_days_nothing_is_left() {
        opened.count(Procedures.PEOPLE, "F99001");
        clock.forward(Duration.ofDays(401));
        assertThat(opened.forget()).isEqualTo(1);
        assertThat(times("F99001")).isZero();
    }

    @Test
    void a_life_event_counts_once_and_so_does_what_a_guided_search_ends_at() throws Exception {
        LunarSheets.bring(imports);
        open("F98001/plan", "Referer", page("/demarches"));
        open("F98001/guide", "Referer", page("/demarches/F98001/plan"));
        open("F98001/plan?r=1.3", "Referer", page("/demarches/F98001/guide?r=1"));
        assertThat(times("F98001")).isEqualTo(1);
        open("F98002/guide?r=1", "Referer", page("/demarches/F98002/guide"));
        assertThat(times("F98003")).isZero();
        open("F98002/guide?r=1.1", "Referer", page("/demarches/F98002/guide?r=1"));
        open("F98002/guide?r=1.1");
        assertThat(times("F98003")).isEqualTo(1);
    }
}
