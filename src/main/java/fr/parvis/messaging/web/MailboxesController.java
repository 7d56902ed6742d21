package fr.parvis.messaging.web;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.incoming.Mailbox;
import fr.parvis.messaging.incoming.Mailboxes;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Mailboxes that are read: added, tried out, paused, removed, and how each is doing. A secret is never shown back. */
@Controller
@RequestMapping("/admin/boites")
@PreAuthorize("hasRole('ADMIN')")
class MailboxesController {
    /** As it was typed. */
    record BoxForm(
            @Nullable String name,
            @Nullable String address,
            @Nullable String url,
            @Nullable String login,
            @Nullable String secret,
            @Nullable String site,
            @Nullable String tokenUrl,
            @Nullable String client,
            @Nullable String clientSecret,
            @Nullable String refresh,
            @Nullable String scope) {
        Mailboxes.Typed typed() {
            return new Mailboxes.Typed(
                    Forms.line(name),
                    Forms.line(address),
                    Forms.line(url),
                    Forms.line(login),
                    Objects.requireNonNullElse(secret, ""),
                    Forms.line(site),
                    new Mailboxes.TypedGrant(
                            Forms.line(tokenUrl),
                            Forms.line(client),
                            Objects.requireNonNullElse(clientSecret, "").strip(),
                            Objects.requireNonNullElse(refresh, "").strip(),
                            Forms.line(scope)));
        }

        @Override
        public String toString() {
            return "BoxForm";
        }
    }

    /** Instants on the organisation's clock. */
    record Line(
            Mailbox box,
            int brought,
            @Nullable ZonedDateTime heard,
            @Nullable ZonedDateTime since,
            @Nullable ZonedDateTime next) {
        /** Of what the page says about it. */
        public String word() {
            return !box.isActive() ? "paused" : !box.problem().isEmpty() ? "broken" : heard == null ? "new" : "active";
        }
    }

    private final Mailboxes mailboxes;
    private final Directory directory;
    private final Forms forms;
    private final MessageSource messages;

    MailboxesController(Mailboxes mailboxes, Directory directory, Forms forms, MessageSource messages) {
        this.mailboxes = mailboxes;
        this.directory = directory;
        this.forms = forms;
        this.messages = messages;
    }

    @GetMapping
    String list(Model model, Locale locale) {
        return list(new Mailboxes.Typed("", "", "", "", "", ""), model, locale);
    }

    private String list(Mailboxes.Typed typed, Model model, Locale locale) {
        model.addAttribute("lines", mailboxes.all().stream().map(this::line).toList());
        fields(typed, model, locale);
        return "messaging/boxes";
    }

    private Line line(Mailbox box) {
        return new Line(
                box, mailboxes.brought(box.id()), here(box.heardAt()), here(box.problemSince()), here(box.nextTry()));
    }

    private @Nullable ZonedDateTime here(@Nullable Instant at) {
        return at == null ? null : at.atZone(directory.zone());
    }

    private void fields(Mailboxes.Typed typed, Model model, Locale locale) {
        model.addAttribute("typed", typed);
        var sites = new ArrayList<Choice>();
        sites.add(Choice.of(
                "",
                Objects.requireNonNull(messages.getMessage("messaging.box.site.all", null, locale)),
                typed.site().isEmpty()));
        directory
                .allSites()
                .forEach(site -> sites.add(
                        Choice.of(site.slug(), site.name(), site.slug().equals(typed.site()))));
        model.addAttribute("sites", sites);
    }

    @PostMapping
    String add(BoxForm form, Model model, HttpServletResponse response, Locale locale, RedirectAttributes after) {
        return forms.submit(
                model,
                response,
                locale,
                () -> back(mailboxes.add(form.typed()).id(), "added", after),
                () -> list(form.typed(), model, locale));
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Model model, Locale locale) {
        var box = mailboxes.mailbox(id);
        var site = directory.allSites().stream()
                .filter(one -> one.id().equals(box.siteId()))
                .findFirst();
        return one(
                id,
                new Mailboxes.Typed(
                        box.name(),
                        box.address(),
                        box.url(),
                        box.login(),
                        "",
                        site.map(fr.parvis.directory.Site::slug).orElse(""),
                        mailboxes.grant(id)),
                model,
                locale);
    }

    private String one(UUID id, Mailboxes.Typed typed, Model model, Locale locale) {
        var line = line(mailboxes.mailbox(id));
        model.addAttribute("line", line);
        mailboxes.token(line.box()).ifPresent(token -> {
            model.addAttribute("renewed", here(token.renewedAt()));
            model.addAttribute("until", here(token.until()));
        });
        model.addAttribute("box", line.box());
        fields(typed, model, locale);
        return "messaging/box";
    }

    @PostMapping("/{id}")
    String save(
            @PathVariable UUID id,
            BoxForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    mailboxes.save(id, form.typed());
                    return back(id, "changed", after);
                },
                () -> one(id, form.typed(), model, locale));
    }

    private static String back(UUID id, String done, RedirectAttributes after) {
        after.addFlashAttribute("done", done);
        return "redirect:/admin/boites/" + id;
    }

    @PostMapping("/{id}/essai")
    String test(@PathVariable UUID id, RedirectAttributes after) {
        var problem = mailboxes.test(id);
        problem.ifPresent(met -> after.addFlashAttribute("met", met));
        return problem.isPresent() ? "redirect:/admin/boites/" + id : back(id, "tested", after);
    }

    @PostMapping("/{id}/pause")
    String pause(@PathVariable UUID id, RedirectAttributes after) {
        mailboxes.pause(id);
        return back(id, "paused", after);
    }

    @PostMapping("/{id}/reprise")
    String resume(@PathVariable UUID id, RedirectAttributes after) {
        mailboxes.resume(id);
        return back(id, "resumed", after);
    }

    /** What only a button does leads back when it is opened by its address. */
    @GetMapping({"/{id}/essai", "/{id}/pause", "/{id}/reprise"})
    String backTo(@PathVariable UUID id) {
        return "redirect:/admin/boites/" + id;
    }

    @GetMapping("/{id}/supprimer")
    String confirm(@PathVariable UUID id, Model model) {
        return removal(id, "", model);
    }

    private String removal(UUID id, String typed, Model model) {
        model.addAttribute("box", mailboxes.mailbox(id));
        model.addAttribute("confirmation", typed);
        return "messaging/box-remove";
    }

    /** What cannot be undone asks for the name. */
    @PostMapping("/{id}/supprimer")
    String remove(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String confirmation,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var name = mailboxes.mailbox(id).name();
        var typed = Forms.line(confirmation);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    if (!Forms.names(typed, name)) {
                        throw ProblemException.field("confirmation", "messaging", "confirmation-wrong", name);
                    }
                    mailboxes.remove(id);
                    after.addFlashAttribute("removed", name);
                    return "redirect:/admin/boites";
                },
                () -> removal(id, typed, model));
    }
}
