package fr.parvis.procedures.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.directory.Site;
import fr.parvis.procedures.checklist.Question;
import java.time.ZoneId;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KioskPlaceTest {
    private static String told(Question.About about, String zone, String labels) {
        var question = new Question(
                "q000000",
                about,
                "",
                Stream.of(labels.split("/"))
                        .map(label -> new Question.Choice(label, label, false))
                        .toList());
        var site = new Site(new UUID(0, 1), new UUID(0, 2), "essai", "Essai", "", ZoneId.of(zone), "", "", true);
        return KioskPlace.of(question, site).map(Question.Choice::label).orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, En France/À l'étranger, En France",
        "America/Cayenne, Demande en France/À l’étranger, Demande en France",
        "Europe/Paris, Cas général/En Guyane/À Mayotte, Cas général",
        "America/Cayenne, Cas général/En Guyane/À Mayotte, En Guyane",
        "Indian/Mayotte, Cas général/En Guyane/À Mayotte, À Mayotte",
        "Indian/Reunion, Cas général/En Guyane/À Mayotte, Cas général",
        "Europe/Paris, À Paris/Ailleurs en France/À l'étranger, ''",
        "Europe/Paris, En Guyane/À l'étranger, ''"
    })
    void the_place_tells_which_choice_is_true_when_only_one_can_be(String zone, String labels, String told) {
        assertThat(told(Question.About.PLACE, zone, labels)).isEqualTo(told);
        assertThat(told(Question.About.SITUATION, zone, labels)).isEmpty();
    }
}
