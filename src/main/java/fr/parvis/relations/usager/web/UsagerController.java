package fr.parvis.relations.usager.web;

import static fr.parvis.relations.usager.web.SheetTyped.chosen;
import static fr.parvis.relations.usager.web.SheetTyped.day;

import fr.parvis.identity.Caller;
import fr.parvis.platform.web.Forms;
import fr.parvis.relations.usager.Channel;
import fr.parvis.relations.usager.Consent;
import fr.parvis.relations.usager.Consents;
import fr.parvis.relations.usager.Contact;
import fr.parvis.relations.usager.KnownFact;
import fr.parvis.relations.usager.KnownFacts;
import fr.parvis.relations.usager.Representatives;
import fr.parvis.relations.usager.Timeline;
import fr.parvis.relations.usager.Usagers;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The sheet of one person. Whoever opens it is in the audit log. */
@Controller
@RequestMapping("/agent/usagers/{id}")
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class UsagerController {
    private final Usagers usagers;
    private final KnownFacts facts;
    private final Representatives representatives;
    private final SheetView view;
    private final Forms forms;

    UsagerController(Usagers usagers, KnownFacts facts, Representatives representatives, SheetView view, Forms forms) {
        this.usagers = usagers;
        this.facts = facts;
        this.representatives = representatives;
        this.view = view;
        this.forms = forms;
    }

    @GetMapping
    String sheet(
            @PathVariable UUID id,
            @RequestParam(name = "canal", defaultValue = "") String channel,
            @RequestParam(name = "type", defaultValue = "") String kind,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var usager = usagers.usager(id);
        if (!usager.id().equals(id)) {
            return "redirect:" + page(usager.id());
        }
        usagers.opened(id);
        var filter = new Timeline.Filter(
                Channel.of(channel).orElse(null),
                Arrays.stream(Timeline.Kind.values())
                        .filter(one -> one.code().equals(kind))
                        .findFirst()
                        .orElse(null));
        return sheet(id, filter, SheetTyped.NOTHING, model, response, locale);
    }

    private String sheet(
            UUID id,
            Timeline.Filter filter,
            SheetTyped typed,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        view.fill(model, usagers.usager(id), filter, locale);
        model.addAttribute("typed", typed);
        return "relations-staff/usager";
    }

    static String page(UUID id) {
        return "/agent/usagers/" + id;
    }

    /** One of the short forms; on a refusal the sheet comes again with what was typed. */
    private String does(
            UUID id,
            SheetTyped typed,
            String done,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes next,
            Consumer<UUID> act) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    act.accept(Caller.current().orElseThrow().id());
                    next.addFlashAttribute("done", done);
                    return "redirect:" + page(usagers.usager(id).id());
                },
                () -> sheet(id, Timeline.Filter.ALL, typed, model, response, locale));
    }

    @PostMapping("/coordonnees")
    String add(
            @PathVariable UUID id,
            @ModelAttribute("typed") SheetTyped form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes next) {
        var typed = form.cleaned();
        return does(
                id,
                typed,
                "contact-added",
                model,
                response,
                locale,
                next,
                by -> usagers.add(id, chosen("kind", kind(typed.kind())), Forms.line(typed.value()), by));
    }

    private static Optional<Contact.Kind> kind(@Nullable String code) {
        return Arrays.stream(Contact.Kind.values())
                .filter(one -> one.code().equals(code))
                .findFirst();
    }

    /** @param act what is done with an address that is there: forget it, or say that it was proved */
    @PostMapping("/coordonnees/{act:retirer|verifier}")
    String change(
            @PathVariable UUID id,
            @PathVariable String act,
            @RequestParam String kind,
            @RequestParam String normalised,
            RedirectAttributes next) {
        var contact = new Contact(chosen("kind", kind(kind)), normalised);
        var by = Caller.current().orElseThrow().id();
        if (act.equals("retirer")) {
            usagers.remove(id, contact, by);
        } else {
            usagers.verified(id, contact, by);
        }
        next.addFlashAttribute("done", act.equals("retirer") ? "contact-removed" : "contact-verified");
        return "redirect:" + page(usagers.usager(id).id());
    }

    @PostMapping("/faits")
    String know(
            @PathVariable UUID id,
            @ModelAttribute("typed") SheetTyped form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes next) {
        var typed = form.cleaned();
        return does(
                id,
                typed,
                "fact-noted",
                model,
                response,
                locale,
                next,
                by -> facts.note(
                        id,
                        chosen("fact", KnownFact.Kind.of(Forms.line(typed.fact()))),
                        chosen("source", KnownFact.Source.of(Forms.line(typed.source()))),
                        day("validUntil", typed.validUntil()),
                        by));
    }

    @PostMapping("/faits/{fact}/retirer")
    String forget(@PathVariable UUID id, @PathVariable UUID fact, RedirectAttributes next) {
        facts.forget(id, fact, Caller.current().orElseThrow().id());
        next.addFlashAttribute("done", "fact-forgotten");
        return "redirect:" + page(id);
    }

    @PostMapping("/accords")
    String agree(
            @PathVariable UUID id,
            @ModelAttribute("typed") SheetTyped form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes next) {
        var typed = form.cleaned();
        return does(
                id,
                typed,
                "consent",
                model,
                response,
                locale,
                next,
                by -> usagers.consent(
                        id,
                        chosen("purpose", Consent.Purpose.of(Forms.line(typed.purpose()))),
                        "yes".equals(typed.given()),
                        new Consents.Taking(chosen("how", Channel.of(Forms.line(typed.how()))), Consents.WORDS),
                        by));
    }

    @PostMapping("/representants")
    String helped(
            @PathVariable UUID id,
            @ModelAttribute("typed") SheetTyped form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes next) {
        var typed = form.cleaned();
        return does(
                id,
                typed,
                "helper-added",
                model,
                response,
                locale,
                next,
                by -> representatives.add(
                        id,
                        Forms.line(typed.helperName()),
                        Forms.line(typed.helperContact()),
                        day("helperUntil", typed.helperUntil()),
                        Forms.line(typed.helperProof()),
                        by));
    }

    @PostMapping("/representants/{helper}/fin")
    String helpedNoMore(@PathVariable UUID id, @PathVariable UUID helper, RedirectAttributes next) {
        representatives.end(id, helper, Caller.current().orElseThrow().id());
        next.addFlashAttribute("done", "helper-ended");
        return "redirect:" + page(id);
    }

    @PostMapping("/foyer")
    String together(@PathVariable UUID id, @RequestParam UUID other, RedirectAttributes next) {
        usagers.liveTogether(id, other, Caller.current().orElseThrow().id());
        next.addFlashAttribute("done", "household");
        return "redirect:" + page(id);
    }

    @PostMapping("/foyer/quitter")
    String apart(@PathVariable UUID id, RedirectAttributes next) {
        usagers.liveApart(id, Caller.current().orElseThrow().id());
        next.addFlashAttribute("done", "household");
        return "redirect:" + page(id);
    }
}
