package fr.parvis.procedures.clear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The syllables of a French word")
class SyllablesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 le que les pièce dent vent eau oeil août dix feuille yeux tient cent lui ville pied vieux type carte parlent timbre",
                "2 maison pays mairie demande année monsieur client payer travail dossier naïf Noël chaos juillet famille bouteille "
                        + "reçoivent demandent agent parent étaient gratuit crayon voyage étude publique guichet guérir copie",
                "3 document création maintenant ouvrier travailleur différent logement domicile poésie formulaire paysage étudiant "
                        + "essayer justifient HLM numéro permanent signature préfecture",
                "4 identité récépissé appartement aéroport intelligent déclaration réclamation hébergement attestation imposition",
                "5 justificatif nationalité renouvellement administration notification",
                "6 immatriculation dématérialisé"
            })
    void are_counted_as_they_are_said(String line) {
        var words = List.of(line.split(" "));
        var expected = Integer.parseInt(words.getFirst());
        var wrong = words.stream()
                .skip(1)
                .filter(word -> Syllables.of(word) != expected)
                .toList();
        assertThat(wrong).as("not %d", expected).isEmpty();
    }
}
