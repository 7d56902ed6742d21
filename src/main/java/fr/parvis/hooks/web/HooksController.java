package fr.parvis.hooks.web;

import fr.parvis.directory.Directory;
import fr.parvis.hooks.Delivery;
import fr.parvis.hooks.Endpoints;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
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

/** Webhooks: added, tested, paused, removed, and what became of the last deliveries. A secret is drawn in the answer that shows it. */
@Controller
@RequestMapping("/admin/webhooks")
@PreAuthorize("hasRole('ADMIN')")
class HooksController {
    private static final int SHOWN = 50;

    /** As it was typed. */
    record HookForm(
            @Nullable String name,
            @Nullable String address,
            @Nullable List<@Nullable String> types,
            @Nullable List<@Nullable UUID> sites) {
        Endpoints.Typed typed() {
            return new Endpoints.Typed(Forms.line(name), Forms.line(address), Forms.ticked(types), Forms.ticked(sites));
        }
    }

    /** Instants on the organisation's clock. */
    record Line(
            Delivery one,
            ZonedDateTime created,
            @Nullable ZonedDateTime tried,
            @Nullable ZonedDateTime next) {}

    private final Endpoints endpoints;
    private final Directory directory;
    private final Forms forms;
    private final MessageSource messages;

    HooksController(Endpoints endpoints, Directory directory, Forms forms, MessageSource messages) {
        this.endpoints = endpoints;
        this.directory = directory;
        this.forms = forms;
        this.messages = messages;
    }

    @GetMapping
    String list(Model model, Locale locale) {
        return list(new Endpoints.Typed("", "", Set.copyOf(endpoints.types()), Set.of()), model, locale);
    }

    private String list(Endpoints.Typed typed, Model model, Locale locale) {
        model.addAttribute("endpoints", endpoints.all());
        fields(typed, model, locale);
        return "hooks/list";
    }

    private void fields(Endpoints.Typed typed, Model model, Locale locale) {
        model.addAttribute("typed", typed);
        model.addAttribute(
                "types",
                endpoints.types().stream()
                        .map(type -> Choice.of(
                                type,
                                Objects.requireNonNull(messages.getMessage("hooks.type." + type, null, locale)) + " ("
                                        + type + ")",
                                typed.types().contains(type)))
                        .toList());
        model.addAttribute(
                "sites",
                directory.allSites().stream()
                        .map(site -> Choice.of(
                                site.id().toString(), site.name(), typed.sites().contains(site.id())))
                        .toList());
    }

    @PostMapping
    String add(HookForm form, Model model, HttpServletResponse response, Locale locale) {
        return forms.submit(
                model,
                response,
                locale,
                () -> secret(endpoints.add(form.typed()), model, response),
                () -> list(form.typed(), model, locale));
    }

    private static String secret(Endpoints.Drawn drawn, Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("endpoint", drawn.endpoint());
        model.addAttribute("secret", drawn.secret());
        return "hooks/secret";
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Model model, Locale locale) {
        var one = endpoints.endpoint(id);
        return one(
                id, new Endpoints.Typed(one.name(), one.address().toString(), one.types(), one.sites()), model, locale);
    }

    private String one(UUID id, Endpoints.Typed typed, Model model, Locale locale) {
        var one = endpoints.endpoint(id);
        model.addAttribute("endpoint", one);
        var since = one.failingSince();
        model.addAttribute("failingSince", since == null ? null : here(since));
        model.addAttribute("waiting", endpoints.waiting(id));
        model.addAttribute(
                "deliveries",
                endpoints.newest(id, SHOWN).stream().map(this::line).toList());
        fields(typed, model, locale);
        return "hooks/one";
    }

    private Line line(Delivery one) {
        var tried = one.tried();
        var next = one.nextTry();
        return new Line(
                one, here(one.createdAt()), tried == null ? null : here(tried), next == null ? null : here(next));
    }

    private ZonedDateTime here(Instant at) {
        return at.atZone(directory.zone());
    }

    @PostMapping("/{id}")
    String save(
            @PathVariable UUID id,
            HookForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    endpoints.save(id, form.typed());
                    return back(id, "changed", after);
                },
                () -> one(id, form.typed(), model, locale));
    }

    private static String back(UUID id, String done, RedirectAttributes after) {
        after.addFlashAttribute("done", done);
        return "redirect:/admin/webhooks/" + id;
    }

    @PostMapping("/{id}/pause")
    String pause(@PathVariable UUID id, RedirectAttributes after) {
        endpoints.pause(id);
        return back(id, "paused", after);
    }

    @PostMapping("/{id}/reprise")
    String resume(@PathVariable UUID id, RedirectAttributes after) {
        endpoints.resume(id);
        return back(id, "resumed", after);
    }

    @PostMapping("/{id}/cle")
    String renew(@PathVariable UUID id, Model model, HttpServletResponse response) {
        model.addAttribute("renewed", true);
        return secret(endpoints.renew(id), model, response);
    }

    @PostMapping("/{id}/essai")
    String ping(@PathVariable UUID id, RedirectAttributes after) {
        endpoints.ping(id);
        return back(id, "pinged", after);
    }

    @PostMapping("/{id}/envois/{delivery}")
    String again(@PathVariable UUID id, @PathVariable UUID delivery, RedirectAttributes after) {
        endpoints.again(id, delivery);
        return back(id, "again", after);
    }

    /** What only a button does leads back when it is opened by its address. */
    @GetMapping({"/{id}/pause", "/{id}/reprise", "/{id}/cle", "/{id}/essai", "/{id}/envois/{delivery}"})
    String backTo(@PathVariable UUID id) {
        return "redirect:/admin/webhooks/" + id;
    }

    @GetMapping("/{id}/supprimer")
    String confirm(@PathVariable UUID id, Model model) {
        return removal(id, "", model);
    }

    private String removal(UUID id, String typed, Model model) {
        model.addAttribute("endpoint", endpoints.endpoint(id));
        model.addAttribute("waiting", endpoints.waiting(id));
        model.addAttribute("confirmation", typed);
        return "hooks/remove";
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
        var name = endpoints.endpoint(id).name();
        var typed = Forms.line(confirmation);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    if (!Forms.names(typed, name)) {
                        throw ProblemException.field("confirmation", "hooks", "confirmation-wrong", name);
                    }
                    endpoints.remove(id);
                    after.addFlashAttribute("removed", name);
                    return "redirect:/admin/webhooks";
                },
                () -> removal(id, typed, model));
    }
}
