package fr.parvis.rights.web;

import fr.parvis.platform.rights.Term;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.rights.Nights;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How long each kind of data is kept, what the next night erases and what the last one did. */
@Controller
@RequestMapping("/admin/conservation")
@PreAuthorize("hasRole('ADMIN')")
class NightPages {
    private static final int FURTHEST_YEARS = 10;

    /**
     * @param length "30 jours"; "" when something else than time ends it
     * @param due how many go; null when nothing goes by itself
     * @param last when the last night was; "" before the first one
     */
    record Line(
            String code,
            String length,
            boolean chosen,
            @Nullable Integer due,
            String last,
            int erased,
            String problem) {}

    private final Nights nights;
    private final RightsWords words;
    private final Forms forms;

    NightPages(Nights nights, RightsWords words, Forms forms) {
        this.nights = nights;
        this.words = words;
        this.forms = forms;
    }

    /** @param day whose night is looked at; the next one when none is given */
    @GetMapping
    String show(
            @RequestParam(name = "jour", defaultValue = "") String day,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var typed = Forms.line(day);
        return forms.submit(
                model,
                response,
                locale,
                () -> page(typed, read(typed), model, locale),
                () -> page(typed, nights.next(), model, locale));
    }

    private LocalDate read(String typed) {
        if (typed.isEmpty()) {
            return nights.next();
        }
        try {
            var day = LocalDate.parse(typed);
            var next = nights.next();
            if (!day.isBefore(next) && !day.isAfter(next.plusYears(FURTHEST_YEARS))) {
                return day;
            }
        } catch (DateTimeParseException _) {
            // refused below, as a day that is over
        }
        throw ProblemException.field("jour", "rights", "day-unknown", nights.next(), FURTHEST_YEARS);
    }

    private String page(String typed, LocalDate day, Model model, Locale locale) {
        var due = nights.preview(day);
        model.addAttribute("typed", typed.isEmpty() ? day.toString() : typed);
        model.addAttribute("day", RightsWords.day(day, locale));
        model.addAttribute(
                "lines",
                nights.lines().stream()
                        .map(line -> new Line(
                                line.kind().code(),
                                words.length(line.kept(), locale),
                                line.kind().term() != null && line.kind().term().isChosen(),
                                due.get(line.kind().code()),
                                line.last() == null
                                        ? ""
                                        : words.moment(line.last().at(), locale),
                                line.last() == null ? 0 : line.last().erased(),
                                line.last() == null ? "" : line.last().problem()))
                        .toList());
        model.addAttribute(
                "total", due.values().stream().mapToInt(Integer::intValue).sum());
        return "rights/nights";
    }

    @GetMapping("/{code}")
    String one(@PathVariable String code, Model model, Locale locale) {
        return form(code, null, model, locale);
    }

    private String form(String code, @Nullable String typed, Model model, Locale locale) {
        var line = nights.chosen(code);
        var term = line.kind().term();
        model.addAttribute("code", code);
        model.addAttribute("typed", typed == null ? Integer.toString(Term.count(kept(line.kept()))) : typed);
        model.addAttribute("months", term != null && Term.isMonths(term.usual()));
        model.addAttribute("usual", words.length(term == null ? null : term.usual(), locale));
        model.addAttribute("least", words.length(term == null ? null : term.least(), locale));
        model.addAttribute("most", words.length(term == null ? null : term.most(), locale));
        return "rights/night";
    }

    private static Period kept(@Nullable Period period) {
        return period == null ? Period.ZERO : period;
    }

    @PostMapping("/{code}")
    String change(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String kept,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes next) {
        var typed = Forms.line(kept);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    nights.change(code, typed);
                    next.addFlashAttribute("saved", List.of(code));
                    return "redirect:/admin/conservation";
                },
                () -> form(code, typed, model, locale));
    }
}
