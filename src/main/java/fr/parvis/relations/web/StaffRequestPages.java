package fr.parvis.relations.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Closing;
import fr.parvis.relations.Handling;
import fr.parvis.relations.Promises;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The questions and calls that wait for the organisation: the most overdue first, each to an end that the person reads. */
@Controller
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class StaffRequestPages {
    /** @param words the beginning of what was said */
    record Line(Request request, String due, boolean late, String words, String moment) {}

    /** The promised days as they are typed. */
    private record Typed(String question, String callBack, String complaint) {}

    private static final int EXCERPT = 140;

    private final Requests requests;
    private final Handling handling;
    private final Promises promises;
    private final RequestWords words;
    private final Forms forms;

    StaffRequestPages(Requests requests, Handling handling, Promises promises, RequestWords words, Forms forms) {
        this.requests = requests;
        this.handling = handling;
        this.promises = promises;
        this.words = words;
        this.forms = forms;
    }

    @GetMapping("/agent/questions")
    public String list(Model model, HttpServletResponse response, Locale locale) {
        var days = promises.days();
        return list(
                new Typed(
                        Integer.toString(days.question()),
                        Integer.toString(days.callBack()),
                        Integer.toString(days.complaint())),
                model,
                response,
                locale);
    }

    private String list(Typed typed, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("open", lines(requests.open(), locale));
        model.addAttribute("closed", lines(requests.lately(), locale));
        model.addAttribute("questionDays", typed.question());
        model.addAttribute("callBackDays", typed.callBack());
        model.addAttribute("complaintDays", typed.complaint());
        return "relations/requests";
    }

    private List<Line> lines(List<Request> found, Locale locale) {
        return found.stream().map(request -> line(request, locale)).toList();
    }

    private Line line(Request request, Locale locale) {
        var said = request.said();
        var text = said == null ? "" : said.words();
        return new Line(
                request,
                request.isOpen() ? words.due(request, locale) : words.day(request.dueOn(), locale),
                words.isLate(request),
                text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…",
                said == null || said.when() == null ? "" : words.moment(said.when(), locale));
    }

    @GetMapping("/agent/questions/{id}")
    public String one(@PathVariable UUID id, Model model, HttpServletResponse response, Locale locale) {
        return one(id, "", "", model, response, locale);
    }

    private String one(UUID id, String answer, String to, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var request = requests.find(id)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request"));
        model.addAttribute("line", line(request, locale));
        model.addAttribute("one", request);
        model.addAttribute("received", words.day(request.receivedAt(), locale));
        model.addAttribute("answer", answer);
        model.addAttribute("to", to);
        return "relations/staff-request";
    }

    @PostMapping("/agent/questions/{id}/reponse")
    public String answer(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String answer,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = Forms.lines(answer);
        return forms.submit(
                model,
                response,
                locale,
                () -> done(id, handling.answer(id, typed), next),
                () -> one(id, typed, "", model, response, locale));
    }

    /** @param note what was agreed on the phone */
    @PostMapping("/agent/questions/{id}/appel")
    public String called(
            @PathVariable UUID id,
            @RequestParam boolean reached,
            @RequestParam(required = false) @Nullable String note,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = Forms.lines(note);
        return forms.submit(
                model,
                response,
                locale,
                () -> done(
                        id, reached ? handling.close(id, new Closing.Solved(typed)) : handling.calledInVain(id), next),
                () -> one(id, typed, "", model, response, locale));
    }

    @PostMapping("/agent/questions/{id}/transmission")
    public String sendOn(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String to,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = Forms.line(to);
        return forms.submit(
                model,
                response,
                locale,
                () -> done(id, handling.close(id, new Closing.SentOn(typed)), next),
                () -> one(id, "", typed, model, response, locale));
    }

    /** A colleague may have been faster: the page says so, and what was decided. */
    private static String done(UUID id, boolean first, RedirectAttributes next) {
        next.addFlashAttribute(first ? "saved" : "already", true);
        return first ? "redirect:/agent/questions" : "redirect:/agent/questions/" + id;
    }

    @PostMapping("/agent/questions/delais")
    @PreAuthorize("hasAnyRole('SUPERVISOR', 'ADMIN')")
    public String promise(
            @RequestParam(required = false) @Nullable String questionDays,
            @RequestParam(required = false) @Nullable String callBackDays,
            @RequestParam(required = false) @Nullable String complaintDays,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = new Typed(Forms.line(questionDays), Forms.line(callBackDays), Forms.line(complaintDays));
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    promises.change(new Promises.Days(
                            number("questionDays", typed.question()),
                            number("callBackDays", typed.callBack()),
                            number("complaintDays", typed.complaint())));
                    next.addFlashAttribute("saved", true);
                    return "redirect:/agent/questions";
                },
                () -> list(typed, model, response, locale));
    }

    private static int number(String field, String typed) {
        if (!typed.matches("\\d{1,3}")) {
            throw ProblemException.field(field, "relations", "days-out-of-range", Promises.MOST_DAYS);
        }
        return Integer.parseInt(typed);
    }
}
