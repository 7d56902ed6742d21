package fr.parvis.relations.inbox.web;

import static fr.parvis.relations.inbox.web.ConversationPages.here;
import static fr.parvis.relations.inbox.web.ConversationPages.uuid;

import fr.parvis.relations.Requests;
import fr.parvis.relations.complaint.Complaints;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What makes a request a complaint, and what the staff says of it. */
@Controller
@RequestMapping("/agent/messages/{id}")
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class ComplaintActs {
    private final ConversationPages pages;
    private final Complaints complaints;
    private final Requests requests;

    ComplaintActs(ConversationPages pages, Complaints complaints, Requests requests) {
        this.pages = pages;
        this.complaints = complaints;
        this.requests = requests;
    }

    @PostMapping("/est-une-reclamation")
    String recognise(@PathVariable UUID id, @RequestParam Map<String, String> typed, RedirectAttributes next) {
        complaints.recognise(id);
        return after(id, typed, "complaint", next);
    }

    /** Whoever may not read it any more goes on with the others. */
    private String after(UUID id, Map<String, String> typed, String done, RedirectAttributes next) {
        var still = requests.find(id).isPresent();
        next.addFlashAttribute("done", still ? done : "complaint-mine");
        return still ? here(id, typed) : "redirect:/agent/messages?vue=" + ConversationPages.code(typed);
    }

    /** Whom it is about, or nobody in particular: then the others may read it. */
    @PostMapping("/reclamation/personne")
    String settle(
            @PathVariable UUID id,
            @RequestParam Map<String, String> given,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = ConversationPages.cleaned(given);
        return pages.submitted(id, typed, model, response, locale, () -> {
            complaints.settle(id, uuid(typed.get("who")));
            return after(id, typed, "complaint-said", next);
        });
    }

    @PostMapping("/reclamation")
    String say(
            @PathVariable UUID id,
            @RequestParam Map<String, String> given,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = ConversationPages.cleaned(given);
        return pages.submitted(id, typed, model, response, locale, () -> {
            var responsible = typed.getOrDefault("responsible", "");
            complaints.say(
                    id,
                    new Complaints.Said(
                            uuid(typed.get("category")),
                            uuid(typed.get("accused")),
                            uuid(typed.get("cause")),
                            typed.getOrDefault("remedy", ""),
                            responsible.isEmpty() ? null : Boolean.valueOf(responsible.equals("yes"))));
            // whoever says that it is about themselves has it no more
            return after(id, typed, "complaint-said", next);
        });
    }
}
