package fr.parvis.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.testing.Api;
import fr.parvis.testing.ParvisTest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sheets brought in from a folder and from archives, and found by what people say. */
@ParvisTest
@TestMethodOrder(MethodOrderer.MethodName.class)
class SheetImportIT {
    @LocalServerPort
    int port;

    @Autowired
    SheetImport imports;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    @BeforeEach
    void nothingThere() {
        EmptyShelves.in(jdbc);
    }

    private static String sheet(String id, String title, String words) {
        return """
                <Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="%s" type="Fiche d'information">
                  <dc:title>%s</dc:title><dc:description>%s</dc:description><dc:date>modified 2026-01-15</dc:date>
                  <Audience>Particuliers</Audience>
                  <Texte><Paragraphe>%s</Paragraphe></Texte>
                </Publication>""".formatted(id, title, words, words);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private SheetImport.Summary run(Path path) throws IOException {
        return imports.run(path, _ -> {});
    }

    private void threeSheets() throws IOException {
        write("F900001.xml", sheet("F900001", "Carte d'identité : perte", "Déclarer la perte de la carte."));
        write("F900002.xml", sheet("F900002", "Carte d'identité : vol", "Porter plainte pour une carte volée."));
        write("F900003.xml", sheet("F900003", "Inscription à la cantine", "La restauration scolaire de l'école."));
    }

    private List<String> found(String question) {
        var answer =
                new Api(port, "").get("/api/v1/procedures?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(200);
        var ids = new ArrayList<String>();
        answer.json().path("results").forEach(one -> ids.add(one.path("id").asString()));
        return ids;
    }

    @Test
    void a_second_import_takes_only_what_changed_and_keeps_what_was() throws Exception {
        threeSheets();
        write("index.json", "[\"F900001\"]");
        var first = run(folder);
        assertThat(first.read()).isEqualTo(3);
        assertThat(first.added()).isEqualTo(3);
        assertThat(first.others()).isEqualTo(1);
        write(
                "F900002.xml",
                sheet("F900002", "Carte d'identité : en cas de vol", "Porter plainte pour une carte volée."));
        Files.delete(folder.resolve("F900003.xml"));
        var second = run(folder);
        assertThat(List.of(second.added(), second.changed(), second.unchanged(), second.removed()))
                .containsExactly(0, 1, 1, 1);
        assertThat(jdbc.sql("select title from procedures.sheet_version")
                        .query(String.class)
                        .list())
                .containsExactly("Carte d'identité : vol");
        assertThat(new Api(port, "").get("/api/v1/procedures/F900003").status()).isEqualTo(404);
        assertThat(found("cantine")).isEmpty();
    }

    @Test
    void a_broken_file_is_refused_by_name_the_rest_goes_on_and_its_sheet_stays_as_it_was() throws Exception {
        threeSheets();
        run(folder);
        write("F900001.xml", "<Publication ID='F900001'><dc:title>");
        write("F900004.xml", sheet("F900004", "Piscine", "Les horaires de la piscine."));
        var summary = run(folder);
        assertThat(summary.refused()).singleElement().satisfies(refusal -> {
            assertThat(refusal.file()).isEqualTo("F900001.xml");
            assertThat(refusal.reason()).contains("not well-formed XML");
            assertThat(refusal.flaw()).isEqualTo(SheetImport.Flaw.BROKEN_AT);
            assertThat(refusal.details()).hasSize(2);
        });
        assertThat(summary.added()).isEqualTo(1);
        assertThat(summary.removed()).isZero();
        assertThat(new Api(port, "").get("/api/v1/procedures/F900001").text("title"))
                .isEqualTo("Carte d'identité : perte");
    }

    @Test
    void a_source_that_lacks_most_sheets_removes_none() throws Exception {
        for (int i = 0; i < 60; i++) {
            write("F91%04d.xml".formatted(i), sheet("F91%04d".formatted(i), "Fiche " + i, "Texte " + i));
        }
        run(folder);
        var one = Files.createDirectory(folder.resolve("one"));
        Files.writeString(one.resolve("F910000.xml"), sheet("F910000", "Fiche zéro", "Autre texte"));
        var summary = run(one);
        assertThat(summary.changed()).isEqualTo(1);
        assertThat(summary.removed()).isZero();
        assertThat(summary.missing()).isEqualTo(59);
    }

    @Test
    void the_same_sheet_twice_in_a_set_is_refused_the_second_time() throws Exception {
        threeSheets();
        write("zz.xml", sheet("F900001", "Autre", "Autre"));
        assertThat(run(folder).refused())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).contains("F900001.xml"));
    }

    @Test
    void a_zip_is_read_without_being_unpacked_anywhere() throws Exception {
        var archive = folder.resolve("set.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (var name : List.of("a/F900001.xml", "../../F900002.xml")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(sheet(name.replaceAll(".*/|\\.xml", ""), "Titre", "Texte")
                        .getBytes(StandardCharsets.UTF_8));
            }
            zip.putNextEntry(new ZipEntry("F900003.xml"));
            var blank = new byte[1 << 20];
            java.util.Arrays.fill(blank, (byte) ' ');
            for (int i = 0; i < 17; i++) {
                zip.write(blank);
            }
        }
        var summary = run(archive);
        assertThat(summary.added()).isEqualTo(1);
        assertThat(summary.refused())
                .extracting(SheetImport.Refusal::reason)
                .containsExactly("its name leads out of the archive", "larger than 16 MB");
    }

    @Test
    void a_path_that_holds_nothing_changes_nothing() {
        assertThatThrownBy(() -> run(folder.resolve("nowhere"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> {
                    write("text.txt", "?");
                    run(folder.resolve("text.txt"));
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("neither");
    }

    @Test
    void people_find_what_they_mean() throws Exception {
        threeSheets();
        run(folder);
        assertThat(found("j'ai perdu ma carte d'identité")).startsWith("F900001");
        assertThat(found("on m'a volé ma carte didentité")).startsWith("F900002");
        assertThat(found("cartte d'identite vollée")).startsWith("F900002");
        assertThat(found("cantines")).containsExactly("F900003");
        assertThat(found("zzzzzz")).isEmpty();
        assertThat(found("comment ?")).isEmpty();
    }

    @Test
    void questions_that_cannot_be_asked_say_which_part() {
        var anonymous = new Api(port, "");
        for (var wrong : List.of(
                "", "?q=", "?q=" + "x".repeat(400), "?q=a&limit=0", "?q=a&limit=51", "?q=a&audience=martiens")) {
            var refused = anonymous.get("/api/v1/procedures" + wrong);
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.text("type")).startsWith("urn:parvis:problem:procedures:");
        }
        var unknown = anonymous.get("/api/v1/procedures/F0");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text("type")).isEqualTo("urn:parvis:problem:procedures:unknown-sheet");
    }
}
