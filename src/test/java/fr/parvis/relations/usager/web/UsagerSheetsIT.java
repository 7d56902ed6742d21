package fr.parvis.relations.usager.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Role;
import fr.parvis.relations.usager.Consents;
import fr.parvis.relations.usager.Need;
import fr.parvis.relations.usager.Usager;
import fr.parvis.relations.usager.Usagers;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

/** The pages about people, for those who receive them. */
@ParvisTest
class UsagerSheetsIT {
    @Autowired
    Town town;

    @Autowired
    Usagers usagers;

    @Autowired
    Consents consents;

    @Autowired
    AuditLog audit;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext application;

    private Pages agent;
    private UUID marie;

    @BeforeEach
    void open() {
        town.account("Essai", Role.ADMIN);
        town.place(1, 1);
        jdbc.sql("delete from relations.usager").update();
        agent = Pages.of(application, Role.AGENT);
        marie = usagers.recognise("Marie", "Hébert", "marie@example.org", "06 12 34 56 78", "ar")
                .orElseThrow();
    }

    private static String page(UUID id) {
        return "/agent/usagers/" + id;
    }

    private Usager usager() {
        return usagers.find(marie).orElseThrow();
    }

    @Test
    void only_those_who_receive_people_see_them() {
        for (var role : List.of(Role.PARTNER, Role.QUALITY, Role.TRAINER)) {
            var other = Pages.of(application, role);
            assertThat(other.open("/agent/usagers").status()).as(role.name()).isEqualTo(403);
            assertThat(other.open(page(marie)).status()).as(role.name()).isEqualTo(403);
            assertThat(other.send(page(marie) + "/foyer/quitter").status())
                    .as(role.name())
                    .isEqualTo(403);
        }
        assertThat(agent.open("/agent/usagers/conservation").status()).isEqualTo(403);
        assertThat(Pages.of(application, Role.SUPERVISOR)
                        .open("/agent/usagers/conservation")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void there_is_no_list_of_everybody_and_a_list_tells_no_address() {
        assertThat(agent.open("/agent/usagers").body()).doesNotContain("Hébert");
        assertThat(agent.open("/agent/usagers?q=").body()).doesNotContain("Hébert");
        var found = agent.open("/agent/usagers?q=herbet").body();
        assertThat(found).contains("Marie Hébert", "•• •• •• •• 78").doesNotContain("06 12 34", "marie@");
        assertThat(agent.open("/agent/usagers?q=zzzz").body()).contains("Aucune personne trouvée", "Nouvelle fiche");
    }

    @Test
    void whoever_opens_a_sheet_is_in_the_log() {
        agent.open(page(marie));
        assertThat(audit.page(new AuditLog.Filter(null, "usager-opened"), 0, 1))
                .singleElement()
                .satisfies(entry -> assertThat(entry.subject()).isEqualTo(marie.toString()));
        assertThat(agent.open(page(UUID.randomUUID())).status()).isEqualTo(404);
        assertThat(agent.open("/agent/usagers/rien").status()).isBetween(400, 404);
    }

    @Test
    void what_is_typed_survives_an_error() {
        var refused = agent.send(
                page(marie) + "/modifier",
                "revision",
                "0",
                "lastName",
                "Hébert-Diop",
                "firstName",
                "Marie",
                "language",
                "ar",
                "channel",
                "sms",
                "moment",
                "evening",
                "needs",
                "large-print",
                "agreed",
                "");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("Accord à demander", "Hébert-Diop", "value=\"large-print\" checked");
        assertThat(usager().lastName()).isEqualTo("Hébert");
        var saved = agent.send(
                page(marie) + "/modifier",
                "revision",
                "0",
                "lastName",
                "Hébert-Diop",
                "firstName",
                "Marie",
                "language",
                "ar",
                "channel",
                "sms",
                "moment",
                "evening",
                "needs",
                "large-print",
                "agreed",
                "counter");
        assertThat(saved.goesTo()).isEqualTo(page(marie));
        assertThat(usager().lastName()).isEqualTo("Hébert-Diop");
        assertThat(usager().preferences().needs()).containsExactly(Need.LARGE_PRINT);
        assertThat(agent.open(page(marie)).body())
                .contains("Langue", "Arabe", "Gros caractères", "par SMS", "en fin de journée");
        // the form of somebody who had opened the page before
        var stale = agent.send(
                page(marie) + "/modifier",
                "revision",
                "0",
                "lastName",
                "Autre",
                "firstName",
                "Marie",
                "language",
                "fr");
        assertThat(stale.status()).isEqualTo(400);
        assertThat(stale.body()).contains("vient de changer", "value=\"Autre\"", "name=\"revision\" value=\"1\"");
    }

    @Test
    void the_short_forms_say_what_is_wrong_where_it_is() {
        var contact = agent.send(page(marie) + "/coordonnees", "kind", "phone", "value", "douze");
        assertThat(contact.status()).isEqualTo(400);
        assertThat(contact.body()).contains("Coordonnée illisible", "value=\"douze\"");
        var fact = agent.send(page(marie) + "/faits", "fact", "address", "source", "shown", "validUntil", "2001-01-01");
        assertThat(fact.body()).contains("Date hors limites", "2001-01-01");
        var helper = agent.send(
                page(marie) + "/representants",
                "helperName",
                "Luc",
                "helperContact",
                "",
                "helperUntil",
                "",
                "helperProof",
                "");
        assertThat(helper.status()).isEqualTo(400);
        assertThat(helper.body()).contains("value=\"Luc\"");
        assertThat(agent.send(page(marie) + "/accords", "purpose", "tout", "given", "yes", "how", "counter")
                        .status())
                .isEqualTo(400);
        assertThat(agent.send(page(marie) + "/accords", "purpose", "news", "given", "yes", "how", "phone")
                        .goesTo())
                .isEqualTo(page(marie));
        assertThat(agent.open(page(marie)).body()).contains("accepté", "par téléphone, texte " + Consents.WORDS);
        assertThat(consents.of(usager())).hasSize(1);
    }

    @Test
    void two_are_compared_joined_and_taken_apart() {
        var twin =
                usagers.recognise("Marie", "Hébert", "", "06 99 99 99 99", "fr").orElseThrow();
        assertThat(agent.open("/agent/usagers/doublons").body()).contains("même nom", "Ce sont deux personnes");
        assertThat(agent.open(page(marie)).body()).contains("Peut-être la même personne");
        var compared = agent.open(page(marie) + "/reunir?avec=" + twin);
        assertThat(compared.body())
                .contains("Ce qui va se passer", "Elle a 3 coordonnées.", "Sa langue est\u00a0: Arabe");
        assertThat(agent.send(page(marie) + "/reunir", "other", twin.toString()).goesTo())
                .isEqualTo(page(marie));
        assertThat(agent.open(page(twin)).goesTo()).isEqualTo(page(marie));
        var again = agent.send(page(marie) + "/reunir", "other", twin.toString());
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.body()).contains("déjà réunies");
        var merge = usager().merged().getFirst().mergeId();
        assertThat(agent.send(page(marie) + "/separer", "merge", merge.toString())
                        .goesTo())
                .isEqualTo(page(marie));
        assertThat(usagers.current(twin)).contains(twin);
        assertThat(agent.send(page(marie) + "/separer", "merge", merge.toString())
                        .status())
                .isEqualTo(400);
        assertThat(agent.open("/agent/usagers/doublons").body()).contains("Aucun doublon possible");
    }

    @Test
    void who_would_be_forgotten_is_shown_before() {
        jdbc.sql("update relations.usager set last_seen_at = now() - interval '10 months'")
                .update();
        var head = Pages.of(application, Role.SUPERVISOR);
        assertThat(head.open("/agent/usagers/conservation").body())
                .contains("personne ne serait effacé")
                .doesNotContain("Hébert");
        assertThat(head.open("/agent/usagers/conservation?mois=9").body())
                .contains("une personne serait effacée", "Marie Hébert");
        var refused = head.send("/agent/usagers/conservation", "mois", "1");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("De 3 à 60 mois", "value=\"1\"");
        assertThat(head.send("/agent/usagers/conservation", "mois", "24").status())
                .isEqualTo(302);
    }
}
