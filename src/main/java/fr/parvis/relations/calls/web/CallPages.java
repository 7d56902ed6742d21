package fr.parvis.relations.calls.web;

import fr.parvis.identity.Caller;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.NextStep;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.relations.TypedStep;
import fr.parvis.relations.calls.CallBacks;
import fr.parvis.relations.calls.CallQueue;
import fr.parvis.relations.calls.CallWindows;
import fr.parvis.relations.calls.IncomingCalls;
import fr.parvis.relations.inbox.Drafts;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

/** The queue of calls, and the one that an agent makes. */
@Controller
@RequestMapping("/agent/appels")
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class CallPages {
    record Line(CallQueue.Waiting call, CallWords.Group group, String when, boolean mine) {}

    private static final String HERE = "redirect:/agent/appels";

    private final CallQueue queue;
    private final CallBacks calls;
    private final CallWindows windows;
    private final IncomingCalls incoming;
    private final Requests requests;
    private final Drafts drafts;
    private final CallStory story;
    private final CallWords words;
    private final Forms forms;

    CallPages(
            CallQueue queue,
            CallBacks calls,
            CallWindows windows,
            IncomingCalls incoming,
            Requests requests,
            Drafts drafts,
            CallStory story,
            CallWords words,
            Forms forms) {
        this.queue = queue;
        this.calls = calls;
        this.windows = windows;
        this.incoming = incoming;
        this.requests = requests;
        this.drafts = drafts;
        this.story = story;
        this.words = words;
        this.forms = forms;
    }

    @GetMapping
    String page(Model model, HttpServletResponse response, Locale locale) {
        return shown(incoming.extension(), model, response, locale);
    }

    private String shown(String extension, Model model, HttpServletResponse response, Locale locale) {
        live(model, response, locale);
        model.addAttribute("extension", extension);
        return "calls/queue";
    }

    @GetMapping("/liste")
    String list(Model model, HttpServletResponse response, Locale locale) {
        live(model, response, locale);
        return "calls/queue :: live";
    }

    private void live(Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var me = Caller.current().orElseThrow().id();
        model.addAttribute(
                "lines",
                queue.waiting().stream()
                        .map(one -> new Line(one, words.group(one), words.when(one, locale), me.equals(one.takenBy())))
                        .sorted(Comparator.comparing(Line::group))
                        .toList());
        model.addAttribute("groups", CallWords.Group.values());
        model.addAttribute("kept", queue.kept());
    }

    @PostMapping("/suivant")
    String next(RedirectAttributes next) {
        return calls.takeNext().map(id -> HERE + "/" + id).orElseGet(() -> {
            next.addFlashAttribute("done", "none");
            return HERE;
        });
    }

    @PostMapping("/{id}/prendre")
    String take(@PathVariable UUID id, RedirectAttributes next) {
        if (calls.take(id)) {
            return HERE + "/" + id;
        }
        next.addFlashAttribute("done", "taken");
        return HERE;
    }

    @PostMapping("/{id}/rendre")
    String putBack(@PathVariable UUID id, RedirectAttributes next) {
        calls.putBack(id);
        next.addFlashAttribute("done", "back");
        return HERE;
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Model model, HttpServletResponse response, Locale locale) {
        return one(id, Map.of(), model, response, locale);
    }

    private String one(UUID id, Map<String, String> typed, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var request = requests.find(id)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request"));
        var waiting = queue.find(id).orElse(null);
        if (waiting == null) {
            return "redirect:/agent/messages/" + id;
        }
        var me = Caller.current().orElseThrow();
        var kept = new HashMap<>(drafts.of(id));
        kept.putAll(typed);
        kept.putIfAbsent("owner", me.name());
        model.addAttribute("one", request);
        model.addAttribute("call", waiting);
        model.addAttribute("when", words.when(waiting, locale));
        model.addAttribute("group", words.group(waiting));
        model.addAttribute("mine", me.id().equals(waiting.takenBy()));
        model.addAttribute("last", waiting.tries() + 1 >= Request.MOST_TRIES);
        model.addAttribute("typed", kept);
        model.addAttribute("today", words.today());
        model.addAttribute("moments", moments(request, kept.get("moment"), locale));
        story.fill(request, model, locale);
        return "calls/call";
    }

    private List<Choice> moments(Request request, @Nullable String typed, Locale locale) {
        var proposed = calls.proposed(request)
                .map(one -> Long.toString(one.from().getEpochSecond()))
                .orElse("");
        var choices = new ArrayList<Choice>();
        windows.offered(request.site()).forEach(one -> {
            var value = Long.toString(one.from().getEpochSecond());
            choices.add(Choice.of(
                    value, words.window(one.moment(), locale), value.equals(typed == null ? proposed : typed)));
        });
        return choices;
    }

    @PostMapping("/{id}/issue")
    String done(
            @PathVariable UUID id,
            @RequestParam Map<String, String> given,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = cleaned(given);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var outcome = typed.getOrDefault("outcome", "");
                    if (!Set.of("answered", "further", "vain", "wrong").contains(outcome)) {
                        throw ProblemException.field("outcome", "relations", "outcome-choose");
                    }
                    if (!calls.take(id)) {
                        throw new ProblemException(HttpStatus.CONFLICT, "relations", "call-taken", "outcome", Map.of());
                    }
                    next.addFlashAttribute("done", record(id, outcome, typed));
                    drafts.drop(id, Set.of("called", "what"));
                    return HERE;
                },
                () -> one(id, typed, model, response, locale));
    }

    private String record(UUID id, String outcome, Map<String, String> typed) {
        var said = typed.getOrDefault("called", "");
        switch (outcome) {
            case "answered" -> calls.answered(id, said);
            case "further" -> calls.goesOn(id, said, step(typed, words.today()));
            case "vain" -> {
                return calls.inVain(id, moment(typed.get("moment"))).tries() >= Request.MOST_TRIES ? "last" : "vain";
            }
            default -> calls.wrongNumber(id);
        }
        return outcome;
    }

    static NextStep step(Map<String, String> typed, LocalDate today) {
        return TypedStep.onPage(typed.get("what"), typed.get("owner"), day(typed.get("due")), today);
    }

    static @Nullable LocalDate day(@Nullable String typed) {
        try {
            return typed == null || typed.isEmpty() ? null : LocalDate.parse(typed);
        } catch (DateTimeParseException unreadable) {
            throw ProblemException.field("due", "relations", "date-malformed", typed);
        }
    }

    static @Nullable Instant moment(@Nullable String typed) {
        return typed == null || !typed.matches("\\d{1,12}") ? null : Instant.ofEpochSecond(Long.parseLong(typed));
    }

    static Map<String, String> cleaned(Map<String, String> typed) {
        var cleaned = new HashMap<String, String>();
        typed.forEach((field, words) -> cleaned.put(field, Forms.lines(words)));
        return cleaned;
    }

    @PostMapping("/poste")
    String extension(
            @RequestParam(defaultValue = "") String extension,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = Forms.line(extension).replaceAll("[ .-]", "");
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    incoming.extension(typed);
                    next.addFlashAttribute("done", "extension");
                    return HERE;
                },
                () -> shown(extension, model, response, locale));
    }
}
