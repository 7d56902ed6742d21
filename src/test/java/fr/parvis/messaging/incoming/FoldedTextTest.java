package fr.parvis.messaging.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FoldedTextTest {
    static Stream<String> answers() {
        return Stream.of(
                "Merci, à lundi.\n\nLe ven. 27 nov. 2026 à 09:00, Accueil <accueil@ville.example> a écrit :\n\n> Votre rendez-vous\n> est pris.\n",
                "Merci, à lundi.\n\nLe ven. 27 nov. 2026 à 09:00, Mairie de Saint-Parvis, Accueil\n<accueil@ville.example> a\u00a0écrit\u00a0:\n\n> Votre rendez-vous\n",
                "Merci, à lundi.\n\nOn Fri, Nov 27, 2026 at 9:00 AM Accueil <accueil@ville.example> wrote:\n\n> Votre rendez-vous\n",
                "Merci, à lundi.\n\n-----Message d'origine-----\nDe : Accueil\nEnvoyé : vendredi\nVotre rendez-vous\n",
                "Merci, à lundi.\n\n-----Original Message-----\nFrom: Accueil\nVotre rendez-vous\n",
                "Merci, à lundi.\n\n________________________________\nDe : Accueil <accueil@ville.example>\nEnvoyé : vendredi 27 novembre 2026 09:00\nÀ : Camille\nObjet : Rendez-vous\n\nVotre rendez-vous\n",
                "Merci, à lundi.\n\n*From:* Accueil\n*Sent:* Friday\n*To:* Camille\n*Subject:* Rendez-vous\n\nVotre rendez-vous\n",
                "Merci, à lundi.\n\nEl vie, 27 nov 2026 a las 9:00, Accueil (<accueil@ville.example>) escribió:\n\n> Votre rendez-vous\n",
                "Le 27/11/2026 à 09:00, Accueil a écrit :\n> Votre rendez-vous\n\nMerci, à lundi.\n",
                "> Votre rendez-vous\nMerci, à lundi.\n");
    }

    @ParameterizedTest
    @MethodSource("answers")
    void what_is_new_is_told_from_what_is_quoted(String text) {
        var folded = FoldedText.of(text);
        assertThat(folded.fresh()).isEqualTo("Merci, à lundi.");
        assertThat(folded.quote()).contains("Votre rendez-vous");
    }

    @Test
    void answers_between_the_lines_are_new() {
        var folded = FoldedText.of(
                "Voir ci-dessous.\nLe 27/11, Accueil a écrit :\n> À quelle heure ?\nÀ 9 h.\n> Avec qui ?\nSeul.\n");
        assertThat(folded.fresh()).isEqualTo("Voir ci-dessous.\nÀ 9 h.\nSeul.");
        assertThat(folded.quote()).contains("À quelle heure", "Avec qui");
    }

    @Test
    void signatures_are_folded() {
        assertThat(FoldedText.of("Bonjour\n\n-- \nCamille Essai\n06 39 98 00 00\n"))
                .isEqualTo(new FoldedText("Bonjour", "", "-- \nCamille Essai\n06 39 98 00 00"));
        assertThat(FoldedText.of("D’accord\n\nEnvoyé de mon iPhone").signature())
                .isEqualTo("Envoyé de mon iPhone");
        assertThat(FoldedText.of("Ok\n\nSent from my Galaxy\n\nLe 27/11/2026 à 9:00, Accueil a écrit :\n> Bonjour")
                        .fresh())
                .isEqualTo("Ok");
    }

    @Test
    void what_only_looks_like_a_quote_stays() {
        var text =
                "Le 27 novembre j’ai écrit à la mairie\nDe : plus en plus de monde\n\n-- et ceci --\nLe maire a dit : oui.";
        assertThat(FoldedText.of(text)).isEqualTo(new FoldedText(text, "", ""));
    }

    @Test
    void what_was_only_passed_on_is_what_it_says() {
        var text = "---------- Forwarded message ---------\nDe : Camille\nBonjour";
        assertThat(FoldedText.of(text).fresh()).isEqualTo(text);
    }
}
