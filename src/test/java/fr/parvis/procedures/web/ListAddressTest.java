package fr.parvis.procedures.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.procedures.Part;
import fr.parvis.procedures.Sheet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListAddressTest {
    private static Sheet sheet(String audience) {
        return new Sheet(
                audience,
                "F1",
                "Fiche",
                "Essai",
                "",
                "",
                "",
                null,
                null,
                new Part.Element("Publication", Map.of(), List.of()));
    }

    private static ListAddress of(String... typed) {
        var parameters = new LinkedHashMap<String, String[]>();
        for (int i = 0; i < typed.length; i += 2) {
            parameters.put(typed[i], new String[] {typed[i + 1]});
        }
        return ListAddress.of(sheet("particuliers"), parameters);
    }

    @Test
    void keeps_what_looks_like_answers_and_nothing_else() {
        var here = of(
                "q0a1b2c-2",
                "vous-etes-majeur",
                "q111111",
                "{x}",
                "q222222",
                "Oui",
                "x",
                "oui",
                "passe",
                "q333333",
                "q444444",
                " ",
                "q555555",
                "a".repeat(61));
        assertThat(here.answers()).containsExactly(Map.entry("q0a1b2c-2", "vous-etes-majeur"));
        assertThat(here.isPassed("q333333")).isTrue();
        assertThat(here.page()).isEqualTo("/demarches/F1/ma-liste?q0a1b2c-2=vous-etes-majeur&passe=q333333");
    }

    @Test
    void goes_back_one_answer_and_then_to_the_sheet() {
        var here = of("q111111", "oui");
        assertThat(here.back()).isEqualTo("/demarches/F1/ma-liste");
        assertThat(here.without("q111111").back()).isEqualTo("/demarches/F1");
        assertThat(here.passing("q111111").resumed()).isEqualTo("/demarches/F1/ma-liste");
    }

    @Test
    void names_the_audience_everywhere_but_for_people_at_home() {
        var here = ListAddress.of(sheet("associations"), Map.of("q111111", new String[] {"oui"}));
        assertThat(here.seen()).isEqualTo("/demarches/F1/ma-liste?audience=associations&q111111=oui&voir=1");
        assertThat(here.address("/qr.svg")).startsWith("/demarches/F1/ma-liste/qr.svg?audience=associations");
        assertThat(here.whole()).isEqualTo("/demarches/F1?audience=associations");
        assertThat(ListAddress.of(sheet("particuliers")).audience()).isEmpty();
    }

    @Test
    void holds_any_text_that_is_added() {
        assertThat(of().address("/venir", "site", "{a} b")).isEqualTo("/demarches/F1/ma-liste/venir?site=%7Ba%7D%20b");
    }
}
