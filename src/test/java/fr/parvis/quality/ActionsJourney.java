package fr.parvis.quality;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.relations.complaint.Complaints;
import fr.parvis.relations.complaint.Term;
import fr.parvis.relations.complaint.Terms;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** A cause of complaints comes back; a supervisor takes its action up from the register, says that it is done, and opens another by hand. */
@ParvisTest
class ActionsJourney {
    @Autowired
    Town town;

    @Autowired
    Requests requests;

    @Autowired
    Complaints complaints;

    @Autowired
    Terms terms;

    @Autowired
    ImprovementActions actions;

    @Autowired
    ActionList list;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    Screens screens;
    String lead = "";

    @BeforeEach
    void open() {
        lead = town.account("Adèle Dumaire", Role.ADMIN);
        town.place(1, 1);
        screens = new Screens(port);
        var context = SecurityContextHolder.createEmptyContext();
        var caller = new Caller(Ids.next(), "Essai", null, Set.of(Role.SUPERVISOR), Set.of(), false);
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of()));
        SecurityContextHolder.setContext(context);
    }

    @AfterEach
    void close() {
        SecurityContextHolder.clearContext();
        screens.close();
    }

    @Test
    void on_a_large_screen() {
        improve(1280);
        screens.assertNoComplaint();
    }

    @Test
    void on_the_smallest_screen() {
        improve(320);
        screens.assertNoComplaint();
    }

    private void improve(int width) {
        var shot = "qualite-" + width + "-";
        var name = "Guichet fermé " + Ids.token().substring(0, 5);
        comesBack(name);
        var desk = screens.window(width, 800, "fr");
        Screens.signIn(desk, lead);
        Screens.loaded(desk, () -> desk.navigate("/agent/reclamations"));
        screens.look(desk, shot + "01-registre");
        var cause = desk.locator(".causes li").filter(new Locator.FilterOptions().setHasText(name));
        assertThat(cause).containsText("À prendre en charge");
        Screens.loaded(desk, () -> cause.locator("a[href^='/qualite/actions/']").press("Enter"));
        assertThat(desk.locator("h1")).containsText(name);
        screens.look(desk, shot + "02-action");
        Screens.loaded(
                desk, () -> desk.locator("form[action$='/suite'] .btn-primary").press("Enter"));
        assertThat(desk.locator("#step-error")).isVisible();
        screens.look(desk, shot + "03-refus");
        desk.fill("#step", "Ouvrir un guichet de plus le lundi");
        desk.fill("#due", LocalDate.now(ZoneId.of("Europe/Paris")).plusDays(3).toString());
        Screens.loaded(
                desk, () -> desk.locator("form[action$='/suite'] .btn-primary").press("Enter"));
        assertThat(desk.locator("main .notice-good")).isVisible();
        assertThat(desk.locator(".facts").first()).containsText("Adèle Dumaire");
        desk.locator("summary", new Page.LocatorOptions().setHasText("C’est fait"))
                .press("Enter");
        desk.fill("#words", "Un guichet de plus le lundi matin.");
        Screens.loaded(desk, () -> desk.locator("form[action$='/fin'] button").press("Enter"));
        assertThat(desk.locator("main")).containsText("3 réclamations de cette cause ici dans les 90 jours d’avant");
        screens.look(desk, shot + "04-faite");

        Screens.loaded(desk, () -> desk.navigate("/qualite/actions/nouvelle"));
        Screens.loaded(desk, () -> desk.locator("form.sheet .btn-primary").press("Enter"));
        assertThat(desk.locator("#title-error")).isVisible();
        screens.look(desk, shot + "05-nouvelle-refus");
        var title = "Des chaises dans le hall " + Ids.token().substring(0, 5);
        desk.fill("#title", title);
        desk.fill("#what", "Aux heures de pointe, on attend debout.");
        desk.selectOption("#owner", new SelectOption().setLabel("Adèle Dumaire"));
        desk.fill("#step", "Demander un devis pour douze chaises");
        desk.fill("#due", LocalDate.now(ZoneId.of("Europe/Paris")).plusDays(9).toString());
        Screens.loaded(desk, () -> desk.locator("form.sheet .btn-primary").press("Enter"));
        assertThat(desk.locator("h1")).containsText(title);
        jdbc.sql("update quality.action set due_on = due_on - 20 where title = ?")
                .param(title)
                .update();
        Screens.loaded(desk, () -> desk.navigate("/qualite"));
        assertThat(desk.locator(".rows li").filter(new Locator.FilterOptions().setHasText(title)))
                .containsText("en retard");
        assertThat(desk.locator(".top-nav a[href='/qualite']")).hasAttribute("aria-current", "page");
        screens.look(desk, shot + "06-liste");
    }

    private void comesBack(String name) {
        terms.add(Term.Kind.CAUSE, name, false);
        var cause = terms.all(Term.Kind.CAUSE).stream()
                .filter(term -> term.name().equals(name))
                .findFirst()
                .orElseThrow();
        var category = terms.offered(Term.Kind.CATEGORY).getFirst();
        for (int i = 0; i < 3; i++) {
            var said = new Request.Said("", "J’ai attendu debout", "Zoé", "Essai", "", "", null);
            var complaint = requests.receive(NewRequest.web(Request.Kind.COMPLAINT, "fr", null, said, Ids.token()));
            complaints.say(complaint.id(), new Complaints.Said(category.id(), null, cause.id(), "", true));
        }
        await().pollInSameThread()
                .until(() -> list.mine(Set.of(ImprovementAction.State.OPEN), null).stream()
                        .anyMatch(one -> one.title().contains(name)));
    }
}
