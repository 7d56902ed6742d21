package fr.parvis.queue.web;

import fr.parvis.directory.Site;
import fr.parvis.platform.web.Forms;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * On the device in the hall, staff makes it a kiosk of the site. Nobody stays signed in there: whoever comes next stands before the
 * same browser.
 */
@Controller
@RequestMapping("/borne/{slug}/installer")
@PreAuthorize("hasAnyRole('SUPERVISOR', 'ADMIN')")
class KioskInstalling {
    record Line(UUID id, String name, ZonedDateTime since, ZonedDateTime seen) {}

    private final SitesInCharge sites;
    private final InstalledKiosks kiosks;
    private final Forms forms;

    KioskInstalling(SitesInCharge sites, InstalledKiosks kiosks, Forms forms) {
        this.sites = sites;
        this.kiosks = kiosks;
        this.forms = forms;
    }

    @GetMapping
    String page(@PathVariable String slug, Model model, HttpServletResponse response) {
        return page(sites.named(slug), "", model, response);
    }

    @PostMapping
    String install(
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String name,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        var site = sites.named(slug);
        var typed = Forms.line(name);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    kiosks.install(site, typed, request, response);
                    signOut(request);
                    return "redirect:/borne/" + site.slug();
                },
                () -> page(site, typed, model, response));
    }

    @PostMapping("/{id}/retirer")
    String retire(@PathVariable String slug, @PathVariable UUID id) {
        var site = sites.named(slug);
        kiosks.retire(site, id);
        return "redirect:/borne/" + site.slug() + "/installer?retiree";
    }

    private static void signOut(HttpServletRequest request) {
        try {
            request.logout();
        } catch (ServletException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String page(Site site, String name, Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("site", site);
        model.addAttribute("name", name);
        model.addAttribute(
                "kiosks",
                kiosks.at(site).stream()
                        .map(one -> new Line(
                                one.id(), one.name(), local(one.installedAt(), site), local(one.lastSeen(), site)))
                        .toList());
        return "queue/own-kiosks";
    }

    private static ZonedDateTime local(Instant at, Site site) {
        return at.atZone(site.zone());
    }
}
