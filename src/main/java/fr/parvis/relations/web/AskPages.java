package fr.parvis.relations.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.procedures.Procedures;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Asking without an account: a question answered in writing, or a call at a moment that suits. */
@Controller
class AskPages {
    /** A library or a kiosk lends its address to many. */
    private static final int REQUESTS_A_MINUTE = 12;

    private final Requests requests;
    private final CallMoments moments;
    private final Procedures procedures;
    private final RequestWords words;
    private final Forms forms;
    private final RateLimits limits;
    private final SentForms sentForms;

    AskPages(
            Requests requests,
            CallMoments moments,
            Procedures procedures,
            RequestWords words,
            Forms forms,
            RateLimits limits,
            SentForms sentForms) {
        this.requests = requests;
        this.moments = moments;
        this.procedures = procedures;
        this.words = words;
        this.forms = forms;
        this.limits = limits;
        this.sentForms = sentForms;
    }

    @GetMapping("/question")
    String question(
            @RequestParam(required = false) @Nullable String fiche,
            Model model,
            HttpServletRequest asking,
            Locale locale) {
        return question(AskForm.empty(fiche, sentForms.form(asking)), model, locale);
    }

    @PostMapping("/question")
    String ask(AskForm typed, Model model, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        var form = typed.cleaned();
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var wanted = form.question(locale.getLanguage(), about(form));
                    limits.check("ask", request.getRemoteAddr(), REQUESTS_A_MINUTE);
                    return sentForms.send(wanted, request, response, requests::receive);
                },
                () -> question(form, model, locale));
    }

    private String question(AskForm form, Model model, Locale locale) {
        fill(form, Request.Kind.QUESTION, model, locale);
        return "relations/ask";
    }

    @GetMapping("/rappel")
    String callBack(
            @RequestParam(required = false) @Nullable String fiche,
            Model model,
            HttpServletRequest asking,
            Locale locale) {
        return callBack(AskForm.empty(fiche, sentForms.form(asking)), model, locale);
    }

    @PostMapping("/rappel")
    String callMe(AskForm typed, Model model, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        var form = typed.cleaned();
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var wanted = form.callBack(locale.getLanguage(), about(form), moments.chosen(form, null));
                    limits.check("ask", request.getRemoteAddr(), REQUESTS_A_MINUTE);
                    return sentForms.send(wanted, request, response, requests::receive);
                },
                () -> callBack(form, model, locale));
    }

    private String callBack(AskForm form, Model model, Locale locale) {
        fill(form, Request.Kind.CALL_BACK, model, locale);
        model.addAttribute("action", "/rappel");
        model.addAttribute("moments", moments.offered(null, locale));
        model.addAttribute("languages", Language.choices(spoken(form, locale)));
        return "relations/call-back";
    }

    private static String spoken(AskForm form, Locale locale) {
        var typed = Objects.requireNonNullElse(form.language(), "");
        return typed.isEmpty() ? locale.getLanguage() : typed;
    }

    private void fill(AskForm form, Request.Kind kind, Model model, Locale locale) {
        model.addAttribute("form", form);
        model.addAttribute("about", about(form));
        model.addAttribute("due", words.day(requests.due(kind), locale));
    }

    private Request.@Nullable About about(AskForm form) {
        return procedures
                .find(Objects.requireNonNullElse(form.fiche(), ""))
                .map(sheet -> new Request.About(sheet.id(), sheet.title()))
                .orElse(null);
    }
}
