package fr.parvis.directory.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Opening;
import fr.parvis.directory.SpecialDays;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.context.WebApplicationContext;

@ParvisTest
class AdminPagesIT {
    @Autowired
    WebApplicationContext application;

    @Autowired
    Town town;

    @Autowired
    Directory directory;

    @Autowired
    SpecialDays days;

    @LocalServerPort
    int port;

    Pages admin;
    Town.Place place;
    String site;

    @BeforeEach
    void open() {
        place = town.place(2, 1);
        town.account("Essai", Role.ADMIN);
        admin = Pages.of(application, Role.ADMIN);
        site = "/admin/sites/" + place.site().slug();
    }

    private List<String> addresses() {
        return List.of(
                "/admin",
                "/admin/demarrage",
                "/admin/organisation",
                "/admin/sites",
                "/admin/sites/nouveau",
                site,
                site + "/horaires",
                site + "/fermetures",
                site + "/prestations",
                site + "/guichets",
                site + "/guichets/nouveau",
                site + "/guichets/" + place.counters().getFirst().slug(),
                "/admin/prestations",
                "/admin/prestations/nouvelle",
                "/admin/prestations/" + place.services().getFirst().id(),
                "/admin/agents",
                "/admin/agents/nouveau",
                "/admin/comptes",
                "/admin/comptes/nouveau",
                "/admin/jetons");
    }

    @Test
    void every_page_is_there_in_both_languages() {
        for (var address : addresses()) {
            for (var language : List.of("fr", "en")) {
                var page = admin.open(address + "?lang=" + language);
                assertThat(page.status()).as(address).isEqualTo(200);
                assertThat(page.body())
                        .as(address)
                        .contains("lang=\"" + language + "\"")
                        .doesNotContain("??");
            }
        }
    }

    @Test
    void nobody_else_sees_them() {
        for (var role : List.of(Role.AGENT, Role.SUPERVISOR, Role.QUALITY, Role.TRAINER)) {
            for (var address : addresses()) {
                assertThat(Pages.of(application, role).open(address).status())
                        .as(role + " " + address)
                        .isEqualTo(403);
            }
        }
        assertThat(Pages.of(application, Role.AGENT)
                        .send("/admin/sites", "name", "Pirate")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void what_does_not_exist_is_not_found() {
        for (var address : List.of(
                "/admin/sites/nulle-part",
                "/admin/sites/nulle-part/horaires",
                site + "/guichets/nul",
                "/admin/prestations/" + Ids.next(),
                "/admin/agents/" + Ids.next(),
                "/admin/agents/rien",
                "/admin/comptes/" + Ids.next(),
                "/admin/jetons/" + Ids.next() + "/revoquer")) {
            assertThat(admin.open(address).status()).as(address).isEqualTo(404);
        }
        assertThat(admin.send(site + "/fermetures/" + Ids.next() + "/retirer").status())
                .isEqualTo(404);
    }

    @Test
    void a_closure_that_is_over_is_refused_and_what_was_typed_stays() {
        var refused =
                admin.send(site + "/fermetures", "from", "2020-05-01", "to", "2020-05-04", "reason", "Inventaire");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("Cette fermeture serait déjà finie", "2020-05-04", "Inventaire");
        assertThat(admin.send(site + "/fermetures", "from", "2020-05-01", "to", "2040-05-04", "reason", "Chantier")
                        .goesTo())
                .endsWith("/fermetures");
    }

    @Test
    void a_site_is_created_and_changed_at_once() {
        var name = "Annexe " + Ids.next();
        var created = admin.send(
                "/admin/sites", "name", name, "address", "2 rue", "zone", "Indian/Reunion", "holidayRegion", "re");
        assertThat(created.goesTo()).startsWith("/admin/sites/annexe-").endsWith("/horaires");
        var slug = created.goesTo().substring("/admin/sites/".length()).replace("/horaires", "");
        var moved = "lieu-" + slug.substring(slug.length() - 6);
        admin.send(
                "/admin/sites/" + slug,
                "name",
                name,
                "slug",
                moved,
                "address",
                "3 rue",
                "zone",
                "Europe/Paris",
                "holidayRegion",
                "");
        assertThat(directory.findSite(moved).orElseThrow().address()).isEqualTo("3 rue");
        admin.send("/admin/sites/" + moved + "/etat", "active", "false");
        assertThat(directory.findSite(moved)).isEmpty();
        admin.send("/admin/sites/" + moved + "/etat", "active", "true");
        assertThat(directory.findSite(moved)).isPresent();
    }

    @Test
    void what_was_typed_comes_back_with_the_reason_at_its_field() {
        var refused = admin.send(site, "name", "", "slug", "Pas Bon", "address", "ici <b>", "zone", "Mars/Olympus");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body())
                .contains(
                        "value=\"Pas Bon\"",
                        "ici &lt;b&gt;",
                        "href=\"#slug\"",
                        "aria-describedby=\"slug-hint slug-error\"");
        assertThat(directory.findSite(place.site().slug())).isPresent();
    }

    @Test
    void a_slug_of_another_site_is_refused_and_nothing_is_written() {
        var other = town.place(1, 1).site();
        var refused =
                admin.send(site, "name", "Renommé", "slug", other.slug(), "zone", "Europe/Paris", "holidayRegion", "");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(directory.site(place.site().id()).name())
                .isEqualTo(place.site().name());
    }

    @Test
    void an_unreadable_colour_is_refused_and_its_proposal_taken_in_one_press() {
        var before = directory.organisation().mainColour();
        var refused = admin.send("/admin/organisation", "name", "Ville d’Essai", "mainColour", "#ffe000");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(directory.organisation().mainColour()).isEqualTo(before);
        var proposal = refused.body().replaceAll("(?s).*name=\"nearest\" value=\"(#[0-9a-f]{6})\".*", "$1");
        assertThat(admin.send(
                                "/admin/organisation",
                                "name",
                                "Ville d’Essai",
                                "mainColour",
                                "#ffe000",
                                "nearest",
                                proposal)
                        .status())
                .isEqualTo(302);
        assertThat(directory.organisation().mainColour()).isEqualTo(proposal);
        admin.send("/admin/organisation", "name", "Ville d’Essai", "mainColour", before);
    }

    @Test
    void hours_are_in_force_at_once() {
        admin.send(site + "/horaires", week("9h-12h et 14h-17h", "", "", "", "", "", ""));
        assertThat(directory.weeklyHours(place.site().id()).getFirst()).isEqualTo("09:00-12:00, 14:00-17:00");
        var refused = admin.send(site + "/horaires", week("", "midi", "", "", "", "", ""));
        assertThat(refused.body()).contains("value=\"midi\"", "id=\"hours[1]-error\"");
    }

    private static String[] week(String... days) {
        return Arrays.stream(days).flatMap(day -> Stream.of("hours", day)).toArray(String[]::new);
    }

    @Test
    void a_closure_closes_and_can_be_taken_back() {
        var id = place.site().id();
        var today = LocalDate.ofInstant(Instant.now(), place.site().zone()).toString();
        admin.send(site + "/fermetures", "from", today, "to", "", "reason", "Inventaire");
        assertThat(directory.opening(id, Instant.now())).isInstanceOf(Opening.Closed.class);
        assertThat(admin.open(site + "/fermetures").body()).contains("Inventaire");
        admin.send(site + "/fermetures/" + days.closures(id).getFirst().id() + "/retirer");
        assertThat(directory.opening(id, Instant.now()).isOpen()).isTrue();
    }

    @Test
    void an_exceptional_opening_wins_and_can_be_taken_back() {
        var id = place.site().id();
        var zone = place.site().zone();
        var day = LocalDate.ofInstant(Instant.now(), zone).plusDays(40);
        admin.send(site + "/horaires", week("", "", "", "", "", "", ""));
        admin.send(site + "/ouvertures", "day", day.toString(), "fromTime", "18:00", "toTime", "00:00");
        assertThat(directory
                        .opening(id, day.atTime(23, 59).atZone(zone).toInstant())
                        .isOpen())
                .isTrue();
        var refused = admin.send(site + "/ouvertures", "day", day.toString(), "fromTime", "18:00", "toTime", "17:00");
        assertThat(refused.body()).contains("id=\"toTime-error\"");
        admin.send(site + "/ouvertures/" + days.openings(id).getFirst().id() + "/retirer");
        assertThat(days.openings(id)).isEmpty();
    }

    @Test
    void an_opening_that_wins_over_a_closure_is_said_and_a_whole_day_has_its_word() {
        var day = LocalDate.ofInstant(Instant.now(), place.site().zone()).plusDays(40);
        var dated = day.toString();
        admin.send(site + "/fermetures", "from", dated, "to", "", "reason", "Inventaire");
        assertThat(admin.open(site + "/fermetures").body()).doesNotContain("Sauf");
        admin.send(site + "/ouvertures", "day", dated, "fromTime", "00:00", "toTime", "00:00");
        var page = admin.open(site + "/fermetures").body();
        assertThat(page).contains("Sauf").contains("toute la journée").doesNotContain("00:00");
    }

    @Test
    void saying_that_an_opening_wins_comes_with_the_answer() {
        var day = LocalDate.ofInstant(Instant.now(), place.site().zone()).plusDays(40);
        var visitor = new Visitor(port);
        visitor.signIn(town.account("Ada Essai", Role.ADMIN), Town.PASSWORD);
        var days = site + "/fermetures";
        visitor.send(days, site + "/ouvertures", "day", day.toString(), "fromTime", "09:00", "toTime", "12:00");
        assertThat(visitor.open(days).body()).doesNotContain("notice-warm");
        visitor.send(days, days, "from", day.minusDays(2).toString(), "to", day.toString(), "reason", "Travaux");
        assertThat(visitor.open(days).body())
                .as("the closure, decided later, wins")
                .doesNotContain("notice-warm")
                .doesNotContain("Sauf");
        visitor.send(
                days, site + "/ouvertures", "day", day.minusDays(1).toString(), "fromTime", "18:00", "toTime", "00:00");
        assertThat(visitor.open(days).body()).contains("notice-warm").contains("de 18:00 à 24:00");
    }

    @Test
    void a_suspended_service_says_why_and_stays_so_when_the_offer_changes() {
        var id = place.site().id();
        var first = place.services().getFirst().id();
        var second = place.services().get(1).id();
        assertThat(admin.send(site + "/prestations/" + first + "/suspendre", "reason", "")
                        .status())
                .isEqualTo(400);
        admin.send(site + "/prestations/" + first + "/suspendre", "reason", "Panne");
        admin.send(site + "/prestations", "services", first.toString());
        assertThat(directory.suspension(id, first)).contains("Panne");
        assertThat(directory.offeredAt(id)).containsExactly(first);
        admin.send(site + "/prestations", "services", first.toString(), "services", second.toString());
        admin.send(site + "/prestations/" + first + "/reprendre");
        assertThat(directory.suspension(id, first)).isEmpty();
        assertThat(admin.send(site + "/prestations", "services", Ids.next().toString())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void counters_are_added_renamed_and_put_out_of_use() {
        var service = place.services().getFirst().id().toString();
        admin.send(site + "/guichets", "name", "Guichet 9", "services", service);
        assertThat(directory.findCounter(place.site().id(), "guichet-9")).isPresent();
        assertThat(admin.send(site + "/guichets", "name", "guichet 9", "services", service)
                        .status())
                .isEqualTo(400);
        assertThat(admin.send(site + "/guichets", "name", "Guichet 10").body()).contains("id=\"services-error\"");
        assertThat(admin.open(site + "/guichets").body()).contains("Pas en fauteuil");
        admin.send(
                site + "/guichets/guichet-9", "name", "Guichet des mariages", "services", service, "stepFree", "true");
        assertThat(directory.findCounter(place.site().id(), "guichet-9"))
                .hasValueSatisfying(counter -> assertThat(counter.stepFree()).isTrue());
        assertThat(admin.open(site + "/guichets").body()).doesNotContain("Pas en fauteuil");
        admin.send(site + "/guichets/guichet-9/etat", "active", "false");
        assertThat(directory.findCounter(place.site().id(), "guichet-9")).isEmpty();
        assertThat(admin.open(site + "/guichets").body()).contains("Guichet des mariages");
    }

    @Test
    void a_service_has_a_letter_of_its_own() {
        var refused = admin.send("/admin/prestations", "name", "Doublon", "letter", "A", "usualMinutes", "10");
        assertThat(refused.body()).contains("id=\"letter-error\"", "value=\"Doublon\"");
        var created = admin.send(
                "/admin/prestations",
                "name",
                "Mariages",
                "letter",
                "y",
                "usualMinutes",
                "20",
                "sites",
                place.site().id().toString());
        assertThat(created.status()).isEqualTo(302);
        var made = directory.allServices().stream()
                .filter(s -> s.letter().equals("Y"))
                .findFirst()
                .orElseThrow();
        assertThat(directory.servicesAt(place.site().id())).contains(made);
        admin.send(
                "/admin/prestations/" + made.id(),
                "name",
                "Unions",
                "slug",
                "unions",
                "letter",
                "Z",
                "usualMinutes",
                "25");
        var changed = directory.service(made.id());
        assertThat(changed.letter() + changed.slug() + changed.usualDuration().toMinutes())
                .isEqualTo("Zunions25");
        assertThat(directory.servicesAt(place.site().id())).doesNotContain(changed);
        admin.send("/admin/prestations/" + made.id() + "/etat", "active", "false");
        assertThat(directory.service(made.id()).active()).isFalse();
    }

    @Test
    void an_agent_receives_where_and_for_what_is_ticked() {
        var name = "Awa " + Ids.next();
        admin.send(
                "/admin/agents",
                "name",
                name,
                "sites",
                place.site().id().toString(),
                "services",
                place.services().getFirst().id().toString(),
                "languages",
                "fr",
                "languages",
                "fsl");
        var agent = directory.agentsAt(place.site().id()).getFirst();
        assertThat(agent.name()).isEqualTo(name);
        assertThat(agent.languages()).containsExactlyInAnyOrder("fr", "fsl");
        assertThat(admin.open("/admin/agents").body()).contains(name, "langue des signes");
        admin.send("/admin/agents/" + agent.id() + "/etat", "active", "false");
        assertThat(directory.agentsAt(place.site().id())).isEmpty();
        assertThat(admin.send("/admin/agents", "name", name, "languages", "<x>").status())
                .isEqualTo(400);
    }
}
