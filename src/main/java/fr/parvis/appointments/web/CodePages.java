package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Codes;
import fr.parvis.messaging.OneTimeCodes;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where the code is typed that was sent to whoever books. With the right one, the booking goes on where it was confirmed. */
@Controller
@RequestMapping("/rdv/prise/{token}/code")
class CodePages {
    private static final int TRIES_A_MINUTE = 12;
    private static final String ILLEGIBLE = "illisible";
    private static final String WRONG = "faux";
    private static final String NOT_AGAIN = "attendre";

    /** What the code of this browser is about. */
    private record Asked(Appointment held, WhoForm form, Appointment.Usager usager) {}

    private interface Page {
        String of(Asked asked);
    }

    private final Codes codes;
    private final WhoTyped typed;
    private final AppointmentView view;
    private final Forms forms;
    private final RateLimits limits;

    CodePages(Codes codes, WhoTyped typed, AppointmentView view, Forms forms, RateLimits limits) {
        this.codes = codes;
        this.typed = typed;
        this.view = view;
        this.forms = forms;
        this.limits = limits;
    }

    /** @param refus what became of the last try: it has an address, so that going back finds a page */
    @GetMapping
    String ask(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String refus,
            @RequestParam(required = false) @Nullable String renvoye,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        model.addAttribute("again", renvoye != null);
        return whileAsked(token, model, request, response, locale, asked -> {
            refuse(refus, asked.held());
            return page(asked, model, locale);
        });
    }

    private void refuse(String refus, Appointment held) {
        switch (refus) {
            case ILLEGIBLE -> throw OneTimeCodes.malformed();
            case WRONG -> throw codes.wrong(held);
            case NOT_AGAIN -> codes.checkAgain(held);
            default -> {}
        }
    }

    @PostMapping
    String check(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String code,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        return whileAsked(token, model, request, response, locale, asked -> {
            limits.check("rdv-code", request.getRemoteAddr(), TRIES_A_MINUTE);
            var digits = OneTimeCodes.read(code);
            if (digits.isEmpty()) {
                return refused(token, ILLEGIBLE);
            }
            if (!codes.check(asked.held(), asked.usager(), digits.get())) {
                return refused(token, WRONG);
            }
            typed.prove(request, Codes.contact(asked.usager()));
            return confirm(token);
        });
    }

    @PostMapping("/renvoyer")
    String again(
            @PathVariable String token,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        return whileAsked(token, model, request, response, locale, asked -> {
            limits.check("rdv-code", request.getRemoteAddr(), TRIES_A_MINUTE);
            return sendAgain(token, asked);
        });
    }

    private String sendAgain(String token, Asked asked) {
        try {
            codes.sendAgain(asked.held(), asked.usager());
        } catch (ProblemException refusal) {
            if (refusal.getStatusCode() == HttpStatus.TOO_MANY_REQUESTS) {
                return refused(token, NOT_AGAIN);
            }
            if (TimesPage.isLost(refusal)) {
                return confirm(token);
            }
            throw refusal;
        }
        return "redirect:/rdv/prise/" + token + "/code?renvoye";
    }

    private static String refused(String token, String why) {
        return "redirect:/rdv/prise/" + token + "/code?refus=" + why;
    }

    @GetMapping("/renvoyer")
    String back(@PathVariable String token) {
        return "redirect:/rdv/prise/" + token + "/code";
    }

    /** Confirming knows what to do with whatever has become of the time. */
    private static String confirm(String token) {
        return "forward:/rdv/prise/" + token + "/confirmer";
    }

    /** A refusal is said on the page of the code. */
    private String whileAsked(
            String token,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Page page) {
        var held = view.find(token, response);
        if (!view.isOpen(held)) {
            return "redirect:/rdv/mien/" + token;
        }
        var form = typed.of(request, token).orElse(null);
        if (form == null) {
            return "redirect:/rdv/prise/" + token;
        }
        var usager = usager(form, held, locale);
        if (usager == null || !codes.isSent(held, usager)) {
            return "redirect:/rdv/prise/" + token + "/verifier";
        }
        var asked = new Asked(held, form, usager);
        return forms.submit(model, response, locale, () -> page.of(asked), () -> page(asked, model, locale));
    }

    private static Appointment.@Nullable Usager usager(WhoForm form, Appointment held, Locale locale) {
        try {
            return form.usager(locale.getLanguage(), held.meeting());
        } catch (ProblemException _) {
            return null;
        }
    }

    private String page(Asked asked, Model model, Locale locale) {
        model.addAttribute("held", view.of(asked.held(), locale));
        model.addAttribute("form", asked.form());
        model.addAttribute("contact", Codes.contact(asked.usager()));
        model.addAttribute("byEmail", asked.usager().email() != null);
        return "appointments/code";
    }
}
