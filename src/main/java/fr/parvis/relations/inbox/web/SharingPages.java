package fr.parvis.relations.inbox.web;

import static fr.parvis.relations.inbox.web.ConversationPages.day;
import static fr.parvis.relations.inbox.web.ConversationPages.here;
import static fr.parvis.relations.inbox.web.ConversationPages.uuid;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Handling;
import fr.parvis.relations.Joining;
import fr.parvis.relations.Reference;
import fr.parvis.relations.Requests;
import fr.parvis.relations.Sharing;
import fr.parvis.relations.inbox.Colleagues;
import fr.parvis.relations.inbox.Standings;
import fr.parvis.relations.inbox.Teams;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who has a request, until when it waits, and which others it belongs with. */
@Controller
@RequestMapping("/agent/messages/{id}")
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class SharingPages {
    private final ConversationPages pages;
    private final Requests requests;
    private final Handling handling;
    private final Sharing sharing;
    private final Joining joining;
    private final Standings standings;
    private final Colleagues colleagues;
    private final Teams teams;

    SharingPages(
            ConversationPages pages,
            Requests requests,
            Handling handling,
            Sharing sharing,
            Joining joining,
            Standings standings,
            Colleagues colleagues,
            Teams teams) {
        this.pages = pages;
        this.requests = requests;
        this.handling = handling;
        this.sharing = sharing;
        this.joining = joining;
        this.standings = standings;
        this.colleagues = colleagues;
        this.teams = teams;
    }

    @PostMapping("/prendre")
    String take(@PathVariable UUID id, @RequestParam Map<String, String> typed, RedirectAttributes next) {
        handling.take(id);
        next.addFlashAttribute("done", "taken");
        return here(id, typed);
    }

    /** To a colleague or to a team. */
    @PostMapping("/confier")
    String give(
            @PathVariable UUID id,
            @RequestParam Map<String, String> typed,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        return act(id, typed, "given", model, next, response, locale, () -> {
            sharing.give(id, owner(id, typed.getOrDefault("to-whom", "")));
            return here(id, typed);
        });
    }

    private Sharing.Owner owner(UUID id, String typed) {
        var request = requests.find(id).orElseThrow(ConversationPages::unknown);
        var which = uuid(typed.substring(typed.indexOf(':') + 1));
        if (typed.startsWith("team:")) {
            return teams.all().stream()
                    .filter(team -> team.id().equals(which))
                    .findFirst()
                    .map(team -> new Sharing.Owner(team.id(), null, team.name()))
                    .orElseThrow(() -> ProblemException.field("to-whom", "relations", "owner-unknown"));
        }
        return colleagues.at(request.site()).stream()
                .filter(one -> one.id().equals(which))
                .findFirst()
                .map(one -> new Sharing.Owner(standings.of(id).team(), one.id(), one.name()))
                .orElseThrow(() -> ProblemException.field("to-whom", "relations", "owner-unknown"));
    }

    @PostMapping("/reporter")
    String snooze(
            @PathVariable UUID id,
            @RequestParam Map<String, String> typed,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        return act(id, typed, "snoozed", model, next, response, locale, () -> {
            var until = day("snooze", typed.get("snooze"));
            if (until == null) {
                throw ProblemException.field("snooze", "relations", "snooze-past");
            }
            sharing.snooze(id, until);
            return "redirect:/agent/messages?vue=" + ConversationPages.code(typed);
        });
    }

    @PostMapping("/reveiller")
    String wake(@PathVariable UUID id, @RequestParam Map<String, String> typed, RedirectAttributes next) {
        sharing.wake(id);
        next.addFlashAttribute("done", "woken");
        return here(id, typed);
    }

    /** Goes on in the request with the reference that was typed. */
    @PostMapping("/fusion")
    String merge(
            @PathVariable UUID id,
            @RequestParam Map<String, String> typed,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        return act(id, typed, "merged", model, next, response, locale, () -> {
            var into = Reference.parse(typed.getOrDefault("into", ""))
                    .flatMap(requests::find)
                    .orElseThrow(() -> ProblemException.field("into", "relations", "merge-unknown"));
            return here(joining.merge(id, into.id()).id(), typed);
        });
    }

    @PostMapping("/defusion")
    String unmerge(
            @PathVariable UUID id,
            @RequestParam Map<String, String> typed,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        return act(id, typed, "unmerged", model, next, response, locale, () -> {
            joining.unmerge(id);
            return here(id, typed);
        });
    }

    /** The chosen messages go on in a request of their own. */
    @PostMapping("/separation")
    String split(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable List<UUID> moved,
            @RequestParam Map<String, String> typed,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        return act(id, typed, "split", model, next, response, locale, () -> {
            var chosen = Objects.requireNonNullElse(moved, List.<UUID>of());
            return here(
                    joining.split(id, chosen, Forms.line(typed.get("subject"))).id(), typed);
        });
    }

    private String act(
            UUID id,
            Map<String, String> typed,
            String done,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale,
            Forms.Act act) {
        return pages.submitted(id, typed, model, response, locale, () -> {
            var to = act.done();
            next.addFlashAttribute("done", done);
            return to;
        });
    }
}
