package fr.parvis.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnTextTest {
    private static final List<String> VARIABLES = List.of("nom", "lien");

    @Test
    void a_text_is_filled_with_what_it_names() {
        assertThat(OwnText.filled("Bonjour {nom}, {lien} $1 \\", Map.of("nom", "A{lien}$2", "lien", "https://a")))
                .isEqualTo("Bonjour A{lien}$2, https://a $1 \\");
    }

    @Test
    void what_could_not_be_filled_is_a_fault_and_is_said() {
        assertThat(OwnText.fault("Bonjour {nom}\n{lien}/oui", VARIABLES)).isEmpty();
        assertThat(OwnText.fault("Bonjour {prenom}", VARIABLES)).contains("{prenom}");
        assertThat(OwnText.fault("Bonjour {nom", VARIABLES)).contains("{nom");
        assertThat(OwnText.fault("Bonjour nom} !", VARIABLES)).contains("} !");
        assertThat(OwnText.fault("Bonjour {{nom}}", VARIABLES)).isPresent();
        assertThat(OwnText.fault("Bonjour {}", VARIABLES)).isPresent();
        assertThat(OwnText.fault("Bonjour {0}", VARIABLES)).isPresent();
        assertThatThrownBy(() -> OwnText.filled("{autre}", Map.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
