package fr.parvis.procedures.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.procedures.SheetImport;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

/** A sheet in plain French: written by one, published by another, flagged when the sheet changes. */
@ParvisTest
class PlainVersionIT {
    private static final String DESK = "/admin/demarches/simple/particuliers/F99001";

    @Autowired
    Town town;

    @Autowired
    SheetImport imports;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    WebApplicationContext application;

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    Visitor visitor;
    Pages writer;
    Pages reviewer;

    @BeforeEach
    void arrive() {
        town.account("Essai", Role.ADMIN);
        InventedSheets.bring(imports, folder, clock);
        jdbc.sql("delete from procedures.plain_version").update();
        visitor = new Visitor(port);
        writer = Pages.of(application, Role.QUALITY);
        reviewer = Pages.of(application, Role.QUALITY);
    }

    @Test
    void the_writer_cannot_publish_and_the_reviewer_can() {
        assertThat(writer.open(DESK).body()).contains("Pas encore écrite", "Venez avec un parent.");
        assertThat(writer.send(DESK, "body", " ").body()).contains("Écrivez la version facile à lire");
        assertThat(writer.send(DESK, "body", "# La carte\n\nVous entrez au jardin.\n\n- une photo\n- un timbre")
                        .goesTo())
                .isEqualTo(DESK);
        assertThat(writer.open(DESK).body()).contains("Brouillon", "<h2>La carte</h2>", "<li><p>une photo</p></li>");
        writer.send(DESK + "/soumettre");
        assertThat(writer.open(DESK).body()).contains("une autre personne doit").doesNotContain("/publier\"");
        assertThat(writer.send(DESK + "/publier").status()).isEqualTo(403);
        assertThat(visitor.open("/demarches/F99001").body()).doesNotContain("Version facile à lire");
        assertThat(visitor.open("/demarches/F99001/facile").statusCode()).isEqualTo(302);
        assertThat(reviewer.send(DESK + "/renvoyer", "remark", "").body()).contains("Dites ce qu’il faut reprendre");
        reviewer.send(DESK + "/renvoyer", "remark", "Ajoutez le prix");
        assertThat(writer.open(DESK).body()).contains("Ajoutez le prix", "Brouillon");
        writer.send(DESK, "body", "Vous entrez au jardin. C’est gratuit. Gardez le récépissé.");
        writer.send(DESK + "/soumettre");
        assertThat(reviewer.send(DESK + "/publier").goesTo()).isEqualTo(DESK);
        assertThat(reviewer.send(DESK + "/publier").status()).isEqualTo(409);
        assertThat(visitor.open("/demarches/F99001").body())
                .contains("href=\"/demarches/F99001/facile?audience=particuliers\"");
        assertThat(visitor.open("/demarches/F99001/facile").body())
                .contains("C’est gratuit.", "Version complète", "Papier qui prouve que vous avez fait une demande")
                .doesNotContain("La fiche complète a changé");
        reviewer.send(DESK + "/retirer");
        assertThat(visitor.open("/demarches/F99001/facile").statusCode()).isEqualTo(302);
    }

    @Test
    void an_editor_who_is_alone_publishes() {
        var others = jdbc.sql("update identity.account set active = false where active returning id")
                .query(UUID.class)
                .list();
        try {
            writer.send(DESK, "body", "Vous entrez au jardin.");
            writer.send(DESK + "/soumettre");
            assertThat(writer.open(DESK).body()).contains("/publier\"").doesNotContain("une autre personne doit");
            assertThat(writer.send(DESK + "/publier").goesTo()).isEqualTo(DESK);
        } finally {
            jdbc.sql("update identity.account set active = true where id = any (?)")
                    .param(others.toArray(UUID[]::new))
                    .update();
        }
        assertThat(visitor.open("/demarches/F99001/facile").body()).contains("Vous entrez au jardin.");
    }

    @Test
    void it_is_flagged_when_the_sheet_has_changed() throws Exception {
        writer.send(DESK, "body", "Vous entrez au jardin.");
        writer.send(DESK + "/soumettre");
        reviewer.send(DESK + "/publier");
        var file = folder.resolve("F99001.xml");
        Files.writeString(file, Files.readString(file).replace("Venez avec un parent.", "Venez avec deux parents."));
        imports.run(folder, _ -> {});
        assertThat(visitor.open("/demarches/F99001/facile").body()).contains("La fiche complète a changé depuis");
        assertThat(writer.open(DESK).body()).contains("La fiche complète a changé depuis ce texte");
    }

    @Test
    void nothing_typed_is_obeyed_as_html() {
        writer.send(
                DESK,
                "body",
                "<script>alert(1)</script>\n\n[a](javascript:alert(1)) <img src=x onerror=alert(1)> [b](https://lune.example)");
        assertThat(writer.open(DESK).body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "href=\"https://lune.example\"")
                .doesNotContain("<script>alert", "<img src=x", "href=\"javascript");
    }
}
