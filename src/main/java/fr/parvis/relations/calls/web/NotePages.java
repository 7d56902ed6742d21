package fr.parvis.relations.calls.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.Caller;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.Halls;
import fr.parvis.relations.Channel;
import fr.parvis.relations.OtherTab;
import fr.parvis.relations.calls.CallWindows;
import fr.parvis.relations.calls.KnownCallers;
import fr.parvis.relations.calls.NoteDrafts;
import fr.parvis.relations.calls.Noting;
import fr.parvis.relations.counter.TiedVisits;
import fr.parvis.relations.usager.Usager;
import fr.parvis.relations.usager.Usagers;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** One small form for what somebody asks on the telephone or at the counter. */
@Controller
@RequestMapping("/agent/appels/note")
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class NotePages {
    /** @param facts what is open with them */
    record Person(Usager usager, List<CallStory.Fact> facts, boolean chosen) {}

    private static final String USAGER = "usager";
    private static final String SUBJECT = "sujet";
    private static final Pattern SUBJECTS = Pattern.compile("(?:ticket|usager) [0-9a-f-]{36}|call \\+?\\d{1,40}");

    private final Noting noting;
    private final NoteDrafts drafts;
    private final KnownCallers callers;
    private final Usagers usagers;
    private final CallWindows windows;
    private final TiedVisits visits;
    private final Halls halls;
    private final CallStory story;
    private final CallWords words;
    private final Directory directory;
    private final Forms forms;

    NotePages(
            Noting noting,
            NoteDrafts drafts,
            KnownCallers callers,
            Usagers usagers,
            CallWindows windows,
            TiedVisits visits,
            Halls halls,
            CallStory story,
            CallWords words,
            Directory directory,
            Forms forms) {
        this.noting = noting;
        this.drafts = drafts;
        this.callers = callers;
        this.usagers = usagers;
        this.windows = windows;
        this.visits = visits;
        this.halls = halls;
        this.story = story;
        this.words = words;
        this.directory = directory;
        this.forms = forms;
    }

    /** What is kept is that of the same visit, number or person. */
    @GetMapping
    String page(@RequestParam Map<String, String> given, Model model, HttpServletResponse response, Locale locale) {
        var asked = CallPages.cleaned(given);
        var typed = new HashMap<String, String>();
        typed.put(SUBJECT, subject(asked));
        typed.put("phone", asked.getOrDefault("numero", ""));
        typed.putAll(drafts.mine(subject(asked)));
        copy(asked, typed, USAGER);
        copy(asked, typed, "canal");
        copy(asked, typed, "ticket");
        return shown(typed, model, response, locale);
    }

    /** Whom or what the address is about. */
    private static String subject(Map<String, String> asked) {
        var number = asked.getOrDefault("numero", "").replaceAll("[^+\\d]", "");
        return uuid(asked.get("ticket"))
                .map(ticket -> "ticket " + ticket)
                .or(() -> Optional.of(number)
                        .map(digits -> "call " + digits)
                        .filter(call -> SUBJECTS.matcher(call).matches()))
                .or(() -> uuid(asked.get(USAGER)).map(usager -> "usager " + usager))
                .orElse("");
    }

    /** As the page was given it. */
    private static String kept(Map<String, String> typed) {
        var subject = typed.getOrDefault(SUBJECT, "");
        return SUBJECTS.matcher(subject).matches() ? subject : "";
    }

    private static String address(Map<String, String> typed) {
        var address = UriComponentsBuilder.fromPath("/agent/appels/note");
        var about = kept(typed).split(" ", 2);
        if (about.length == 2) {
            address.queryParam(
                    "call".equals(about[0]) ? "numero" : about[0], URLEncoder.encode(about[1], StandardCharsets.UTF_8));
        }
        if (channel(typed) == Channel.COUNTER) {
            address.queryParam("canal", "counter");
        }
        return address.build().toUriString();
    }

    private static void copy(Map<String, String> from, Map<String, String> to, String field) {
        if (!from.getOrDefault(field, "").isEmpty()) {
            to.put(field, from.get(field));
        }
    }

    private String shown(Map<String, String> typed, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var all = new HashMap<>(typed);
        all.putIfAbsent("form", Ids.token());
        all.putIfAbsent("owner", Caller.current().orElseThrow().name());
        model.addAttribute("typed", all);
        model.addAttribute("own", address(all));
        model.addAttribute("counter", channel(all) == Channel.COUNTER);
        var site = site().map(Site::id).orElse(null);
        model.addAttribute(
                "moments",
                windows.offered(site).stream()
                        .map(one -> Choice.of(
                                one.from().getEpochSecond(),
                                words.window(one.moment(), locale),
                                Long.toString(one.from().getEpochSecond()).equals(all.get("moment"))))
                        .toList());
        found(all, model, locale);
        return "calls/note";
    }

    /** Asked for while the number is typed. */
    @GetMapping("/qui")
    String who(@RequestParam Map<String, String> given, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        found(CallPages.cleaned(given), model, locale);
        return "calls/note :: who";
    }

    private void found(Map<String, String> typed, Model model, Locale locale) {
        var chosen = uuid(typed.get(USAGER)).flatMap(usagers::find).orElse(null);
        var known = callers.behind(typed.getOrDefault("phone", ""));
        var people = chosen == null || known.usagers().contains(chosen) ? known.usagers() : List.of(chosen);
        model.addAttribute(
                "people",
                people.stream()
                        .map(one -> new Person(
                                one,
                                story.now(one, locale),
                                chosen != null && one.id().equals(chosen.id())))
                        .toList());
        model.addAttribute("requests", known.requests());
    }

    /** What another tab of the same agent has typed meanwhile is answered with 409, by field. */
    @PostMapping("/brouillon")
    ResponseEntity<Map<String, String>> keep(@RequestParam Map<String, String> given) {
        var typed = CallPages.cleaned(given);
        var theirs = drafts.keep(kept(typed), typed, OtherTab.known(typed));
        return theirs.isEmpty()
                ? ResponseEntity.noContent().build()
                : ResponseEntity.status(HttpStatus.CONFLICT).body(theirs);
    }

    @PostMapping
    String save(
            @RequestParam Map<String, String> given,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = CallPages.cleaned(given);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var noted = noting.note(contact(typed), outcome(typed));
                    uuid(typed.get("ticket"))
                            .map(halls::ticket)
                            .filter(ticket -> Caller.current().orElseThrow().mayActAt(ticket.siteId()))
                            .ifPresent(ticket -> visits.tie(ticket, noted));
                    drafts.drop(kept(typed));
                    next.addFlashAttribute("done", "noted");
                    return "redirect:/agent/messages/" + noted.id();
                },
                () -> {
                    drafts.keep(kept(typed), typed);
                    return shown(typed, model, response, locale);
                });
    }

    private Noting.Contact contact(Map<String, String> typed) {
        return new Noting.Contact(
                channel(typed),
                site().map(Site::id).orElse(null),
                Forms.line(typed.get("firstName")),
                Forms.line(typed.get("lastName")),
                Forms.line(typed.get("phone")),
                typed.getOrDefault("words", ""),
                uuid(typed.get(USAGER)).orElse(null),
                typed.getOrDefault("form", ""));
    }

    private Noting.Outcome outcome(Map<String, String> typed) {
        return switch (typed.getOrDefault("outcome", "")) {
            case "answered" -> new Noting.Outcome.Answered(typed.getOrDefault("answer", ""));
            case "further" -> new Noting.Outcome.GoesOn(CallPages.step(typed, words.today()));
            case "call" -> {
                var from = CallPages.moment(typed.get("moment"));
                if (from == null) {
                    throw ProblemException.field("moment", "relations", "moment-gone");
                }
                yield new Noting.Outcome.CalledBack(
                        windows.at(from, site().map(Site::id).orElse(null)));
            }
            default -> throw ProblemException.field("outcome", "relations", "outcome-choose");
        };
    }

    private static Channel channel(Map<String, String> typed) {
        return "counter".equals(typed.get("canal")) ? Channel.COUNTER : Channel.PHONE;
    }

    /** The only one where the caller acts. */
    private Optional<Site> site() {
        var here = Caller.current().orElseThrow();
        var mine = directory.sites().stream()
                .filter(site -> here.mayActAt(site.id()))
                .toList();
        return mine.size() == 1 ? Optional.of(mine.getFirst()) : Optional.empty();
    }

    private static Optional<UUID> uuid(@Nullable String typed) {
        try {
            return typed == null || typed.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(typed));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
