package fr.parvis.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SheetReaderTest {
    private static final String XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="F900001" type="Fiche d'information"
                         spUrl="https://example.org/F900001">
              <dc:title>Carte de l’essai : perte</dc:title>
              <dc:description>Que faire en cas de perte.</dc:description>
              <dc:date>modified 2026-03-02</dc:date>
              <Audience>Particuliers</Audience>
              <FilDAriane><Niveau ID="Particuliers">Accueil</Niveau></FilDAriane>
              <Theme ID="N1"><Titre>Papiers</Titre></Theme>
              <Texte><Paragraphe>Il faut <MiseEnEvidence>deux</MiseEnEvidence> <Valeur>photos</Valeur>.</Paragraphe></Texte>
            </Publication>""";

    private static final String JSON = """
            {"id":"F900001","children":[{"type":"element","name":"Publication","attributes":{
              "xmlns:dc":"http://purl.org/dc/elements/1.1/","ID":"F900001","type":"Fiche d'information",
              "spUrl":"https://example.org/F900001"},"children":[
              {"type":"element","name":"dc:title","children":[{"type":"text","text":"Carte de l’essai : perte"}]},
              {"type":"element","name":"dc:description","children":[{"type":"text","text":"Que faire en cas de perte."}]},
              {"type":"element","name":"dc:date","children":[{"type":"text","text":"modified 2026-03-02"}]},
              {"type":"element","name":"Audience","children":[{"type":"text","text":"Particuliers"}]},
              {"type":"element","name":"FilDAriane","children":[{"type":"element","name":"Niveau","attributes":{"ID":"Particuliers"},
                "children":[{"type":"text","text":"Accueil"}]}]},
              {"type":"element","name":"Theme","attributes":{"ID":"N1"},"children":[{"type":"element","name":"Titre","children":[
                {"type":"text","text":"Papiers"}]}]},
              {"type":"element","name":"Texte","children":[{"type":"element","name":"Paragraphe","children":[
                {"type":"text","text":"Il faut "},{"type":"element","name":"MiseEnEvidence","children":[{"type":"text","text":"deux"}]},
                {"type":"text","text":" "},{"type":"element","name":"Valeur","children":[{"type":"text","text":"photos"}]},
                {"type":"text","text":"."}]}]}]}]}""";

    private static Sheet read(String name, String text) throws SheetReader.Unreadable {
        return SheetReading.sheet(
                Objects.requireNonNull(SheetReader.read(name, text.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void says_what_it_is() throws Exception {
        var sheet = read("F900001.xml", XML);
        assertThat(sheet.id()).isEqualTo("F900001");
        assertThat(sheet.audience()).isEqualTo("particuliers");
        assertThat(sheet.title()).isEqualTo("Carte de l’essai : perte");
        assertThat(sheet.theme()).isEqualTo("Papiers");
        assertThat(sheet.updated()).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(sheet.isPublication()).isTrue();
        assertThat(SheetText.of(sheet).body()).isEqualTo("Il faut deux photos.");
    }

    @Test
    void is_the_same_from_xml_and_from_json() throws Exception {
        assertThat(PartText.write(read("F900001.json", JSON).content()))
                .isEqualTo(PartText.write(read("F900001.xml", XML).content()));
    }

    @Test
    void comes_back_from_its_compact_text() throws Exception {
        var content = read("F900001.xml", XML).content();
        assertThat(PartText.read(PartText.write(content))).isEqualTo(content);
    }

    @Test
    void kinds_of_elements_that_no_page_knows_are_reported() throws Exception {
        var odd = read("F900001.xml", XML.replace("<Texte>", "<Hologramme>x</Hologramme><Texte>"));
        assertThat(SheetReading.unknownKinds(odd.content())).containsExactly("Hologramme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<Menu><a/></Menu>", "<Arborescence/>"})
    void other_files_of_the_set_are_no_sheets(String text) throws Exception {
        assertThat(SheetReader.read("menu.xml", text.getBytes(StandardCharsets.UTF_8)))
                .isNull();
        assertThat(SheetReader.read("index.json", "[\"F1\"]".getBytes(StandardCharsets.UTF_8)))
                .isNull();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "<a>                                                                         | not well-formed XML",
                "''                                                                          | the file is empty",
                "<!DOCTYPE a [<!ENTITY x 'y'><!ENTITY z '&x;&x;&x;&x;'>]><Publication>&z;</Publication> | document type",
                "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><Publication/>                      | document type",
                "<Publication ID='F1'/>                                                      | it has no title",
                "<Publication/>                                                              | it has no ID",
                "<Publication ID='../../etc'/>                                               | is not like F1342"
            })
    void what_cannot_be_taken_says_why(String text, String reason) {
        assertThatThrownBy(() -> read("F1.xml", text))
                .isInstanceOf(SheetReader.Unreadable.class)
                .hasMessageContaining(reason);
    }

    @Test
    void nesting_and_size_have_bounds() {
        assertThatThrownBy(() -> read("F1.xml", "<a>".repeat(5000) + "</a>".repeat(5000)))
                .isInstanceOf(SheetReader.Unreadable.class)
                .hasMessageContaining("deep");
        assertThatThrownBy(() -> read("F1.json", "{\"children\":[".repeat(5000)))
                .isInstanceOf(SheetReader.Unreadable.class)
                .hasMessageContaining("JSON");
        assertThatThrownBy(() -> read("F1.xml", "<a>" + "<b/>".repeat(500_000) + "</a>"))
                .isInstanceOf(SheetReader.Unreadable.class)
                .hasMessageContaining("pieces");
    }

    @Test
    void a_date_that_does_not_exist_is_refused() {
        assertThatThrownBy(() -> read("F1.xml", XML.replace("2026-03-02", "2026-02-30")))
                .hasMessageContaining("2026-02-30");
    }
}
