package fr.parvis.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.platform.rights.DataKind;
import fr.parvis.platform.rights.LegalBasis;
import fr.parvis.platform.rights.PersonalDataHolder;
import fr.parvis.platform.rights.Term;
import fr.parvis.platform.rights.Terms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

@ParvisTest
class NightsIT {
    @Autowired
    Town town;

    @Autowired
    Nights nights;

    @Autowired
    Requests requests;

    @Autowired
    Terms terms;

    @Autowired
    Directory directory;

    @Autowired
    AuditLog audit;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    WebApplicationContext application;

    @BeforeEach
    void open() {
        town.place(1, 1);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
        jdbc.sql("delete from rights.run where kind like 'essai-%'").update();
    }

    @Test
    void what_a_night_erases_is_what_was_shown_before() {
        for (var words : List.of("Une", "Deux", "Trois")) {
            var asked = requests.receive(NewRequest.web(
                    Request.Kind.QUESTION,
                    "fr",
                    null,
                    new Request.Said("", words, "Ana", "Essai", "", "06 12 34 56 78", null),
                    Ids.token()));
            jdbc.sql("""
                            update relations.request set state = 'ANSWERED', closed_at = received_at, next_usual = null, next_what = null,
                                   next_owner = null, next_due = null where id = ?""").param(asked.id()).update();
        }
        clock.forward(Duration.ofDays(400));
        // a round of the postman might find, in between, that these are of no use any more
        jdbc.sql("""
                        update messaging.message set state = 'dropped', next_try_at = null, reason = 'too-late', claimed_until = null
                         where state = 'waiting'""").update();
        var day = nights.next();
        var shown = nights.preview(day);
        assertThat(shown.get("request")).isGreaterThanOrEqualTo(3);
        clock.setTo(day.atTime(Nights.HOUR).atZone(directory.zone()).toInstant());
        nights.run();
        var erased = new HashMap<String, Integer>();
        nights.lines().stream()
                .filter(line -> line.kind().term() != null)
                .forEach(line -> erased.put(
                        line.kind().code(),
                        line.last() == null ? -1 : line.last().erased()));
        assertThat(erased).isEqualTo(shown);
        assertThat(nights.failed()).isEmpty();
        assertThat(nights.preview(day).get("request")).isZero();
    }

    private record Kept(String code, boolean fails) implements PersonalDataHolder {
        @Override
        public List<DataKind> kinds() {
            return List.of(new DataKind(code, LegalBasis.MISSION, Term.days(1)));
        }

        @Override
        public Set<String> tables() {
            return Set.of();
        }

        @Override
        public int due(String kind, Instant at, Period kept) {
            return 7;
        }

        @Override
        public int clear(String kind, Instant at, Period kept) {
            if (fails) {
                throw new IllegalStateException("an essay");
            }
            return 7;
        }
    }

    @Test
    void one_kind_that_fails_holds_up_no_other_and_is_told() {
        var some = new Nights(
                List.of(new Kept("essai-a", true), new Kept("essai-b", false)),
                terms,
                directory,
                audit,
                transaction,
                jdbc,
                clock);
        some.run();
        assertThat(some.failed()).extracting(DataKind::code).containsExactly("essai-a");
        assertThat(some.lines().getLast().last())
                .isNotNull()
                .extracting(Nights.Run::erased)
                .isEqualTo(7);
    }

    @Test
    void a_time_is_chosen_within_what_may_be_and_its_change_is_in_the_log() {
        assertThatThrownBy(() -> nights.change("request", "24"))
                .as("people were told twelve months")
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> nights.change("audit", "13"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("kept"));
        nights.change("ticket", "10");
        assertThat(nights.chosen("ticket").kept()).isEqualTo(Period.ofDays(10));
        assertThat(audit.page(new AuditLog.Filter(null, "retention-changed"), 0, 1))
                .singleElement()
                .extracting(AuditLog.Entry::subject)
                .isEqualTo("ticket P30D → P10D");
        nights.change("ticket", "30");
    }

    @Test
    void the_page_shows_any_night_and_refuses_one_that_is_over() {
        var admin = Pages.of(application, Role.ADMIN);
        assertThat(Pages.of(application, Role.SUPERVISOR)
                        .open("/admin/conservation")
                        .status())
                .isEqualTo(403);
        var page = admin.open("/admin/conservation?jour=" + nights.next().plusYears(1));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Demandes et échanges", "12 mois", "après la fin de la demande");
        assertThat(admin.open("/admin/conservation?jour=2001-01-01").status()).isEqualTo(400);
        assertThat(admin.open("/admin/conservation/ticket").body()).contains("De 1 jour à 30 jours");
        assertThat(admin.send("/admin/conservation/ticket", "kept", "31").status())
                .isEqualTo(400);
        assertThat(admin.open("/admin/conservation/request").status()).isEqualTo(404);
        assertThat(admin.open("/admin").status()).isEqualTo(200);
    }
}
