package fr.parvis.procedures;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Questions in the other languages of our pages find the sheets, which are French. */
@ParvisTest
class OtherLanguagesIT {
    private static final Set<String> FRENCH = Set.of("perdu", "passeport", "carte", "identite", "visa", "divorce");

    @Autowired
    Town town;

    @Autowired
    OtherLanguages languages;

    @Autowired
    SheetImport imports;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    @BeforeEach
    void bring() throws java.io.IOException {
        EmptyShelves.in(jdbc);
        town.place(1, 1);
        NationalSheets.copy(folder, "F1344", "F1153", "F1427", "F1342", "F21089", "F930", "F14807", "F14929");
        imports.run(folder, _ -> {});
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    birth certificate               | acte de naissance
                    I lost my passport              | perte passeport
                    get married                     | mariage
                    certificado de nacimiento       | acte de naissance
                    he perdido mi pasaporte         | perte passeport
                    certidao de nascimento          | acte de naissance
                    certidão de nascimento          | acte de naissance
                    شهادة الميلاد                   | acte de naissance
                    أضعت جواز السفر                 | perte passeport
                    свідоцтво про народження        | acte de naissance
                    загубив паспорт                 | perte passeport
                    """)
    void are_read_as_french_words(String question, String french) {
        var understood = languages.inFrench(question, FRENCH::contains).orElse("");
        for (var word : french.split(" ")) {
            assertThat(understood).as(question).contains(word);
        }
    }

    @ParameterizedTest
    @CsvSource({"carte d'identité perdue", "visa", "divorce", "passeport perdu", "qsdfgh", "123", "''"})
    void french_ones_and_nonsense_stay_as_they_are(String question) {
        assertThat(languages.inFrench(question, FRENCH::contains)).isEmpty();
    }

    @Test
    void the_page_says_what_it_looked_for_in_french() {
        var page = new Visitor(port)
                .open("/demarches?lang=ar&q=" + URLEncoder.encode("شهادة الميلاد", StandardCharsets.UTF_8))
                .body();
        assertThat(page).contains("بحثنا بالفرنسية عن", "acte de naissance", "/demarches/F1427");
        assertThat(new Visitor(port).open("/demarches?q=acte+de+naissance").body())
                .doesNotContain("Cherché en français");
    }
}
