package fr.parvis.procedures.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.procedures.checklist.Checklists;
import fr.parvis.procedures.editor.LocalWords;
import fr.parvis.queue.Halls;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A ticket taken from a checklist, which goes with it to the counter. */
@Controller
class ComingPages {
    private static final int TICKETS_A_MINUTE = 6;

    private final LocalWords words;
    private final Directory directory;
    private final Halls halls;
    private final PreparedTickets tickets;
    private final RateLimits limits;

    ComingPages(LocalWords words, Directory directory, Halls halls, PreparedTickets tickets, RateLimits limits) {
        this.words = words;
        this.directory = directory;
        this.halls = halls;
        this.tickets = tickets;
        this.limits = limits;
    }

    @GetMapping("/demarches/{id}/ma-liste/venir")
    String choose(
            @PathVariable String id,
            @RequestParam(name = "audience", defaultValue = "") String audience,
            @RequestParam(name = "site") String slug,
            HttpServletRequest request,
            Model model) {
        var sheet = words.linked(audience, id);
        var site = site(slug);
        var here = ListAddress.of(sheet, request.getParameterMap());
        model.addAttribute("sheet", sheet);
        model.addAttribute("site", site);
        model.addAttribute("here", here);
        model.addAttribute("nonce", Ids.token());
        model.addAttribute("lines", halls.board(site.id()).services());
        model.addAttribute(
                "chosen",
                ServiceWords.best(sheet.title() + " " + sheet.folder(), directory.servicesAt(site.id()))
                        .map(ServiceOffer::slug)
                        .orElse(""));
        return "procedures/coming";
    }

    @PostMapping("/demarches/{id}/ma-liste/venir")
    String take(
            @PathVariable String id,
            @RequestParam(name = "audience", defaultValue = "") String audience,
            @RequestParam(name = "site") String slug,
            @RequestParam(name = "service", required = false) @Nullable String service,
            @RequestParam(name = "nonce", required = false) @Nullable String nonce,
            HttpServletRequest request,
            Locale locale) {
        limits.check("phone", request.getRemoteAddr(), TICKETS_A_MINUTE);
        var sheet = words.linked(audience, id);
        var site = site(slug);
        var offer = directory
                .findServiceAt(site.id(), service == null ? "" : service)
                .orElseThrow(() -> ProblemException.field("service", "procedures", "service-missing", site.name()));
        var here = ListAddress.of(sheet, request.getParameterMap());
        var list = Checklists.of(sheet).under(here.answers());
        return "redirect:/ticket/"
                + tickets.take(site, offer, sheet, list, locale, nonce).token();
    }

    private Site site(String slug) {
        return directory
                .findSite(slug)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "procedures", "unknown-site", slug));
    }
}
