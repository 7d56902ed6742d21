package fr.parvis.relations.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.procedures.LunarSheets;
import fr.parvis.procedures.SheetImport;
import fr.parvis.relations.Documents;
import fr.parvis.relations.FormField;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestForms;
import fr.parvis.relations.RequestKey;
import fr.parvis.relations.RequestTypes;
import fr.parvis.relations.Requests;
import fr.parvis.relations.law.LegalRule;
import fr.parvis.testing.OpenRequests;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.nio.charset.StandardCharsets;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

/** A type of request from the administrator's form to the request of somebody who filled it in. */
@ParvisTest
class TypePagesIT {
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");

    @Autowired
    Town town;

    @Autowired
    SheetImport imports;

    @Autowired
    RequestTypes types;

    @Autowired
    RequestForms forms;

    @Autowired
    Requests requests;

    @Autowired
    Documents documents;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext application;

    @LocalServerPort
    int port;

    private String slug = "";

    @BeforeEach
    void open() {
        town.account("Essai", Role.ADMIN);
        town.place(1, 1);
        LunarSheets.bring(imports);
        slug = "permis-" + Ids.next();
    }

    private String[] type(String... more) {
        var all = new ArrayList<>(List.of(
                "name",
                "Permis lunaire",
                "slug",
                slug,
                "kind",
                "APPLICATION",
                "sheet",
                "F98003",
                "steps",
                "Dossier vérifié\nPassage en commission",
                "days",
                "30",
                "silence",
                "REFUSAL",
                "amount",
                "4",
                "unit",
                "months",
                "source",
                "Décret lunaire",
                "acknowledged",
                "on",
                "active",
                "on",
                "label1",
                "Avez-vous un chat ?",
                "hint1",
                "",
                "kind1",
                "CHOICE",
                "choices1",
                "Oui\nNon",
                "onlyIf1",
                "",
                "answered1",
                "",
                "required1",
                "on",
                "label2",
                "Son carnet",
                "hint2",
                "",
                "kind2",
                "FILE",
                "choices2",
                "",
                "onlyIf2",
                "1",
                "answered2",
                "Oui",
                "required2",
                "on",
                "label3",
                "",
                "hint3",
                "",
                "kind3",
                "TEXT",
                "choices3",
                "",
                "onlyIf3",
                "",
                "answered3",
                ""));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private void made() {
        assertThat(Pages.of(application, Role.ADMIN)
                        .send("/admin/demandes/nouveau", type())
                        .goesTo())
                .startsWith("/admin/demandes/");
    }

    @Test
    void is_made_by_an_administrator_and_asked_by_anybody() {
        assertThat(Pages.of(application, Role.SUPERVISOR)
                        .open("/admin/demandes")
                        .status())
                .isEqualTo(403);
        made();
        var type = types.find(slug).orElseThrow();
        assertThat(type.rule())
                .isEqualTo(new LegalRule(LegalRule.Silence.REFUSAL, Period.ofMonths(4), true, "Décret lunaire"));
        assertThat(forms.fields(type)).hasSize(2);
        var admin = Pages.of(application, Role.ADMIN);
        assertThat(admin.open("/admin/demandes/" + type.id()).body())
                .contains("Avez-vous un chat ?", "name=\"label3\"", "Passage en commission");
        assertThat(admin.open("/admin/demandes").body()).contains("Permis lunaire");
        var visitor = Visitor.elsewhere(port);
        assertThat(visitor.open("/demandes").body()).contains("/demandes/" + slug);
        assertThat(visitor.open("/demarches/F98003").body()).contains("/demandes/" + slug);

        var page = "/demandes/" + slug;
        assertThat(visitor.open(page).body())
                .contains("Avez-vous un chat ?</span> </label>", ">Adresse de courriel (facultatif)</label>")
                .contains(">Nom (facultatif)</label>", ">Autre chose à nous dire (facultatif)</label>");
        assertThat(visitor.open(page).body()).contains("data-only-if=\"f1\" data-answered=\"Oui\"", "src=\"/js/asked");
        var form = FORM.matcher(visitor.open(page).body());
        assertThat(form.find()).isTrue();
        var refused = visitor.send(page, page, "f1", "Oui", "words", "Merci <b>", "lastName", "Essai", "form", "x");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("href=\"#f2\"", "Merci &lt;b&gt;", "value=\"Essai\"")
                .containsPattern("value=\"Oui\"[^>]*selected");
        var program = Map.of("carnet.pdf", "MZ".getBytes(StandardCharsets.UTF_8));
        var noDocument = visitor.sendFiles(page, page, "f2", program, "f1", "Oui", "form", form.group(1));
        assertThat(noDocument.statusCode()).isEqualTo(400);
        assertThat(noDocument.body()).contains("Choisissez de nouveau vos fichiers", "carnet.pdf</bdi>");
        var before = OpenRequests.of(jdbc, requests).size();
        var paper = Map.of("carnet.pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
        var sent = visitor.sendFiles(
                page, page, "f2", paper, "f1", "Oui", "words", "Merci", "firstName", "Zoé", "form", form.group(1));
        var again = visitor.sendFiles(
                page, page, "f2", paper, "f1", "Oui", "words", "Merci", "firstName", "Zoé", "form", form.group(1));
        assertThat(Visitor.goesTo(again))
                .as("pressed twice")
                .isEqualTo(Visitor.goesTo(sent).replace("recu", "deja"));
        assertThat(OpenRequests.of(jdbc, requests)).hasSize(before + 1);
        var asked = asked(Visitor.goesTo(sent));
        assertThat(asked.type()).isEqualTo(type.id());
        assertThat(asked.legal().rule()).isEqualTo(type.rule());
        assertThat(forms.answers(asked)).extracting(FormField.Answer::value).containsExactly("Oui", "carnet.pdf");
        assertThat(documents.of(asked)).hasSize(1);
        assertThat(Objects.requireNonNull(asked.said()).words())
                .isEqualTo("Avez-vous un chat ? Oui\nSon carnet\u00a0: carnet.pdf\n\nMerci");
        visitor.open(Visitor.goesTo(sent));
        assertThat(visitor.open("/suivi/" + asked.reference().code()).body())
                .contains("Permis lunaire", "Dossier vérifié", "Passage en commission", "carnet.pdf");

        var agent = Pages.of(application, Role.AGENT);
        var steps = "/agent/demandes/" + asked.id();
        assertThat(agent.open(steps + "/suite").body()).contains("Dossier vérifié", "Passage en commission");
        agent.send(steps + "/etape", "done", "0");
        agent.send(steps + "/etape", "done", "0");
        assertThat(asked(Visitor.goesTo(sent)).step())
                .as("a colleague was faster")
                .isEqualTo(1);
        var nowhere = agent.send(steps + "/transmettre", "name", "Préfecture", "address", "");
        assertThat(nowhere.status()).isEqualTo(400);
        assertThat(nowhere.body()).contains("value=\"Préfecture\"");
        requests.withdraw(asked.key());
        assertThat(forms.answers(asked)).as("erased with the request").isEmpty();
        assertThat(jdbc.sql("select count(*) from relations.answer where request_id = ?")
                        .param(asked.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private Request asked(String link) {
        var key = link.replaceFirst("^/suivi/[^/]+/", "").replaceFirst("\\?.*", "");
        return requests.find(RequestKey.parse(key).orElseThrow()).orElseThrow();
    }

    @Test
    void what_cannot_be_one_is_refused_with_all_that_was_typed() {
        var admin = Pages.of(application, Role.ADMIN);
        made();
        var taken = admin.send("/admin/demandes/nouveau", type());
        assertThat(taken.status()).isEqualTo(400);
        assertThat(taken.body()).contains("Un autre type a l’adresse", "Avez-vous un chat ?", "Décret lunaire");
        slug = "Mal Écrit";
        assertThat(admin.send("/admin/demandes/nouveau", type()).body()).contains("Une adresse a des minuscules");
        slug = "plainte-" + Ids.next();
        var complaint = type();
        complaint[5] = "COMPLAINT";
        complaint[13] = "ACCEPTANCE";
        assertThat(admin.send("/admin/demandes/nouveau", complaint).body())
                .contains("Le silence sur une réclamation vaut refus", "href=\"#silence\"");
        slug = "ferme-" + Ids.next();
        var form = List.of(type());
        var closed = new ArrayList<String>();
        for (int i = 0; i < form.size(); i += 2) {
            if (!form.get(i).equals("active")) {
                closed.addAll(List.of(form.get(i), form.get(i + 1)));
            }
        }
        admin.send("/admin/demandes/nouveau", closed.toArray(String[]::new));
        assertThat(Visitor.elsewhere(port).open("/demandes/" + slug).statusCode())
                .as("closed to the public")
                .isEqualTo(404);
        assertThat(Visitor.elsewhere(port).open("/demandes/inconnu").statusCode())
                .isEqualTo(404);
    }
}
