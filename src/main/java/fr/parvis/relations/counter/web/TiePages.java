package fr.parvis.relations.counter.web;

import fr.parvis.identity.Caller;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.Halls;
import fr.parvis.queue.Ticket;
import fr.parvis.relations.Reference;
import fr.parvis.relations.Requests;
import fr.parvis.relations.counter.TiedVisits;
import fr.parvis.relations.usager.Timeline;
import fr.parvis.relations.usager.Usager;
import fr.parvis.relations.usager.Usagers;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whose visit it is: a request that the person names, or with their consent their sheet. */
@Controller
@RequestMapping("/agent/visites/{ticket}")
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class TiePages {
    private final TiedVisits visits;
    private final Halls halls;
    private final Requests requests;
    private final Usagers usagers;
    private final Timeline timeline;
    private final Forms forms;

    TiePages(TiedVisits visits, Halls halls, Requests requests, Usagers usagers, Timeline timeline, Forms forms) {
        this.visits = visits;
        this.halls = halls;
        this.requests = requests;
        this.usagers = usagers;
        this.timeline = timeline;
        this.forms = forms;
    }

    @GetMapping
    String page(
            @PathVariable UUID ticket,
            @RequestParam(defaultValue = "") String q,
            Model model,
            HttpServletResponse response) {
        return shown(mine(ticket), Forms.line(q), model, response);
    }

    private String shown(Ticket ticket, String q, Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        var tie = visits.of(ticket.id()).orElse(new TiedVisits.Tie(null, null));
        model.addAttribute("ticket", ticket);
        model.addAttribute("q", q);
        model.addAttribute(
                "request",
                tie.request() == null ? null : requests.find(tie.request()).orElse(null));
        model.addAttribute(
                "usager",
                tie.usager() == null ? null : usagers.find(tie.usager()).orElse(null));
        model.addAttribute("found", q.isEmpty() ? List.of() : found(q));
        return "calls/visit";
    }

    private List<Usager> found(String q) {
        var named = timeline.behind(q);
        return named.isEmpty() ? usagers.search(q) : named;
    }

    /** A reference ties at once; anything else looks for a sheet. */
    @PostMapping("/demande")
    String request(
            @PathVariable UUID ticket,
            @RequestParam(defaultValue = "") String q,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var visit = mine(ticket);
        var typed = Forms.line(q);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var reference = Reference.parse(typed).orElse(null);
                    if (reference == null) {
                        next.addAttribute("q", typed);
                        return "redirect:" + page(ticket);
                    }
                    var request = requests.find(reference)
                            .filter(one -> one.said() != null)
                            .orElseThrow(() -> ProblemException.field("q", "relations", "visit-request-unknown"));
                    visits.tie(visit, request);
                    next.addFlashAttribute("done", "tied");
                    return "redirect:" + page(ticket);
                },
                () -> shown(visit, typed, model, response));
    }

    @PostMapping("/fiche")
    String sheet(
            @PathVariable UUID ticket,
            @RequestParam UUID usager,
            @RequestParam(defaultValue = "false") boolean agreed,
            @RequestParam(defaultValue = "") String q,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var visit = mine(ticket);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    visits.tie(visit, usagers.usager(usager), agreed);
                    next.addFlashAttribute("done", "tied");
                    return "redirect:" + page(ticket);
                },
                () -> shown(visit, Forms.line(q), model, response));
    }

    @PostMapping("/defaire")
    String untie(@PathVariable UUID ticket, RedirectAttributes next) {
        visits.untie(mine(ticket).id());
        next.addFlashAttribute("done", "untied");
        return "redirect:" + page(ticket);
    }

    private Ticket mine(UUID id) {
        var ticket = halls.ticket(id);
        if (!Caller.current().orElseThrow().mayActAt(ticket.siteId())) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "queue", "site-not-yours");
        }
        return ticket;
    }

    private static String page(UUID ticket) {
        return "/agent/visites/" + ticket;
    }
}
