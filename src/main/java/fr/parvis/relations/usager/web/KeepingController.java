package fr.parvis.relations.usager.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.usager.Usager;
import fr.parvis.relations.usager.UsagerKeeping;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How long people are remembered, and whom the next night would forget. */
@Controller
@RequestMapping("/agent/usagers/conservation")
@PreAuthorize("hasAnyRole('SUPERVISOR', 'ADMIN')")
class KeepingController {
    record Line(Usager usager, String seen) {}

    private static final int SHOWN = 100;

    private final UsagerKeeping keeping;
    private final SheetView view;
    private final Forms forms;

    KeepingController(UsagerKeeping keeping, SheetView view, Forms forms) {
        this.keeping = keeping;
        this.view = view;
        this.forms = forms;
    }

    /** @param months to try, before they are saved */
    @GetMapping
    String show(
            @RequestParam(name = "mois", required = false) @Nullable String months,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var typed = months == null ? Integer.toString(keeping.months()) : Forms.line(months);
        return forms.submit(
                model,
                response,
                locale,
                () -> page(typed, number(typed), model, response, locale),
                () -> page(typed, keeping.months(), model, response, locale));
    }

    private static int number(String typed) {
        var months = typed.matches("\\d{1,3}") ? Integer.parseInt(typed) : 0;
        if (months < UsagerKeeping.FEWEST_MONTHS || months > UsagerKeeping.MOST_MONTHS) {
            throw ProblemException.field(
                    "mois",
                    "relations",
                    "usager-months-out-of-range",
                    UsagerKeeping.FEWEST_MONTHS,
                    UsagerKeeping.MOST_MONTHS);
        }
        return months;
    }

    private String page(String typed, int months, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("typed", typed);
        model.addAttribute("months", months);
        model.addAttribute("kept", keeping.months());
        model.addAttribute(
                "lines",
                keeping.due(months, SHOWN + 1).stream()
                        .map(usager -> new Line(usager, view.day(usager.lastSeenAt(), locale)))
                        .toList());
        model.addAttribute("most", SHOWN);
        return "relations-staff/usagers-keeping";
    }

    @PostMapping
    String change(
            @RequestParam(name = "mois", defaultValue = "") String months,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes next) {
        var typed = Forms.line(months);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    keeping.change(number(typed));
                    next.addFlashAttribute("done", "keeping");
                    return "redirect:/agent/usagers/conservation";
                },
                () -> page(typed, keeping.months(), model, response, locale));
    }
}
