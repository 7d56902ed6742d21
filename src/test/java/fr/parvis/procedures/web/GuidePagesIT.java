package fr.parvis.procedures.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.procedures.LunarSheets;
import fr.parvis.procedures.SheetImport;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ParvisTest
class GuidePagesIT {
    @Autowired
    Town town;

    @Autowired
    SheetImport imports;

    @LocalServerPort
    int port;

    private Visitor visitor = new Visitor(0);

    @BeforeEach
    void arrive() {
        town.account("Essai", Role.ADMIN);
        town.place(1, 1);
        LunarSheets.bring(imports);
        visitor = new Visitor(port);
    }

    private String leadsTo(String address) {
        return Visitor.goesTo(visitor.open(address));
    }

    @Test
    void without_a_question_there_are_ways_to_look() {
        assertThat(visitor.open("/demarches").body())
                .contains("Que vous arrive-t-il", "href=\"/demarches/F98001/plan\"", "href=\"/demarches/F98005/plan\"")
                .contains("href=\"/demarches/themes/lune-etoiles\"", "Les démarches les plus demandées")
                .contains("href=\"/question\"", "href=\"/rappel\"", "Venir maintenant");
        assertThat(visitor.open("/").body()).contains("Les démarches les plus demandées", "href=\"/rappel\"");
    }

    @Test
    void nothing_found_is_not_the_end() {
        assertThat(visitor.open("/demarches?q=xyzzyx").body())
                .contains("Aucune fiche ne correspond", "lune-etoiles", "href=\"/question\"", "Venir maintenant");
        assertThat(visitor.open("/demarches?q=demenagerait").body()).contains("href=\"/demarches/F98004\"");
        assertThat(visitor.open("/demarches?q=permis").body()).contains("href=\"/question\"", "Venir maintenant");
    }

    @Test
    void a_life_event_is_its_plan() {
        assertThat(leadsTo("/demarches/F98001")).isEqualTo("/demarches/F98001/plan");
        assertThat(visitor.open("/demarches/F98001/plan").body())
                .contains("Avant le départ", "Je fais vacciner", "Je donne mon préavis", "Je confie mes clés")
                .contains("href=\"https://lune.example/particuliers/vosdroits/F98999\"")
                .contains("href=\"/question?fiche=F98001\"");
        assertThat(visitor.open("/demarches/F98001/plan?r=2.2").body())
                .contains("Je confie mes clés", "Vos réponses", "href=\"/demarches/F98001/guide?r=2.2&amp;q=1\"")
                .doesNotContain("Je fais vacciner", "Je donne mon préavis");
        assertThat(leadsTo("/demarches/F98003/plan")).isEqualTo("/demarches/F98003");
    }

    @Test
    void a_list_of_questions_ends_at_the_plan() {
        assertThat(visitor.open("/demarches/F98001/guide").body())
                .contains("Question 1 sur 2", "Un poisson est un animal", "href=\"/demarches/F98001/guide?r=0\"");
        assertThat(leadsTo("/demarches/F98001/guide?r=1.3")).isEqualTo("/demarches/F98001/plan?r=1.3");
        assertThat(visitor.open("/demarches/F98001/guide?r=1.3&q=1").body())
                .contains("Question 1 sur 2", "href=\"/demarches/F98001/guide?r=2.3\"");
    }

    @Test
    void a_guided_search_ends_at_what_applies() {
        assertThat(visitor.open("/demarches/F98002").body()).contains("href=\"/demarches/F98002/guide\"");
        assertThat(visitor.open("/demarches/F98002/guide?r=1").body())
                .contains(
                        "Plus précisément",
                        "Une année lunaire dure 354 jours",
                        "href=\"/demarches/F98002/guide?r=1.2\"")
                .contains("href=\"/question?fiche=F98002\"");
        assertThat(visitor.open("/demarches/F98002/guide?r=1.1").body())
                .contains("Ce qui vous concerne", "Apportez un billet de retour", "Comptoir lunaire")
                .doesNotContain("contrat de travail", "Venez avec un parent");
    }

    @Test
    void an_end_that_is_not_here_is_read_elsewhere_and_none_is_without_people() {
        assertThat(visitor.open("/demarches/F98002/guide?r=3").body())
                .contains("href=\"https://lune.example/particuliers/vosdroits/F98999\"");
        assertThat(visitor.open("/demarches/F98002/guide?r=4").body())
                .contains("Aucune fiche ne répond à cette situation", "href=\"/question?fiche=F98002\"");
    }

    @Test
    void an_address_that_makes_no_sense_asks_again() {
        for (var answers : new String[] {"9", "x", "1.9.9", "%3Cb%3E", "1.1.1.1.1"}) {
            assertThat(visitor.open("/demarches/F98002/guide?r=" + answers).statusCode())
                    .isEqualTo(200);
            assertThat(visitor.open("/demarches/F98001/plan?r=" + answers).statusCode())
                    .isEqualTo(200);
        }
        assertThat(leadsTo("/demarches/F98004/guide")).isEqualTo("/demarches/F98004");
        assertThat(visitor.open("/demarches/F0/guide").statusCode()).isEqualTo(404);
        assertThat(visitor.open("/demarches/themes/rien").statusCode()).isEqualTo(404);
    }

    @Test
    void a_theme_has_its_folders_and_what_stands_in_none() {
        assertThat(visitor.open("/demarches/themes/lune-etoiles").body())
                .contains("Séjour lunaire", "Autres fiches", "href=\"/demarches/F98003\"", "href=\"/demarches/F98004\"")
                .doesNotContain("F98001\"");
    }
}
