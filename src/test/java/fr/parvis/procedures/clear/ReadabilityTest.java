package fr.parvis.procedures.clear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A French text is read")
class ReadabilityTest {
    private static List<String> words(String text, Hindrance.Kind kind) {
        return Readability.of(text).hindrances().stream()
                .filter(hindrance -> hindrance.kind() == kind)
                .map(Hindrance::words)
                .toList();
    }

    private static List<String> sentences(String text) {
        return Sentence.in(text).stream()
                .map(sentence -> text.substring(sentence.from(), sentence.to()))
                .toList();
    }

    @Nested
    class Sentence_by_sentence {
        @Test
        void which_end_with_a_mark_or_a_line() {
            assertThat(sentences("Venez tôt. Où ? À la mairie !\nApportez :\n- une photo\n- un timbre"))
                    .containsExactly("Venez tôt.", "Où ?", "À la mairie !", "Apportez :", "une photo", "un timbre");
        }

        @Test
        void not_cut_by_a_shortened_word_or_a_number() {
            assertThat(sentences("M. Dupont paie 1 250.50 euros (art. L. 12 du code). Il part."))
                    .containsExactly("M. Dupont paie 1 250.50 euros (art. L. 12 du code).", "Il part.");
        }

        @Test
        void each_article_with_its_word() {
            var sentence =
                    Sentence.in("L’acte d'état civil, c’est aujourd’hui.").getFirst();
            assertThat(sentence.length()).isEqualTo(5);
        }
    }

    @Nested
    class And_measured {
        @Test
        void by_the_two_formulas() {
            // 10 words, 2 sentences, 13 syllables (ve-nez, ma-rie…), 2 words of more than six letters
            var scores = Readability.of("Venez à la mairie. Apportez une photo et un document.")
                    .scores();
            assertThat(scores.words()).isEqualTo(10);
            assertThat(scores.sentences()).isEqualTo(2);
            assertThat(scores.kandelMoles()).isCloseTo(207 - 1.015 * 5 - 73.6 * 17 / 10, within(0.001));
            assertThat(scores.lix()).isCloseTo(5 + 20, within(0.001));
        }

        @Test
        void without_its_titles_and_labels() {
            var text = "Venez à la mairie. Apportez une photo et un document.";
            assertThat(Readability.of("Coût\nGratuit\n" + text + "\n12,50 €").scores())
                    .isEqualTo(Readability.of(text).scores());
        }

        @Test
        void as_easier_when_it_is_written_plainly() {
            var hard = Readability.of(
                    "Il est procédé à l’instruction de la demande d’attribution de l’allocation préalablement "
                            + "à la notification de la décision aux intéressés.");
            var plain = Readability.of(
                    "Nous étudions votre demande. Puis nous vous écrivons pour dire si vous avez droit à l’aide.");
            assertThat(hard.scores().kandelMoles()).isLessThan(30);
            assertThat(plain.scores().kandelMoles()).isGreaterThan(70);
            assertThat(hard.scores().lix()).isGreaterThan(plain.scores().lix() + 20);
            assertThat(plain.hindrances()).isEmpty();
        }

        @Test
        void as_nothing_when_it_is_empty() {
            for (var empty : List.of("", "  \n ", "12 345", "…!?", "—")) {
                assertThat(Readability.of(empty).scores().words()).isZero();
                assertThat(Readability.of(empty).hindrances()).isEmpty();
            }
        }
    }

    @Nested
    class And_its_long_sentences_are_told {
        @Test
        void from_the_twenty_sixth_word() {
            var twentyFive = "un deux trois quatre cinq ".repeat(5).strip() + ".";
            assertThat(words("Court.\n" + twentyFive, Hindrance.Kind.LONG_SENTENCE))
                    .isEmpty();
            assertThat(words("Court.\nEt " + twentyFive, Hindrance.Kind.LONG_SENTENCE))
                    .containsExactly("Et " + twentyFive);
        }
    }

    @Nested
    class And_its_jargon_is_told {
        @Test
        void with_what_to_write_instead() {
            var hindrance =
                    Readability.of("Le cas échéant, venez.").hindrances().getFirst();
            assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.JARGON);
            assertThat(hindrance.words()).isEqualTo("Le cas échéant");
            assertThat(hindrance.instead()).startsWith("si besoin");
            assertThat(hindrance.why()).isNotBlank();
            assertThat(hindrance.from()).isZero();
        }

        @Test
        void whatever_its_number_its_case_and_its_apostrophe() {
            assertThat(words("Les PIÈCES JUSTIFICATIVES et l'attestation sur l'honneur", Hindrance.Kind.JARGON))
                    .containsExactly("PIÈCES JUSTIFICATIVES", "attestation sur l'honneur");
        }

        @Test
        void the_longest_term_once() {
            assertThat(words("Nous étudions l’instruction du dossier.", Hindrance.Kind.JARGON))
                    .containsExactly("instruction du dossier");
        }

        @Test
        void from_a_list_of_two_hundred_terms_that_all_propose_something() {
            var told = ShippedTerms.all().stream().filter(Term::isJargon).toList();
            assertThat(told).hasSizeGreaterThan(200).allSatisfy(term -> {
                assertThat(term.why()).isNotBlank().doesNotContain("'");
                assertThat(words(term.name(), Hindrance.Kind.JARGON))
                        .as(term.name())
                        .isNotEmpty();
            });
            assertThat(told).extracting(Term::name).doesNotHaveDuplicates();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                        Le cas échéant, venez.             | Si besoin
                        Gardez le récépissé.               | reçu
                        Gardez les récépissés.             | -
                        Il perçoit une aide.               | -
                        Nous donnons l’habilitation.       | -
                        Le bailleur signe.                 | propriétaire du logement
                        Un arrêté est pris.                | -
                        Apportez votre quotient familial.  | -
                        À compter du 1er mai.              | -
                        """)
        void and_replaced_only_where_the_plain_words_fit_as_they_are(String sentence, @Nullable String choice) {
            assertThat(Readability.of(sentence).hindrances())
                    .filteredOn(hindrance -> hindrance.kind() == Hindrance.Kind.JARGON)
                    .first()
                    .extracting(Hindrance::choices)
                    .isEqualTo(choice == null ? List.of() : List.of(choice));
        }
    }

    @Nested
    class And_its_passive_voice_is_told {
        @Test
        void with_adverbs_and_agent() {
            assertThat(words(
                            "La carte est remise par la mairie. Les documents ont été systématiquement vérifiés. Elle doit être signée. "
                                    + "Le dossier sera ensuite étudié.",
                            Hindrance.Kind.PASSIVE))
                    .containsExactly(
                            "est remise par",
                            "ont été systématiquement vérifiés",
                            "être signée",
                            "sera ensuite étudié");
        }

        @Test
        void but_not_movement_states_and_oneself() {
            assertThat(words(
                            "Vous êtes né en France. Elle est arrivée. Il s’est présenté. Vous vous êtes inscrit. Vous êtes marié. "
                                    + "La mairie est ouverte ? Vous êtes majeur. C’est une identité. Il est âgé.",
                            Hindrance.Kind.PASSIVE))
                    .containsExactly("est ouverte");
        }
    }

    @Nested
    class And_its_nominal_style_is_told {
        @Test
        void three_complements_in_a_row() {
            assertThat(words(
                            "Joignez la demande de renouvellement de la carte de l’enfant de suite.",
                            Hindrance.Kind.NOMINAL))
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("demande de renouvellement de la carte de l’enfant");
        }

        @Test
        void four_nouns_of_action() {
            assertThat(words(
                            "La validation, le paiement, la transmission et la réception se font ici.",
                            Hindrance.Kind.NOMINAL))
                    .hasSize(1);
        }

        @Test
        void but_not_quantities_and_lists() {
            assertThat(words(
                            "Plus de la moitié, moins de deux ans, à partir de midi, près de la gare.",
                            Hindrance.Kind.NOMINAL))
                    .isEmpty();
        }
    }
}
