package fr.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.directory.DirectoryEdited;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

/** Who changed what, as it is kept and as an administrator reads it. */
@ParvisTest
class AuditPageIT {
    @Autowired
    WebApplicationContext application;

    @Autowired
    Town town;

    @Autowired
    DirectoryEditor editor;

    @Autowired
    MessageSource messages;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    @LocalServerPort
    int port;

    Town.Place place;
    Visitor admin;
    String login;

    @BeforeEach
    void signIn() {
        place = town.place(1, 1);
        login = town.account("Adèle Essai", Role.ADMIN);
        admin = new Visitor(port);
        admin.signIn(login, Town.PASSWORD);
    }

    private List<@Nullable String> acts() {
        return jdbc.sql("select act || ': ' || subject from identity.audit where actor = ? order by at, id")
                .param(login)
                .query(String.class)
                .list();
    }

    @Test
    void a_change_of_the_directory_is_kept_with_the_login_and_without_names_of_persons() {
        var site = "/admin/sites/" + place.site().slug();
        admin.send(site + "/guichets/nouveau", site + "/guichets", "name", "Guichet neuf", "services", service());
        admin.send("/admin/agents/nouveau", "/admin/agents", "name", "Personne Inventée", "languages", "fr");
        admin.send(
                site + "/fermetures", site + "/fermetures", "from", "2031-05-02", "to", "2031-05-03", "reason", "Pont");
        assertThat(acts())
                .contains(
                        "signed-in: " + login,
                        "counter-created: Guichet neuf · " + place.site().name())
                .anyMatch(line -> line != null && line.matches("agent-created: [0-9a-f-]{36}"))
                .noneMatch(line -> line != null && line.contains("Inventée"));
        assertThat(admin.open("/admin/journal?compte=" + login).body())
                .contains(
                        login + " · Administration",
                        "Guichet créé",
                        "Guichet neuf · " + place.site().name(),
                        "Agent créé",
                        "Personne Inventée");
    }

    @Test
    void a_change_that_is_undone_leaves_no_trace_and_nobody_leaves_none() {
        var before = count();
        editor.weeklyHours(place.site().id(), Collections.nCopies(7, "08:00-12:00"));
        assertThat(count()).isEqualTo(before);
        var pages = Pages.of(application, Role.ADMIN);
        var refused = pages.send(
                "/admin/sites/" + place.site().slug() + "/guichets", "name", "Guichet 1", "services", service());
        assertThat(refused.status()).isGreaterThanOrEqualTo(400);
        assertThat(count()).isEqualTo(before);
    }

    private String service() {
        return place.services().getFirst().id().toString();
    }

    private int count() {
        return jdbc.sql("select count(*) from identity.audit")
                .query(Integer.class)
                .single();
    }

    @Test
    void the_newest_comes_first_by_pages_and_can_be_filtered() {
        for (int i = 1; i <= 53; i++) {
            jdbc.sql("insert into identity.audit values (gen_random_uuid(), now() + make_interval(secs => ?), ?, ?, ?)")
                    .params(i, login, i == 53 ? "token-revoked" : "token-issued", "Borne d’essai " + i)
                    .update();
        }
        var first = admin.open("/admin/journal?compte=" + login).body();
        assertThat(first.indexOf("Borne d’essai 53")).isBetween(1, first.indexOf("Borne d’essai 52"));
        assertThat(first).contains("page=2").doesNotContain("Borne d’essai 3<");
        assertThat(admin.open("/admin/journal?compte=" + login + "&page=2").body())
                .contains("Borne d’essai 3<", "Plus récent")
                .doesNotContain("Borne d’essai 53");
        assertThat(admin.open("/admin/journal?compte=" + login + "&acte=token-revoked")
                        .body())
                .contains("Borne d’essai 53")
                .doesNotContain("Borne d’essai 52");
        assertThat(admin.open("/admin/journal?compte=personne").body())
                .contains("Rien ne correspond à ce choix.", "Tout afficher");
        for (var odd : List.of("?page=-4", "?page=99999999", "?compte=%25&acte='")) {
            assertThat(admin.open("/admin/journal" + odd).statusCode()).as(odd).isEqualTo(200);
        }
    }

    @Test
    void only_administrators_read_it() {
        assertThat(Pages.of(application, Role.SUPERVISOR).open("/admin/journal").status())
                .isEqualTo(403);
    }

    @Test
    void every_act_has_its_words() {
        var kept = Stream.concat(
                Stream.of(DirectoryEdited.Act.values()).map(DirectoryEdited.Act::code),
                jdbc.sql("select distinct act from identity.audit").query(String.class).list().stream());
        assertThat(kept.toList())
                .allSatisfy(act -> assertThat(messages.getMessage("identity.audit.act." + act, null, Locale.FRENCH))
                        .isNotBlank());
    }

    @Test
    void it_reads_well_on_every_screen() {
        admin.send("/admin/organisation", "/admin/organisation", "name", "Ville d’Essai", "mainColour", "#1d4f73");
        try (var screens = new Screens(port)) {
            var page = screens.window(1280, 900, "fr-FR");
            Screens.signIn(page, login);
            Screens.loaded(page, () -> page.navigate("/admin/journal"));
            screens.look(page, "admin-journal");
            Screens.loaded(page, () -> page.navigate("/admin/journal?compte=" + login));
            page.setViewportSize(320, 700);
            screens.look(page, "admin-journal-320");
            Screens.loaded(page, () -> page.navigate("/admin/journal?acte=token-revoked&compte=" + login));
            screens.look(page, "admin-journal-rien");
            screens.assertNoComplaint();
        }
    }
}
