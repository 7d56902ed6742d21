package fr.parvis.relations.chat.web;

import fr.parvis.identity.Caller;
import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.platform.web.FormProblem;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.procedures.Procedures;
import fr.parvis.relations.Requests;
import fr.parvis.relations.answers.ModelAnswers;
import fr.parvis.relations.chat.ChatRules;
import fr.parvis.relations.chat.ChatTopics;
import fr.parvis.relations.chat.ChatWork;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where an agent chats: who waits, what the agent has, and one of them to be answered. */
@Controller
@RequestMapping("/agent/discussions")
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class ChatAgentPages {
    private static final String HERE = "redirect:/agent/discussions";
    /** Where one writes. */
    private static final String WORDS = "#words";

    private static final int SHEETS = 5;

    /** A sheet to point to. */
    record Pointer(String title, String words) {}

    private final ChatWork work;
    private final ChatRules rules;
    private final ChatAgentView view;
    private final Requests requests;
    private final ModelAnswers answers;
    private final Procedures procedures;
    private final PublicAddress addresses;
    private final LiveUpdates live;
    private final MessageSource messages;
    private final Forms forms;

    ChatAgentPages(
            ChatWork work,
            ChatRules rules,
            ChatAgentView view,
            Requests requests,
            ModelAnswers answers,
            Procedures procedures,
            PublicAddress addresses,
            LiveUpdates live,
            MessageSource messages,
            Forms forms) {
        this.work = work;
        this.rules = rules;
        this.view = view;
        this.requests = requests;
        this.answers = answers;
        this.procedures = procedures;
        this.addresses = addresses;
        this.live = live;
        this.messages = messages;
        this.forms = forms;
    }

    @GetMapping
    String list(Model model, HttpServletResponse response, Locale locale) {
        return shown(null, Map.of(), model, response, locale);
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Model model, HttpServletResponse response, Locale locale) {
        return shown(id, Map.of(), model, response, locale);
    }

    private String shown(
            @Nullable UUID id, Map<String, String> typed, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        view.list(id, model, locale);
        model.addAttribute("typed", typed);
        if (id != null) {
            view.pane(work.find(id), 0, model, locale);
        }
        model.addAttribute("most", rules.rules().mostAtOnce());
        return "inbox/chats";
    }

    @GetMapping("/liste")
    String part(
            @RequestParam(required = false) @Nullable UUID ici,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        work.here(me());
        view.list(ici, model, locale);
        return "inbox/chats-parts :: list";
    }

    /** As long as it is open the agent is there. */
    @GetMapping("/live")
    void live(HttpServletRequest request, HttpServletResponse response) {
        var me = me();
        live.stream(request, response, ChatTopics.chats(view.organisation()), "agent " + me, () -> {
            work.here(me);
            return List.of(new LiveUpdates.Message("chats", view.revision()));
        });
    }

    @GetMapping("/{id}/live")
    void live(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        var chat = work.find(id);
        live.stream(
                request,
                response,
                ChatTopics.chat(chat.id()),
                "agent",
                () -> List.of(new LiveUpdates.Message("chat", view.pulse(chat.id()))));
    }

    @GetMapping("/{id}/fil")
    String news(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int apres,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        view.pane(work.find(id), apres, model, locale);
        return "inbox/chats-parts :: news";
    }

    /** Sheets whose address can be given. */
    @GetMapping("/fiches")
    String sheets(@RequestParam(defaultValue = "") String q, Model model) {
        var typed = Forms.line(q);
        model.addAttribute("asked", typed);
        model.addAttribute(
                "sheets",
                typed.length() < 2
                        ? List.of()
                        : procedures.search(typed, Procedures.PEOPLE, SHEETS).stream()
                                .map(hit -> new Pointer(
                                        hit.title(),
                                        hit.title() + "\n" + addresses.inMessages("/demarches/" + hit.id())))
                                .toList());
        return "inbox/chats-parts :: sheets";
    }

    @PostMapping("/service")
    String taking(@RequestParam(defaultValue = "false") boolean on) {
        work.taking(on);
        return HERE;
    }

    @PostMapping("/{id}/prendre")
    String take(@PathVariable UUID id, RedirectAttributes next, Locale locale) {
        try {
            work.take(id);
            return HERE + "/" + id + WORDS;
        } catch (ProblemException refusal) {
            if (refusal.getStatusCode() != HttpStatus.CONFLICT) {
                throw refusal;
            }
            next.addFlashAttribute(
                    "refused", FormProblem.of(refusal, messages, locale).detail());
            return HERE;
        }
    }

    @PostMapping("/{id}/messages")
    String say(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String message,
            @RequestParam(defaultValue = "") String used,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        var typed = Forms.lines(words);
        var script = request.getHeader("X-Requested-With") != null;
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    work.say(id, Forms.line(message), typed);
                    answers.used(work.find(id).request(), Forms.line(used));
                    return script ? "relations/chat-parts :: nothing" : HERE + "/" + id + WORDS;
                },
                () -> script
                        ? "relations/chat-parts :: refused"
                        : shown(id, Map.of("words", typed, "used", Forms.line(used)), model, response, locale));
    }

    @PostMapping("/{id}/ecrit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void writes(@PathVariable UUID id) {
        work.writes(id);
    }

    /** To a colleague, to a team, or to the line. */
    @PostMapping("/{id}/confier")
    String give(
            @PathVariable UUID id,
            @RequestParam(name = "to-whom", defaultValue = "") String whom,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        return act(id, Map.of(), "given", model, next, response, locale, () -> {
            var which = uuid(whom.substring(whom.indexOf(':') + 1));
            if (whom.equals("line")) {
                work.giveBack(id);
            } else if (which != null && whom.startsWith("team:")) {
                work.giveTo(id, which, view.team(which));
            } else if (which != null) {
                work.giveTo(id, which);
            } else {
                throw ProblemException.field("to-whom", "relations", "owner-unknown");
            }
        });
    }

    @PostMapping("/{id}/fin")
    String end(
            @PathVariable UUID id,
            @RequestParam Map<String, String> given,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = new java.util.HashMap<String, String>();
        given.forEach((field, words) -> typed.put(field, Forms.lines(words)));
        var outcome = typed.getOrDefault("outcome", "");
        return act(id, typed, outcome.equals("request") ? "request" : "ended", model, next, response, locale, () -> {
            switch (outcome) {
                case "answered" -> work.answered(id, typed.getOrDefault("answer", ""));
                case "request" ->
                    work.become(
                            id,
                            view.type(typed.getOrDefault("type", "")),
                            typed.getOrDefault("what", ""),
                            typed.getOrDefault("owner", ""),
                            day(typed.getOrDefault("due", "")));
                default -> throw ProblemException.field("outcome", "relations", "outcome-choose");
            }
            var about = requests.find(work.find(id).request()).orElseThrow();
            next.addFlashAttribute("about", about.id().toString());
            next.addFlashAttribute("reference", about.reference().code());
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
            Runnable act) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    act.run();
                    next.addFlashAttribute("done", done);
                    return HERE;
                },
                () -> shown(id, typed, model, response, locale));
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            return typed.isEmpty() ? null : LocalDate.parse(typed);
        } catch (DateTimeParseException unreadable) {
            throw ProblemException.field("due", "relations", "date-malformed", typed);
        }
    }

    private static @Nullable UUID uuid(String typed) {
        try {
            return typed.isEmpty() ? null : UUID.fromString(typed);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static UUID me() {
        return Caller.current().orElseThrow().id();
    }
}
