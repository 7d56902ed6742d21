package fr.parvis.procedures.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import fr.parvis.procedures.checklist.Checklists;
import fr.parvis.procedures.editor.LocalWords;
import fr.parvis.queue.Halls;
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
import org.springframework.web.bind.annotation.RequestParam;

/** A ticket taken from a checklist, which goes with it to the counter. */
@Controller
class ComingPages {
    private static final int TICKETS_A_MINUTE = 6;

    private final LocalWords words;
    private final Directory directory;
    private final Halls halls;
    private final NearbyCounters counters;
    private final PreparedTickets tickets;
    private final RateLimits limits;
    private final Forms forms;

    ComingPages(
            LocalWords words,
            Directory directory,
            Halls halls,
            NearbyCounters counters,
            PreparedTickets tickets,
            RateLimits limits,
            Forms forms) {
        this.words = words;
        this.directory = directory;
        this.halls = halls;
        this.counters = counters;
        this.tickets = tickets;
        this.limits = limits;
        this.forms = forms;
    }

    @GetMapping("/demarches/{id}/ma-liste/venir")
    String choose(
            @PathVariable String id,
            @RequestParam(name = "audience", defaultValue = "") String audience,
            @RequestParam(name = "site") String slug,
            HttpServletRequest request,
            Model model) {
        return choose(ListAddress.of(words.linked(audience, id), request.getParameterMap()), site(slug), model);
    }

    private String choose(ListAddress here, Site site, Model model) {
        var sheet = here.sheet();
        model.addAttribute("sheet", sheet);
        model.addAttribute("site", site);
        model.addAttribute("here", here);
        model.addAttribute("nonce", Ids.token());
        model.addAttribute("lines", halls.board(site.id()).services());
        model.addAttribute(
                "chosen", counters.service(site, sheet).map(ServiceOffer::slug).orElse(""));
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
            HttpServletResponse response,
            Model model,
            Locale locale) {
        var here = ListAddress.of(words.linked(audience, id), request.getParameterMap());
        var site = site(slug);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var offer = directory
                            .findServiceAt(site.id(), service == null ? "" : service)
                            .orElseThrow(() ->
                                    ProblemException.field("service", "procedures", "service-missing", site.name()));
                    limits.check("phone", request.getRemoteAddr(), TICKETS_A_MINUTE);
                    var list = Checklists.of(here.sheet()).under(here.answers());
                    return "redirect:/ticket/"
                            + tickets.take(site, offer, here.sheet(), list, locale, nonce)
                                    .token();
                },
                () -> choose(here, site, model));
    }

    private Site site(String slug) {
        return directory
                .findSite(slug)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "procedures", "unknown-site", slug));
    }
}
