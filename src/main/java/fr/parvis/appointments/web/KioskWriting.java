package fr.parvis.appointments.web;

import fr.parvis.appointments.web.KioskWho.Step;
import fr.parvis.platform.web.Forms;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** At the kiosk, who a held time is for: the name, and a telephone if there is one, on large keys. */
@Controller
@RequestMapping("/borne/{slug}/rdv/pour/{token}")
class KioskWriting {
    private final KioskScreen screen;
    private final KioskHeld kiosk;
    private final Holding holding;
    private final Forms forms;

    KioskWriting(KioskScreen screen, KioskHeld kiosk, Holding holding, Forms forms) {
        this.screen = screen;
        this.kiosk = kiosk;
        this.holding = holding;
        this.forms = forms;
    }

    @GetMapping
    String who(
            @PathVariable String slug,
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String retour,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        return kiosk.whileOpen(
                token,
                kiosk.way(slug, retour, model, request, response, locale),
                (held, way) -> kiosk.asked(held, KioskWho.EMPTY, Step.LAST_NAME, way));
    }

    /**
     * One letter more or less, on to what is asked next, or back.
     *
     * @param typed of the step
     * @param without nothing is said at this step
     */
    @PostMapping
    String write(
            @PathVariable String slug,
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String retour,
            @RequestParam(required = false) @Nullable String step,
            @RequestParam(required = false) @Nullable String typed,
            @RequestParam(required = false) @Nullable String letter,
            @RequestParam(required = false) @Nullable String erase,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String without,
            KioskWho said,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        screen.letter(request);
        var now = Step.of(step);
        var written = without != null ? "" : KioskScreen.written(typed, letter, erase);
        var who = typed == null ? said : said.with(now, written);
        return kiosk.whileOpen(token, kiosk.way(slug, retour, model, request, response, locale), (held, way) -> {
            if (letter != null || erase != null) {
                return kiosk.asked(held, who, now, written, way);
            }
            if (typed == null) {
                return kiosk.asked(held, who, now, way);
            }
            if (before != null) {
                return kiosk.asked(held, who, Step.values()[Math.max(0, now.ordinal() - 1)], way);
            }
            return forms.submit(
                    model,
                    response,
                    locale,
                    () -> {
                        who.check(now, way.ours());
                        return now == Step.PHONE
                                ? kiosk.check(held, who, way)
                                : kiosk.asked(held, who, Step.values()[now.ordinal() + 1], way);
                    },
                    () -> kiosk.asked(held, who, now, way));
        });
    }

    /** The held time is free again at once. */
    @PostMapping("/rendre")
    String giveBack(
            @PathVariable String slug,
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String retour,
            HttpServletRequest request,
            HttpServletResponse response) {
        var site = screen.site(slug);
        var held = kiosk.find(token, site, screen.isOurs(site, request), response);
        holding.giveBack(held, response);
        return "redirect:" + kiosk.times(held, site, KioskScreen.back(site, retour));
    }
}
