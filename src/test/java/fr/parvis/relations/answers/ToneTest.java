package fr.parvis.relations.answers;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.relations.answers.Tone.Kind;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The tone of a message")
class ToneTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BLAME|Vous avez oublié de joindre votre attestation.|Vous avez oublié de",
                "BLAME|Malheureusement vous avez omis une pièce.|vous avez omis",
                "BLAME|Vous n’avez pas fourni les pièces demandées.|Vous n’avez pas fourni",
                "BLAME|Vous n'avez toujours pas répondu à notre courrier.|Vous n'avez toujours pas répondu",
                "BLAME|Vous n’avez pas respecté le délai.|Vous n’avez pas respecté",
                "BLAME|Vous avez mal rempli le formulaire.|Vous avez mal rempli",
                "BLAME|Vous avez commis une erreur dans la date.|Vous avez commis une erreur",
                "BLAME|Vous ne vous êtes pas présenté au rendez-vous.|Vous ne vous êtes pas présenté",
                "BLAME|Vous auriez dû prévenir le service.|Vous auriez dû",
                "BLAME|C’est une erreur de votre part.|erreur de votre part",
                "BLAME|Je vous ai déjà expliqué la règle.|Je vous ai déjà expliqué",
                "BLAME|Contrairement à ce que vous affirmez, le dossier est vide.|Contrairement à ce que vous affirmez",
                "BLAME|Il vous suffisait de lire la notice.|Il vous suffisait de",
                "DOUBLE_NEGATION|Vous n’êtes pas sans savoir que la mairie ferme.|Vous n’êtes pas sans savoir",
                "DOUBLE_NEGATION|Il n’est pas impossible que le délai change.|Il n’est pas impossible que",
                "DOUBLE_NEGATION|Il n’est pas interdit de stationner ici.|Il n’est pas interdit de",
                "DOUBLE_NEGATION|Votre demande n’est pas irrecevable.|n’est pas irrecevable",
                "DOUBLE_NEGATION|Vous ne pouvez pas ne pas répondre.|ne pouvez pas ne pas répondre",
                "DOUBLE_NEGATION|Le dossier ne sera pas traité tant que vous ne fournissez pas la pièce.|ne sera pas traité tant que vous ne fournissez pas",
                "THREAT|Répondez avant le 3 mai sous peine de rejet.|sous peine de",
                "THREAT|À défaut, votre demande sera classée.|À défaut",
                "THREAT|À défaut de réponse, nous fermons le dossier.|À défaut de réponse",
                "THREAT|Envoyez la pièce, faute de quoi rien ne se fera.|faute de quoi",
                "THREAT|Payez, sinon vous serez poursuivi.|sinon vous serez",
                "THREAT|Vous vous exposez à une amende.|Vous vous exposez à",
                "THREAT|Ceci est un dernier rappel.|dernier rappel",
                "THREAT|Sans réponse nous détruirons le dossier.|Sans réponse nous détruirons",
                "THREAT|Sans réponse avant lundi, la demande sera annulée.|Sans réponse avant lundi, la demande sera annulée",
                "THREAT|Vous devez impérativement venir lundi.|Vous devez impérativement",
                "THREAT|Vous êtes priée de vous présenter.|Vous êtes priée de",
                "CAPITALS|Le dossier doit être COMPLET ET SIGNÉ.|COMPLET ET SIGNÉ",
                "CAPITALS|C’est URGENT pour nous.|URGENT",
                "COLD|Nous avons le regret de vous informer du refus.|Nous avons le regret de",
                "COLD|Veuillez agréer mes salutations.|Veuillez agréer",
                "COLD|Par la présente, nous répondons.|Par la présente,",
                "COLD|Nous vous rappelons que la mairie ferme à midi.|Nous vous rappelons que",
                "COLD|Il vous appartient de saisir le service.|Il vous appartient de",
                "COLD|Cela ne relève pas de notre compétence.|Cela ne relève pas de notre compétence",
                "COLD|Nous vous répondrons dans les plus brefs délais.|dans les plus brefs délais",
            })
    void has_its_turns_told(Kind kind, String text, String words) {
        assertThat(Tone.of(text)).as(text).anySatisfy(one -> {
            assertThat(one.kind()).isEqualTo(kind);
            assertThat(one.words()).isEqualTo(words);
            assertThat(text.substring(one.from(), one.to())).isEqualTo(words);
            assertThat(one.why()).isNotBlank();
            assertThat(one.instead()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Vous n’avez rien à payer.",
                "Vous n’avez pas besoin de venir.",
                "Vous n’avez pas à fournir de justificatif.",
                "Vous n’avez pas encore reçu la carte\u00A0: elle part demain.",
                "Si vous avez oublié votre mot de passe, demandez-en un autre.",
                "Si vous n’avez pas répondu avant lundi, ce n’est pas grave.",
                "Lorsque vous avez oublié un document, vous pouvez l’envoyer ensuite.",
                "Ce n’est pas une erreur de votre part.",
                "Vous pouvez venir lundi, ou nous écrire.",
                "Vous avez bien fait de nous écrire.",
                "Vous avez perdu votre carte\u00A0: nous vous aidons à la refaire.",
                "Votre dossier n’est pas complet.",
                "Le service n’est pas ouvert le lundi.",
                "Nous ne pouvons pas répondre aujourd’hui.",
                "N’hésitez pas à nous appeler.",
                "Il n’y a pas de file d’attente le matin.",
                "Il ne manque rien à votre dossier.",
                "La lettre disait «\u00A0sous peine d’amende\u00A0»\u00A0: ce n’est plus le cas.",
                "> sous peine de poursuites",
                "À défaut de passeport, une carte d’identité suffit.",
                "Venez lundi, sinon mardi.",
                "Le CCAS et la CAF travaillent ensemble, avec France Titres (ANTS).",
                "Votre référence est PRV-7K3M-Q2XC.",
                "Mme DUPONT MARTIN vous reçoit lundi.",
                "Le formulaire CERFA est à la mairie.",
                "Nous vous rappelons lundi matin.",
                "Je vous rappelle demain.",
                "Merci de votre message. Nous avons bien reçu votre demande.",
                "Cordialement, Nadia, mairie de quartier.",
                "L’amende est de 35 euros.",
                "Le dernier jour est le 3 mai.",
                "La demande est refusée parce que le délai est passé. Vous pouvez faire un recours.",
                "Si vous n’avez pas de photo, vous ne pouvez pas déposer le dossier.",
                "Personne n’a pu vous répondre hier, et nous nous en excusons.",
                "Nous n’avons pas trouvé votre courrier.",
                "Avez-vous oublié un document\u00A0?",
            })
    void leaves_the_innocent_alone(String text) {
        assertThat(Tone.of(text)).as(text).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Vous avez oublié de joindre votre attestation.|Il reste à joindre votre attestation.",
                "Vous avez oublié votre attestation.|Il manque votre attestation.",
                "Vous n’avez pas joint la facture.|Il manque la facture.",
                "Il n’est pas impossible que cela change.|Il est possible que cela change.",
                "Vous devez impérativement venir.|Vous devez venir.",
                "Ce délai est URGENT.|Ce délai est urgent.",
                "LE DOSSIER EST FERMÉ.|Le dossier est fermé.",
            })
    void can_be_mended_by_a_button(String text, String mended) {
        var one = Tone.of(text).getFirst();
        assertThat(text.substring(0, one.from()) + one.choice() + text.substring(one.to()))
                .isEqualTo(mended);
    }

    @Test
    void does_not_shout_a_name() {
        assertThat(Tone.of("Bonjour Zoé LUNAIRE DURAND.", Set.of("lunaire", "durand")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Vous avez OUBLIÉ DE JOINDRE votre attestation.",
                "VOUS AVEZ OUBLIÉ DE JOINDRE VOTRE ATTESTATION.",
                "VOUS AVEZ MAL REMPLI À LA MAIRIE VOTRE DOSSIER COMPLET.",
                "VOUS N’AVEZ PAS RÉPONDU, MALGRÉ NOS COURRIERS.",
                "MALGRÉ NOS COURRIERS, VOUS N’AVEZ PAS RÉPONDU.",
            })
    void tells_a_blame_in_capitals_once(String text) {
        assertThat(Tone.of(text))
                .singleElement()
                .satisfies(one -> assertThat(one.kind()).isEqualTo(Kind.BLAME));
    }

    @Test
    void tells_capitals_of_another_sentence_for_themselves() {
        assertThat(Tone.of("VOUS N’AVEZ PAS RÉPONDU. LE DOSSIER EST FERMÉ."))
                .extracting(Tone.Finding::kind)
                .containsExactly(Kind.BLAME, Kind.CAPITALS);
        assertThat(Tone.of("L’AGENT MUNICIPAL VIENDRA À LA MAIRIE."))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.words()).isEqualTo("L’AGENT MUNICIPAL VIENDRA À LA MAIRIE");
                    assertThat(one.choice()).isEqualTo("L’agent municipal viendra à la mairie");
                });
    }

    @Test
    void takes_the_capitals_away_with_the_blame() {
        assertThat(Tone.of("Bonjour, VOUS AVEZ OUBLIÉ DE SIGNER."))
                .singleElement()
                .satisfies(one -> assertThat(one.choice()).isEqualTo("il reste à"));
        assertThat(Tone.of("VOUS AVEZ OUBLIÉ DE SIGNER."))
                .singleElement()
                .satisfies(one -> assertThat(one.choice()).isEqualTo("Il reste à"));
    }
}
