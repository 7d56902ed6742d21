package fr.parvis.relations.inbox.web;

import fr.parvis.identity.Caller;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Closing;
import fr.parvis.relations.Handling;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.OtherTab;
import fr.parvis.relations.TypedStep;
import fr.parvis.relations.answers.ModelAnswers;
import fr.parvis.relations.calls.CallBacks;
import fr.parvis.relations.inbox.Desk;
import fr.parvis.relations.inbox.Drafts;
import fr.parvis.relations.inbox.InboxView;
import fr.parvis.relations.inbox.Macros;
import fr.parvis.relations.inbox.Presence;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A request as the conversation that it is: read, answered, noted, ended. */
@Controller
@RequestMapping("/agent/messages/{id}")
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class ConversationPages {
    private final ConversationView view;
    private final Desk desk;
    private final Handling handling;
    private final Drafts drafts;
    private final Presence presence;
    private final Macros macros;
    private final ModelAnswers answers;
    private final ComplaintView complaint;
    private final CallBacks calls;
    private final OfficeDays days;
    private final Forms forms;

    ConversationPages(
            ConversationView view,
            Desk desk,
            Handling handling,
            Drafts drafts,
            Presence presence,
            Macros macros,
            ModelAnswers answers,
            ComplaintView complaint,
            CallBacks calls,
            OfficeDays days,
            Forms forms) {
        this.view = view;
        this.desk = desk;
        this.handling = handling;
        this.drafts = drafts;
        this.presence = presence;
        this.macros = macros;
        this.answers = answers;
        this.complaint = complaint;
        this.calls = calls;
        this.days = days;
        this.forms = forms;
    }

    @GetMapping
    String page(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String vue,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        view.find(id);
        desk.seen(id);
        return shown(id, vue, Map.of(), model, response, locale);
    }

    /** The act, or the page again with what is wrong and all that was typed. */
    String submitted(
            UUID id,
            Map<String, String> typed,
            Model model,
            HttpServletResponse response,
            Locale locale,
            Forms.Act act) {
        return forms.submit(
                model,
                response,
                locale,
                act,
                () -> shown(id, typed.getOrDefault("vue", ""), typed, model, response, locale));
    }

    String shown(
            UUID id, String vue, Map<String, String> typed, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        view.page(view.find(id), InboxView.of(vue).orElse(InboxView.NEW), typed, model, locale);
        return "inbox/request";
    }

    @GetMapping("/cours")
    String course(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String depuis,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        view.course(view.find(id), depuis, model, locale);
        return "inbox/request-parts :: course";
    }

    @GetMapping("/ecoute")
    String heard(@PathVariable UUID id, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var one = view.find(id);
        view.state(one, model, locale);
        view.listen(one, model);
        return "inbox/composer :: heard";
    }

    @GetMapping("/etat")
    String state(@PathVariable UUID id, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        view.state(view.find(id), model, locale);
        return "inbox/request-parts :: state";
    }

    /** Asked for by a page that is open: the sign that somebody has it before their eyes. */
    @GetMapping("/presence")
    String presence(@PathVariable UUID id, Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        view.find(id);
        presence.here(id, false);
        var me = Caller.current().orElseThrow().id();
        model.addAttribute(
                "others",
                presence.at(id).stream()
                        .filter(one -> !one.account().equals(me))
                        .toList());
        return "inbox/request-parts :: presence";
    }

    /** What another tab of the same agent has typed meanwhile is answered with 409, by field; without words it tells that one may write. */
    @PostMapping("/brouillon")
    ResponseEntity<Map<String, String>> keep(@PathVariable UUID id, @RequestParam Map<String, String> given) {
        view.find(id);
        var typed = cleaned(given);
        var theirs = drafts.keep(id, typed, OtherTab.known(typed));
        if (typed.keySet().stream().anyMatch(Drafts.FIELDS::contains)) {
            presence.here(id, true);
        }
        return theirs.isEmpty()
                ? ResponseEntity.noContent().build()
                : ResponseEntity.status(HttpStatus.CONFLICT).body(theirs);
    }

    @PostMapping("/reponse")
    String reply(
            @PathVariable UUID id,
            @RequestParam Map<String, String> given,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = cleaned(given);
        var macro = macro(id, typed);
        if (macro != null) {
            return shown(id, typed.getOrDefault("vue", ""), macro, model, response, locale);
        }
        return act(id, typed, "replied", model, next, response, locale, () -> {
            desk.reply(id, typed.getOrDefault("reply", ""), uuid(typed.get("seen")));
            answers.used(id, typed.getOrDefault("used", ""));
            return here(id, typed);
        });
    }

    /** What was sent was the whole answer. */
    @PostMapping("/suffit")
    String answered(
            @PathVariable UUID id,
            @RequestParam Map<String, String> given,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = cleaned(given);
        return act(id, typed, "ended", model, next, response, locale, () -> {
            desk.answered(id);
            return "redirect:/agent/messages?vue=" + code(typed);
        });
    }

    /** Without script a model answer is asked for by a button; null when it was not. */
    private @Nullable Map<String, String> macro(UUID id, Map<String, String> typed) {
        var wanted = uuid(typed.get("macro"));
        if (wanted == null) {
            return null;
        }
        return complaint.macros(view.find(id)).stream()
                .filter(one -> one.id().equals(wanted))
                .findFirst()
                .map(one -> {
                    var with = new HashMap<>(typed);
                    with.remove("seen");
                    with.put("used", (typed.getOrDefault("used", "") + " " + one.id()).strip());
                    with.merge(
                            one.into(),
                            one.words(),
                            (before, words) -> before.isBlank() ? words : before + "\n\n" + words);
                    drafts.keep(id, with);
                    return with;
                })
                .orElse(null);
    }

    @PostMapping("/note")
    String note(
            @PathVariable UUID id,
            @RequestParam Map<String, String> given,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = cleaned(given);
        return act(id, typed, "noted", model, next, response, locale, () -> {
            desk.note(id, typed.getOrDefault("note", ""));
            return here(id, typed);
        });
    }

    @PostMapping("/manque")
    String askMissing(
            @PathVariable UUID id,
            @RequestParam Map<String, String> given,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = cleaned(given);
        return act(id, typed, "asked", model, next, response, locale, () -> {
            desk.askMissing(
                    id, typed.getOrDefault("missing", ""), day("until", typed.get("until")), uuid(typed.get("seen")));
            return here(id, typed);
        });
    }

    /** Every request ends with an outcome that the person can read, or goes on with a step. */
    @PostMapping("/fin")
    String close(
            @PathVariable UUID id,
            @RequestParam Map<String, String> given,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = cleaned(given);
        var outcome = typed.getOrDefault("outcome", "");
        return act(id, typed, outcome.equals("next") ? "stepped" : "ended", model, next, response, locale, () -> {
            var seen = uuid(typed.get("seen"));
            switch (outcome) {
                case "solved" ->
                    desk.close(
                            id, new Closing.Solved(typed.getOrDefault("answer", "")), seen, "answer", Set.of("answer"));
                case "refused" -> desk.close(id, refused(typed), seen, "reason", Set.of("reason", "other"));
                case "sent-on" ->
                    desk.close(id, new Closing.SentOn(typed.getOrDefault("to", "")), seen, "to", Set.of("to"));
                case "next" -> {
                    step(id, typed);
                    drafts.drop(id, Set.of("what"));
                    return here(id, typed);
                }
                default -> throw ProblemException.field("outcome", "relations", "outcome-choose");
            }
            answers.used(id, typed.getOrDefault("used", ""));
            return "redirect:/agent/messages?vue=" + code(typed);
        });
    }

    private Closing refused(Map<String, String> typed) {
        var chosen = uuid(typed.get("alternative"));
        var listed = macros.alternatives().stream()
                .filter(one -> one.id().equals(chosen))
                .map(Macros.Alternative::words)
                .findFirst()
                .orElse("");
        var other = typed.getOrDefault("other", "");
        var refused = new Closing.Refused(
                typed.getOrDefault("reason", ""),
                listed.isEmpty() || other.isBlank() ? listed + other : listed + "\n" + other,
                typed.containsKey("withdrawal"));
        refused.check();
        return refused;
    }

    private void step(UUID id, Map<String, String> typed) {
        handling.next(
                id,
                TypedStep.onPage(typed.get("what"), typed.get("owner"), day("due", typed.get("due")), days.today()));
    }

    private boolean calledInVain(UUID id) {
        try {
            calls.inVain(id, null);
            return true;
        } catch (ProblemException refused) {
            if (refused.getStatusCode() == HttpStatus.CONFLICT) {
                return false;
            }
            throw refused;
        }
    }

    /** A call-back that nobody took: another hour is promised, and after the third call the person chooses one. */
    @PostMapping("/appel")
    String calledInVain(@PathVariable UUID id, @RequestParam Map<String, String> typed, RedirectAttributes next) {
        next.addFlashAttribute("done", calledInVain(id) ? "called" : "already");
        return here(id, typed);
    }

    @PostMapping("/complete")
    String completed(
            @PathVariable UUID id,
            @RequestParam Map<String, String> given,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = cleaned(given);
        return act(id, typed, "completed", model, next, response, locale, () -> {
            handling.completed(id, day("came", typed.get("came")));
            return here(id, typed);
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
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var to = act.done();
                    next.addFlashAttribute("done", done);
                    return to;
                },
                () -> {
                    keepWhatFits(id, typed);
                    return shown(id, typed.getOrDefault("vue", ""), typed, model, response, locale);
                });
    }

    private void keepWhatFits(UUID id, Map<String, String> typed) {
        try {
            drafts.keep(id, typed);
        } catch (ProblemException tooLong) {
            // said already: it is the refusal that is shown
        }
    }

    static String here(UUID id, Map<String, String> typed) {
        return "redirect:/agent/messages/" + id + "?vue=" + code(typed);
    }

    static String code(Map<String, String> typed) {
        return InboxView.of(typed.getOrDefault("vue", "")).orElse(InboxView.NEW).code();
    }

    static Map<String, String> cleaned(Map<String, String> typed) {
        var cleaned = new HashMap<String, String>();
        typed.forEach((field, words) -> cleaned.put(field, Forms.lines(words)));
        return cleaned;
    }

    /** Null when it is none: an empty field, or one that nobody could have filled like that. */
    static @Nullable UUID uuid(@Nullable String typed) {
        try {
            return typed == null || typed.isEmpty() ? null : UUID.fromString(typed);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    static @Nullable LocalDate day(String field, @Nullable String typed) {
        try {
            return typed == null || typed.isEmpty() ? null : LocalDate.parse(typed);
        } catch (DateTimeParseException unreadable) {
            throw ProblemException.field(field, "relations", "date-malformed", typed);
        }
    }

    static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request");
    }
}
