package fr.parvis.identity.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.identity.Accounts;
import fr.parvis.identity.Partner;
import fr.parvis.identity.Partners;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Outside organisations that book for people: what they may book, where, how much at once, and who of them signs in. */
@Controller
@RequestMapping("/admin/partenaires")
@PreAuthorize("hasRole('ADMIN')")
class PartnersController {
    /** @param people how many accounts it has */
    record PartnerLine(Partner partner, long people) {}

    private final Partners partners;
    private final Accounts accounts;
    private final Directory directory;
    private final Forms forms;

    PartnersController(Partners partners, Accounts accounts, Directory directory, Forms forms) {
        this.partners = partners;
        this.accounts = accounts;
        this.directory = directory;
        this.forms = forms;
    }

    @GetMapping
    String list(Model model) {
        var all = accounts.list();
        model.addAttribute(
                "partners",
                partners.list().stream()
                        .map(partner -> new PartnerLine(
                                partner,
                                all.stream()
                                        .filter(account -> partner.id().equals(account.partnerId()))
                                        .count()))
                        .toList());
        return "identity/partners";
    }

    @GetMapping("/nouveau")
    String create(Model model) {
        return form(null, new PartnerForm("", Set.of(), Set.of(), Integer.toString(Partner.USUAL_MOST_OPEN)), model);
    }

    @PostMapping
    String created(@ModelAttribute("form") PartnerForm form, Model model, HttpServletResponse response, Locale locale) {
        return forms.submit(
                model,
                response,
                locale,
                () -> "redirect:/admin/partenaires/"
                        + partners.create(form.name(), services(form), sites(form), form.most()) + "?fait",
                () -> form(null, form, model));
    }

    @GetMapping("/{id}")
    String edit(@PathVariable UUID id, Model model) {
        var partner = partners.partner(id);
        return form(partner, PartnerForm.of(partner), model);
    }

    @PostMapping("/{id}")
    String edited(
            @PathVariable UUID id,
            @ModelAttribute("form") PartnerForm form,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var partner = partners.partner(id);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    partners.update(id, form.name(), services(form), sites(form), form.most());
                    return back(id);
                },
                () -> form(partner, form, model));
    }

    @PostMapping("/{id}/fermer")
    String close(@PathVariable UUID id) {
        partners.close(id);
        return back(id);
    }

    @PostMapping("/{id}/rouvrir")
    String reopen(@PathVariable UUID id) {
        partners.reopen(id);
        return back(id);
    }

    private static String back(UUID id) {
        return "redirect:/admin/partenaires/" + id + "?fait";
    }

    private Set<UUID> services(PartnerForm form) {
        var known = directory.allServices().stream().map(ServiceOffer::id).toList();
        if (!known.containsAll(form.services())) {
            throw ProblemException.field("services", "identity", "partner-service-unknown");
        }
        return Set.copyOf(form.services());
    }

    private Set<UUID> sites(PartnerForm form) {
        var known = directory.allSites().stream().map(Site::id).toList();
        if (!known.containsAll(form.sites())) {
            throw ProblemException.field("sites", "identity", "site-unknown");
        }
        return Set.copyOf(form.sites());
    }

    private String form(@Nullable Partner partner, PartnerForm form, Model model) {
        model.addAttribute("partner", partner);
        model.addAttribute("form", form);
        model.addAttribute(
                "services",
                directory.allServices().stream()
                        .map(service -> Choice.of(
                                service.id(), service.name(), form.services().contains(service.id())))
                        .toList());
        model.addAttribute(
                "sites",
                directory.allSites().stream()
                        .map(site ->
                                Choice.of(site.id(), site.name(), form.sites().contains(site.id())))
                        .toList());
        model.addAttribute(
                "people",
                partner == null
                        ? List.of()
                        : accounts.list().stream()
                                .filter(account -> partner.id().equals(account.partnerId()))
                                .toList());
        return "identity/partner";
    }
}
