package fr.parvis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Windows of a real browser, one for each person. Nothing that a page complains of is let through. The browser itself is started once for
 * each thread that tests: it keeps nothing from one window to the next.
 */
public final class Screens implements AutoCloseable {
    private static final Path SHOTS = Path.of("target", "screenshots");
    private static final ThreadLocal<Browser> BROWSER = ThreadLocal.withInitial(Screens::start);

    /** How long a page may take on a machine that has much else to do: what is measured is measured elsewhere. */
    private static final int SOON_MS = 20_000;

    private final Browser browser = BROWSER.get();
    private final List<BrowserContext> windows = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final String base;

    public Screens(int port) {
        base = "http://localhost:" + port;
    }

    private static Browser start() {
        PlaywrightAssertions.setDefaultAssertionTimeout(SOON_MS);
        var playwright = Playwright.create();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(playwright::close));
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setChromiumSandbox(false)
                        .setArgs(List.of(
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    public Page window(int width, int height, String language) {
        return window(width, height, language, true);
    }

    public Page window(int width, int height, String language, boolean scripts) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(base)
                .setViewportSize(width, height)
                .setLocale(language)
                .setTimezoneId("Europe/Paris")
                .setJavaScriptEnabled(scripts));
        windows.add(context);
        context.setDefaultTimeout(SOON_MS);
        var page = context.newPage();
        page.onConsoleMessage(message -> {
            // a stream that was still being opened when its page was left complains with a bare event
            if (message.type().equals("error")
                    && !message.text().contains("status of 4")
                    && !message.text().contains("Response Status Error Code 4")
                    && !message.text().equals("[object Event]")
                    // what was being asked for when its page was left
                    && !message.text().startsWith("htmx:sendAbort")
                    && !message.text().startsWith("htmx:afterRequest")) {
                complaints.add(page.url() + " " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + " " + error));
        return page;
    }

    /** Takes the picture, and checks accessibility and that nothing is wider than the window. */
    public void look(Page page, String name) {
        picture(page, name);
        var wide = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
        assertThat(((Number) wide).intValue())
                .as("%s overflows its window", name)
                .isLessThanOrEqualTo(0);
        // in the page itself: no page here holds frames of others, and the other way opens a window each time
        var violations = new AxeBuilder(page)
                .setLegacyMode(true)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze()
                .getViolations();
        assertThat(violations)
                .as("axe on %s", name)
                .extracting(
                        rule -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())
                .isEmpty();
    }

    /**
     * Takes the picture of the whole page. On a machine that is short of time the browser now and then answers that it could not draw,
     * which says nothing about the page: it is asked again, three times at most.
     */
    public static void picture(Page page, String name) {
        var options = new Page.ScreenshotOptions()
                .setPath(SHOTS.resolve(name + ".png"))
                .setFullPage(true);
        for (var left = 2; ; left--) {
            try {
                page.screenshot(options);
                return;
            } catch (PlaywrightException undrawn) {
                if (left == 0 || !undrawn.getMessage().contains("Unable to capture screenshot")) {
                    throw undrawn;
                }
                page.waitForTimeout(500);
            }
        }
    }

    /** Goes to a page of the staff and stays until its own requests are answered: one that is left before complains of it. */
    public static void loaded(Page page, Runnable going) {
        page.waitForResponse(Pattern.compile(".*/alertes$"), going);
    }

    /** Makes the kiosk of the hall of this window, in place of the browser that staff has installed as one. */
    public static void asKiosk(Page page, Visitor installed) {
        page.context()
                .addCookies(List.of(new Cookie("parvis-borne", installed.cookie("parvis-borne"))
                        .setDomain("localhost")
                        .setPath("/borne")));
    }

    public static void signIn(Page page, String login) {
        signIn(page, login, Town.PASSWORD);
    }

    public static void signIn(Page page, String login, String password) {
        page.navigate("/connexion");
        page.fill("input[name=username]", login);
        page.fill("input[name=password]", password);
        page.keyboard().press("Enter");
        try {
            page.waitForURL(url -> !url.contains("/connexion"));
        } catch (PlaywrightException late) {
            throw new AssertionError(login + " is still at " + page.url() + ": " + page.innerText("body"), late);
        }
    }

    public void assertNoComplaint() {
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        windows.forEach(BrowserContext::close);
    }
}
