package fr.parvis.procedures.editor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import fr.parvis.identity.Role;
import fr.parvis.procedures.EmptyShelves;
import fr.parvis.procedures.SheetImport;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The quality lead writes, the administrator publishes, the public reads, and a national update is noticed. */
@Tag("deep")
@ParvisTest
class SheetEditorJourney {
    @Autowired
    Town town;

    @Autowired
    SheetImport imports;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    Screens screens;

    @BeforeEach
    void open() throws Exception {
        EmptyShelves.in(jdbc);
        town.place(2, 1);
        national("Déposez votre dossier à la mairie, du lundi au samedi.");
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
    }

    private void national(String sentence) throws Exception {
        Files.writeString(folder.resolve("F900040.xml"), """
                <Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="F900040" type="Fiche d'information">
                  <dc:title>Carte de lune : demande</dc:title><dc:description>Pour entrer au jardin lunaire.</dc:description><dc:date>modified 2026-01-15</dc:date>
                  <Audience>Particuliers</Audience>
                  <Texte><Chapitre><Titre><Paragraphe>Démarche</Paragraphe></Titre><Paragraphe>%s</Paragraphe></Chapitre>
                  <Chapitre><Titre><Paragraphe>Pièces à fournir</Paragraphe></Titre><Liste type="puce"><Item><Paragraphe>Une photo</Paragraphe></Item></Liste></Chapitre>
                  <Chapitre><Titre><Paragraphe>Coût</Paragraphe></Titre><Paragraphe>Gratuit</Paragraphe></Chapitre></Texte>
                  <OuSAdresser ID="R1"><Titre>Mairie</Titre></OuSAdresser>
                </Publication>""".formatted(sentence));
        Files.writeString(folder.resolve("F900041.xml"), "<Publication ID='F900041'><dc:title>");
        imports.run(folder, _ -> {});
    }

    @Test
    void on_a_desk() throws Exception {
        walk(1280);
    }

    @Test
    void on_a_small_screen() throws Exception {
        walk(320);
    }

    private void walk(int width) throws Exception {
        var shots = "editeur-" + width + "-";
        var author = screens.window(width, 800, "fr");
        Screens.signIn(author, town.account("Quentin Lavis", Role.QUALITY));
        var reviewer = screens.window(width, 800, "fr");
        Screens.signIn(reviewer, town.account("Adèle Dumaire", Role.ADMIN));

        author.navigate("/admin/demarches");
        screens.look(author, shots + "01-vide");
        author.locator("a[href='/admin/demarches/fiches/nouvelle']").click();
        author.waitForURL("**/nouvelle");
        author.locator(".wide-form .btn-primary").click();
        assertThat(author.locator("#title-error")).isVisible();
        author.fill("#title", "Inscrire son enfant à la cantine");
        author.fill("#theme", "Famille – Scolarité");
        author.fill("#summary", "Pour les enfants des écoles de la ville, toute l’année.");
        author.fill("#everyday", "self, repas du midi");
        author.fill("#body", """
                Les repas sont préparés **sur place**.

                ## Changer un repas

                - avant le jeudi, en ligne
                - après, par téléphone

                > Un enfant malade ? Le repas n’est pas facturé à partir du deuxième jour.

                ## Les tarifs

                | Quotient | Prix |
                | --- | --- |
                | moins de 400 € | 1,20 € |
                | plus de 1 500 € | 5,80 € |
                """);
        author.fill("#what0", "Quotient familial");
        author.selectOption("#form0", "COPY");
        author.fill("#why0", "il fixe votre tarif.");
        author.fill("#without0", "Nous appliquons le tarif le plus haut, puis nous corrigeons.");
        author.locator("button[value=more]").click();
        assertThat(author.locator("#what1")).isVisible();
        author.fill("#what1", "Assurance scolaire");
        author.fill("#cost", "De 1,20 € à 5,80 € le repas");
        author.fill("#delay", "Réponse sous 5 jours");
        author.locator("input[name=sites]").first().check();
        author.locator("input[name=services]").first().check();
        proofread(author, shots);
        screens.look(author, shots + "02-fiche");
        author.locator(".wide-form .row-actions .btn-primary").click();
        author.waitForURL("**/textes/*");
        screens.look(author, shots + "03-brouillon");
        var text = java.net.URI.create(author.url()).getPath();
        author.navigate(text + "/apercu");
        screens.look(author, shots + "04-apercu");
        author.locator("main .notice a").click();
        button(author, "Proposer à la relecture").click();
        assertThat(author.getByText("une autre personne doit")).isVisible();
        screens.look(author, shots + "05-relecture");

        reviewer.navigate(text);
        button(reviewer, "Publier").click();
        assertThat(reviewer.getByText("C’est en ligne.")).isVisible();
        screens.look(reviewer, shots + "06-publie");

        var visitor = screens.window(width, 800, "fr");
        visitor.navigate("/demarches");
        visitor.fill("#q", "repas du midi");
        visitor.keyboard().press("Enter");
        visitor.locator(".answers a").first().click();
        visitor.waitForURL("**/demarches/L-*");
        assertThat(visitor.locator("h1")).hasText("Inscrire son enfant à la cantine");
        screens.look(visitor, shots + "07-public");

        twoAtOnce(author, reviewer, text, shots);
        author.navigate(text + "/traductions");
        author.locator(".rows a[lang=ar]").click();
        author.fill("#title", "تسجيل الطفل في المطعم المدرسي");
        author.fill("#summary", "لأطفال مدارس المدينة.");
        author.locator("#relire").click();
        assertThat(author.locator("#relecture .notice-warm")).isVisible();
        screens.look(author, shots + "18-traduction");
        author.locator(".wide-form .row-actions .btn-primary").click();
        author.waitForURL("**/traductions");
        screens.look(author, shots + "19-traductions");
        author.locator(".rows a.btn").click();
        assertThat(author.locator("h1[lang=ar]")).isVisible();
        screens.look(author, shots + "20-traduit");
        overlay(author, reviewer, visitor, shots);
        imports(author, reviewer, shots);
        screens.assertNoComplaint();
    }

    /** While the answer is awaited the page says so; what is typed meanwhile and the focus stay. */
    private void proofread(Page author, String shots) {
        author.fill("#delay", "Gardez le récépissé. Les document sont prêt en cinq jour.");
        var awaited = new ArrayList<Route>();
        author.route("**/nouvelle", awaited::add);
        author.locator("#relire").click();
        assertThat(author.locator("#relecture-attend")).isVisible();
        Screens.picture(author, shots + "02a-relecture-attend");
        author.fill("#cost", "De 1,20 € à 5,80 € le repas du midi");
        author.locator("#relire").focus();
        author.unroute("**/nouvelle");
        awaited.getFirst().resume();
        author.locator("#relecture .mark-grammar").first().waitFor(new Locator.WaitForOptions().setTimeout(40_000));
        assertThat(author.locator("#relecture-attend")).isHidden();
        assertThat(author.locator("#relire")).isFocused();
        assertThat(author.locator("#cost")).hasValue("De 1,20 € à 5,80 € le repas du midi");
        screens.look(author, shots + "02b-relecture");
        author.locator("#relecture button", new Page.LocatorOptions().setHasText("reçu"))
                .first()
                .click();
        assertThat(author.locator("#delay")).hasValue("Gardez le reçu. Les document sont prêt en cinq jour.");
        assertThat(author.locator("#relecture-dit")).containsText("Rien n’est encore enregistré");
        screens.look(author, shots + "02c-remplace");
        author.fill("#summary", "x".repeat(601));
        author.locator("#relire").click();
        assertThat(author.locator("#relecture .notice-bad")).isVisible();
        author.fill("#summary", "Pour les enfants des écoles de la ville, toute l’année.");
        author.fill("#delay", "Réponse sous 5 jours");
        author.fill("#cost", "De 1,20 € à 5,80 € le repas");
    }

    @Test
    void without_scripts() {
        var author = screens.window(768, 900, "fr", false);
        Screens.signIn(author, town.account("Quentin Lavis", Role.QUALITY));
        author.navigate("/admin/demarches/fiches/nouvelle");
        author.fill("#title", "Garder le récépissé");
        author.locator("#relire").press("Enter");
        author.locator("#relecture button", new Page.LocatorOptions().setHasText("reçu"))
                .press("Enter", new Locator.PressOptions().setTimeout(40_000));
        assertThat(author.locator("#title")).hasValue("Garder le reçu");
    }

    private void twoAtOnce(Page author, Page reviewer, String text, String shots) {
        author.navigate(text + "/fiche");
        reviewer.navigate(text + "/fiche");
        reviewer.fill("#delay", "Réponse sous 3 jours");
        reviewer.locator(".wide-form .row-actions .btn-primary").click();
        reviewer.waitForURL("**/textes/*");
        author.fill("#delay", "Réponse sous 10 jours");
        author.locator(".wide-form .row-actions .btn-primary").click();
        assertThat(author.locator("#version")).isVisible();
        assertThat(author.locator("#delay")).hasValue("Réponse sous 10 jours");
        screens.look(author, shots + "08-a-deux");
        author.locator(".wide-form .row-actions .btn-primary").click();
        author.waitForURL("**/textes/*");
        author.navigate(text + "/versions/3");
        screens.look(author, shots + "09-version");
    }

    private void overlay(Page author, Page reviewer, Page visitor, String shots) throws Exception {
        author.navigate("/admin/demarches/complements/nouveau");
        author.fill("#q", "carte de lune");
        author.keyboard().press("Enter");
        author.locator(".rows a").first().waitFor();
        screens.look(author, shots + "10-choisir");
        author.locator(".rows a").first().click();
        author.waitForURL("**fiche=F900040**");
        author.fill("#words", "À ce guichet **le mardi seulement**, de 9 h à 12 h.");
        author.selectOption("#place", "DOCUMENTS");
        author.fill("#where", "Mairie annexe, premier étage, muni de votre récépissé");
        author.locator("#relire").click();
        author.locator("#relecture button[name=act]").first().click();
        assertThat(author.locator("#where")).hasValue("Mairie annexe, premier étage, muni de votre reçu");
        screens.look(author, shots + "11-complement");
        author.locator(".wide-form .row-actions .btn-primary").click();
        author.waitForURL("**/textes/*");
        var text = java.net.URI.create(author.url()).getPath();
        button(author, "Proposer à la relecture").click();
        reviewer.navigate(text);
        button(reviewer, "Publier").click();
        assertThat(reviewer.getByText("C’est en ligne.")).isVisible();

        national("Déposez votre dossier en ligne, ou à la mairie du lundi au vendredi.");

        visitor.navigate("/demarches/F900040");
        assertThat(visitor.getByText("Dans votre commune")).isVisible();
        assertThat(visitor.getByText("du lundi au vendredi")).isVisible();
        screens.look(visitor, shots + "12-public-complete");
        author.navigate("/admin/demarches");
        assertThat(author.locator(".badge-state.is-warm")).hasCount(1);
        screens.look(author, shots + "13-liste");
        author.navigate(text);
        screens.look(author, shots + "14-change");
        button(author, "Toujours juste").click();
        assertThat(author.locator(".badge-state.is-warm")).hasCount(0);
    }

    private void imports(Page author, Page reviewer, String shots) {
        reviewer.navigate("/admin/demarches/imports");
        reviewer.fill("#source", "dossier");
        reviewer.locator(".wide-form .btn-primary").click();
        assertThat(reviewer.locator("#source-error")).isVisible();
        screens.look(reviewer, shots + "15-mises-a-jour");
        author.navigate("/admin/demarches/imports");
        author.locator("table a").first().click();
        author.waitForURL("**/imports/*");
        screens.look(author, shots + "16-mise-a-jour");
        author.locator(".rows a").first().click();
        author.waitForURL("**/versions**");
        assertThat(author.locator("h1")).hasText("Ce qui a changé\u00a0: Carte de lune : demande");
        assertThat(author.locator(".diff ins").first()).isVisible();
        screens.look(author, shots + "17-ce-qui-a-change");
    }

    private static Locator button(Page page, String name) {
        return page.locator("button", new Page.LocatorOptions().setHasText(name));
    }
}
