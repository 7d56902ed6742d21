package fr.parvis.relations.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.relations.inbox.Colleagues;
import fr.parvis.relations.inbox.Colleagues.Colleague;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NamedTest {
    private final List<Colleague> colleagues = Stream.of(
                    "Élodie Lefèvre", "Jean-Paul Petit", "Nadia Petit", "Samir Ben Ali")
            .map(NamedTest::colleague)
            .toList();

    private static Colleague colleague(String name) {
        return new Colleague(
                UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                name,
                Colleagues.handle(name),
                Set.of(),
                Set.of("fr"));
    }

    private void names(String about, String words, String name) {
        assertThat(Named.of(about, words, colleagues))
                .as(about + " / " + words)
                .contains(colleague(name).id());
    }

    private void namesNobody(String about, String words) {
        assertThat(Named.of(about, words, colleagues)).as(about + " / " + words).isEmpty();
    }

    @Test
    void a_first_and_a_last_name_in_any_order_accents_and_capitals() {
        names("", "C’est elodie LEFEVRE qui m’a reçu.", "Élodie Lefèvre");
        names("", "L’agent Lefèvre Élodie, guichet 3", "Élodie Lefèvre");
        names("jean paul petit", "", "Jean-Paul Petit");
        names("SAMIR BEN-ALI", "", "Samir Ben Ali");
    }

    @Test
    void a_last_name_alone_where_the_person_says_whom_they_mean_or_after_a_title() {
        names("Mlle Lefevre, je crois", "", "Élodie Lefèvre");
        names("", "Madame LEFÈVRE m’a raccroché au nez.", "Élodie Lefèvre");
        namesNobody("", "Lefevre est aussi le nom de ma rue.");
    }

    @Test
    void nobody_where_several_may_be_meant_or_the_word_is_an_ordinary_one() {
        namesNobody("Petit", "");
        namesNobody("", "Il y a un petit bureau. M. Petit m’a mal parlé.");
        namesNobody("l’agent du guichet 3", "Elle était de mauvaise humeur.");
        namesNobody("", "");
        names("", "Nadia Petit, pas l’autre Petit.", "Nadia Petit");
    }
}
