package fr.parvis.relations.answers;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.platform.web.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextLanguageTest {
    @ParameterizedTest
    @CsvSource({
        "FRENCH,Bonjour nous avons bien reçu votre demande",
        "FRENCH,Oui.",
        "FRENCH,Dossier complet",
        "ENGLISH,Hello your card is ready and you can come on Monday",
        "SPANISH,Hola su tarjeta está lista y puede venir el lunes",
        "PORTUGUESE,Olá o seu cartão está pronto e pode vir na segunda-feira",
        "ARABIC,مرحبا بطاقتك جاهزة",
        "UKRAINIAN,Вітаємо ваша картка готова",
    })
    void is_told_by_small_words_and_alphabets(Language language, String text) {
        assertThat(TextLanguage.of(text)).isEqualTo(language);
    }
}
