package fr.parvis.relations.inbox.web;

import fr.parvis.relations.Channel;
import fr.parvis.relations.Handling;
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

/** What the person says against a refusal on the telephone or at the counter, and what was taken for that and is not. */
@Controller
@RequestMapping("/agent/messages/{id}")
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class AppealActs {
    private final ConversationPages pages;
    private final Handling handling;

    AppealActs(ConversationPages pages, Handling handling) {
        this.pages = pages;
        this.handling = handling;
    }

    @PostMapping("/recours")
    String contest(
            @PathVariable UUID id,
            @RequestParam Map<String, String> given,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = ConversationPages.cleaned(given);
        return pages.submitted(id, typed, model, response, locale, () -> {
            var channel = "counter".equals(typed.get("heard")) ? Channel.COUNTER : Channel.PHONE;
            handling.hear(id, channel, typed.getOrDefault("text", ""));
            next.addFlashAttribute("done", "contested");
            return ConversationPages.here(id, typed);
        });
    }

    /** The refusal stands: what the person wrote does not contest it. */
    @PostMapping("/pas-un-recours")
    String contestsNothing(@PathVariable UUID id, @RequestParam Map<String, String> typed, RedirectAttributes next) {
        handling.contestsNothing(id);
        next.addFlashAttribute("done", "no-appeal");
        return ConversationPages.here(id, typed);
    }
}
