package fr.parvis.messaging;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.queue.Reception;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.testing.Api;
import fr.parvis.testing.IdentityProvider;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.PushService;
import fr.parvis.testing.Screens;
import fr.parvis.testing.Town;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;

/**
 * Somebody asks their browser to tell them. No browser reaches a push service from here: what it answers when it is asked to subscribe, and
 * whether it is, are put in its place ({@code pushManager.subscribe}, {@code getSubscription}). All else is real: the leave that is asked for,
 * the worker, the form, the message on its way, and, given to the worker as a push service would, what it shows.
 */
@ParvisTest
class FollowNoticesJourney {
    @Autowired
    Town town;

    @Autowired
    Reception reception;

    @Autowired
    Requests requests;

    @LocalServerPort
    int port;

    private final PushService service = new PushService();
    private final PushService.Browser browser = PushService.Browser.opened();
    private Screens screens;

    @BeforeEach
    void open() {
        town.account("Essai", Role.ADMIN);
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        screens.close();
        service.close();
        IdentityProvider.shared().honest();
    }

    private Page window(int width, String language) {
        var page = screens.window(width, 800, language);
        page.context()
                .grantPermissions(
                        List.of("notifications"),
                        new BrowserContext.GrantPermissionsOptions().setOrigin("http://localhost:" + port));
        page.addInitScript("""
                (() => {
                  const moved = localStorage.getItem("moved") ?? "";
                  const told = { endpoint: "%s" + moved, keys: { p256dh: "%s", auth: "%s" } };
                  const one = { endpoint: told.endpoint, options: {}, toJSON: () => told, unsubscribe: async () => true };
                  PushManager.prototype.subscribe = async function (wanted) {
                    if (!wanted.userVisibleOnly || wanted.applicationServerKey.length !== 65) throw new TypeError("key");
                    localStorage.setItem("subscribed", "yes");
                    return one;
                  };
                  PushManager.prototype.getSubscription = async () => (localStorage.getItem("subscribed") ? one : null);
                })();""".formatted(service.address("/push/" + Ids.token()), browser.p256dh(), browser.auth()));
        return page;
    }

    @Test
    void the_turn() throws Exception {
        var place = town.place(1, 1);
        var token = new Api(port, town.token(Role.KIOSK))
                .post(place.path() + "/tickets", "{\"service\":\"essai-a\"}")
                .text("token");
        reception.open(place.counters().getFirst().id(), Set.of(), null);
        var page = window(320, "fr");
        page.navigate("/ticket/" + token);
        assertThat(page.locator("[data-push=offer] button")).isVisible();
        assertThat(page.locator("[data-push=else]")).isHidden();
        screens.look(page, "prevenir-fr-320-01-ticket");
        page.locator("[data-push=offer] button").press("Enter");
        assertThat(page.locator("[data-push=on]")).isVisible();
        screens.look(page, "prevenir-fr-320-02-ticket-prevenu");

        // the browser has replaced its address, and said so to nobody
        page.evaluate("() => localStorage.setItem('moved', '-moved')");
        page.navigate("/ticket/" + token);
        assertThat(page.locator("[data-push=on]")).isVisible();

        reception.callNext(place.counters().getFirst().id());
        String text;
        PushService.Heard heard;
        do {
            // that the turn is near may be told first
            heard = service.next();
            text = browser.read(heard.body());
        } while (!text.contains("Guichet 1"));
        assertThat(heard.path()).endsWith("-moved");
        page.navigate("/aide");
        assertThat(shownBy(page, text)).isEqualTo("C’est à vous\u00a0: Guichet 1");

        page.navigate("/ticket/" + token);
        page.locator("[data-push=on] button").press("Enter");
        assertThat(page.locator("[data-push=offer]")).isVisible();
        screens.assertNoComplaint();
    }

    @Test
    void a_worker_whose_browser_says_that_it_has_another_address_tells_us() throws IOException {
        var code = new ClassPathResource("static/sw.js").getContentAsString(StandardCharsets.UTF_8);
        var page = screens.window(320, 800, "fr");
        var told = page.evaluate("""
                async (code) => {
                  const sent = [];
                  const renew = async (kept, event) => {
                    const heard = {};
                    const fresh = { toJSON: () => ({ endpoint: "new", keys: { p256dh: "p", auth: "a" } }) };
                    const worker = {
                      addEventListener: (kind, on) => { heard[kind] = on; },
                      registration: { pushManager: {
                        subscribe: async (wanted) => { sent.push(wanted.applicationServerKey); return fresh; },
                      } },
                    };
                    const caches = { open: async () => ({
                      match: async () => (kept ? { json: async () => kept } : undefined),
                      put: async (_, now) => { sent.push((await now.json()).endpoint); },
                    }) };
                    const fetch = async (where, { body }) => { sent.push(`${where}?${body}`); return { ok: true }; };
                    new Function("self", "caches", "fetch", code)(worker, caches, fetch);
                    let done;
                    heard.pushsubscriptionchange({ ...event, waitUntil: (promise) => { done = promise; } });
                    await done;
                  };
                  await renew({ endpoint: "old", keys: { auth: "s" }, key: "k" }, {});
                  await renew(null, { oldSubscription: {
                    toJSON: () => ({ endpoint: "older", keys: { auth: "t" } }), options: { applicationServerKey: "o" },
                  } });
                  await renew(null, {});
                  return sent;
                }""", code);
        assertThat(told)
                .isEqualTo(List.of(
                        "k",
                        "telephone/renouvellement?before=old&secret=s&endpoint=new&p256dh=p&auth=a",
                        "new",
                        "o",
                        "telephone/renouvellement?before=older&secret=t&endpoint=new&p256dh=p&auth=a",
                        "new"));
    }

    /** The worker is given the message as its browser would give it; what stands on the screen then. */
    private String shownBy(Page page, String text) throws Exception {
        var devtools = page.context().newCDPSession(page);
        var registered = new CompletableFuture<String>();
        devtools.on(
                "ServiceWorker.workerRegistrationUpdated",
                event -> event.getAsJsonArray("registrations")
                        .forEach(one -> registered.complete(
                                one.getAsJsonObject().get("registrationId").getAsString())));
        devtools.send("ServiceWorker.enable");
        page.waitForCondition(registered::isDone);
        // what comes for a worker that is not there yet is nobody’s
        page.evaluate("async () => { await navigator.serviceWorker.ready; }");
        var push = new JsonObject();
        push.addProperty("origin", "http://localhost:" + port);
        push.addProperty("registrationId", registered.get(1, TimeUnit.SECONDS));
        push.addProperty("data", text);
        var shown = """
                async () => {
                  const worker = await navigator.serviceWorker.ready;
                  const [first] = await worker.getNotifications();
                  return first ? first.title : "";
                }""";
        devtools.send("ServiceWorker.deliverPushMessage", push);
        for (int i = 0; i < 150 && page.evaluate(shown).equals(""); i++) {
            page.waitForTimeout(100);
        }
        return (String) page.evaluate(shown);
    }

    @Test
    void a_request_on_a_large_screen_and_by_franceconnect() {
        town.place(1, 1);
        var said = new Request.Said("Place de crèche", "Une place ?", "Zoé", "Essai", "", "", null);
        var asked = requests.receive(NewRequest.web(Request.Kind.QUESTION, "fr", null, said, Ids.token()));
        var address = "/suivi/" + asked.reference().code();
        var page = window(1280, "fr");
        page.navigate(address + "/" + asked.key().code());
        page.locator("[data-push=offer] button").press("Enter");
        assertThat(page.locator("[data-push=on]")).isVisible();
        screens.look(page, "prevenir-fr-1280-suivi");

        IdentityProvider.shared().browserIsOf(new IdentityProvider.Person("sub-" + Ids.token(), "", null));
        page.locator("a[href*='rattacher']").press("Enter");
        assertThat(page.locator("main .notice-good")).isVisible();
        screens.look(page, "franceconnect-fr-1280-rattachee");
        var later = window(320, "fr");
        later.navigate(address);
        screens.look(later, "franceconnect-fr-320-01-preuve");
        later.locator("a[href$='/franceconnect']").press("Enter");
        assertThat(later.locator(".track .is-now")).isVisible();
        screens.look(later, "franceconnect-fr-320-02-ouverte");
        later.navigate("/suivi/mes-demandes");
        screens.look(later, "franceconnect-fr-320-03-mes-demandes");
        later.locator("form[action$='/fermer'] button").press("Enter");
        later.waitForURL(url -> url.contains("/session/end"));

        IdentityProvider.shared().browserIsOf(new IdentityProvider.Person("sub-" + Ids.token(), "", null));
        var stranger = window(1280, "fr");
        stranger.navigate(address);
        stranger.locator("a[href$='/franceconnect']").press("Enter");
        assertThat(stranger.locator("main .notice-warm")).isVisible();
        screens.look(stranger, "franceconnect-fr-1280-autre");
        screens.assertNoComplaint();
    }

    @Test
    void where_the_browser_offers_none_of_it() {
        var place = town.place(1, 1);
        var token = new Api(port, town.token(Role.KIOSK))
                .post(place.path() + "/tickets", "{\"service\":\"essai-a\"}")
                .text("token");
        var without = screens.window(320, 800, "ar");
        without.addInitScript("delete window.PushManager;");
        without.navigate("/ticket/" + token);
        assertThat(without.locator("[data-push=else]")).isVisible();
        assertThat(without.locator("[data-push=offer]")).isHidden();
        screens.look(without, "prevenir-ar-320-sans");
        assertThat(without.locator("[data-home]")).isHidden();
        var phone = screens.window(320, 800, "fr");
        phone.addInitScript("delete window.PushManager; Object.defineProperty(navigator, 'userAgent',"
                + " { get: () => 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)' });");
        phone.navigate("/ticket/" + token);
        assertThat(phone.locator("[data-home]")).containsText("Sur l’écran d’accueil");
        screens.look(phone, "prevenir-fr-320-iphone");
        phone.setViewportSize(1280, 800);
        screens.look(phone, "prevenir-fr-1280-iphone");
        var scriptless = screens.window(320, 800, "fr", false);
        scriptless.navigate("/ticket/" + token);
        assertThat(scriptless.locator("[data-push=else]")).isVisible();
        screens.assertNoComplaint();
    }
}
