package fr.parvis.procedures.refresh;

import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.SheetHistory;
import fr.parvis.procedures.editor.LocalDays;
import fr.parvis.procedures.refresh.Plan.Every;
import fr.parvis.procedures.refresh.Refreshes.Refresh;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What each import of national sheets did, and where the next comes from; only an administrator sets that. */
@Controller
@RequestMapping("/admin/demarches/imports")
@PreAuthorize("hasAnyRole('ADMIN','QUALITY')")
class ImportsController {
    private static final int MOST_IMPORTS = 60;
    private static final int MOST_CHANGES = 500;

    /** The plan as it is typed. */
    record PlanForm(
            String source, @Nullable Every every, @Nullable DayOfWeek day, String hour) {
        PlanForm {
            source = Forms.line(source);
            every = Objects.requireNonNullElse(every, Every.WEEK);
            day = Objects.requireNonNullElse(day, DayOfWeek.SUNDAY);
            hour = Forms.line(hour);
        }

        static PlanForm of(Refresh refresh) {
            var plan = refresh.plan();
            return new PlanForm(refresh.source(), plan.every(), plan.day(), Integer.toString(plan.hour()));
        }

        Plan plan() {
            if (!hour.matches("[01]?\\d|2[0-3]")) {
                throw ProblemException.field("hour", "procedures", "refresh-hour");
            }
            return new Plan(Objects.requireNonNull(every), Objects.requireNonNull(day), Integer.parseInt(hour));
        }
    }

    record Line(UUID id, ZonedDateTime at, SheetHistory.Import done) {}

    /** A file that was not taken, and why in the reader's language. */
    record Refused(String file, String reason) {}

    private final SheetRefresh refresh;
    private final SheetHistory history;
    private final RefusalWords refusals;
    private final LocalDays days;
    private final MessageSource messages;
    private final Forms forms;

    ImportsController(
            SheetRefresh refresh,
            SheetHistory history,
            RefusalWords refusals,
            LocalDays days,
            MessageSource messages,
            Forms forms) {
        this.refresh = refresh;
        this.history = history;
        this.refusals = refusals;
        this.days = days;
        this.messages = messages;
        this.forms = forms;
    }

    @GetMapping
    String list(Model model, Locale locale) {
        var form = refresh.find().map(PlanForm::of).orElseGet(() -> new PlanForm("", null, null, "3"));
        return page(form, model, locale);
    }

    @PostMapping
    @PreAuthorize("hasRole('ADMIN')")
    String plan(
            @ModelAttribute("form") PlanForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    refresh.plan(form.source(), form.plan());
                    after.addFlashAttribute("planned", true);
                    return "redirect:/admin/demarches/imports";
                },
                () -> page(form, model, locale));
    }

    @PostMapping("/maintenant")
    @PreAuthorize("hasRole('ADMIN')")
    String now() {
        refresh.runSoon();
        return "redirect:/admin/demarches/imports";
    }

    private String page(PlanForm form, Model model, Locale locale) {
        var set = refresh.find().orElse(null);
        model.addAttribute("form", form);
        model.addAttribute("set", set);
        if (set != null) {
            var running = set.runningSince();
            var last = set.last();
            model.addAttribute("next", days.local(set.next()));
            model.addAttribute("running", running == null ? null : days.local(running));
            model.addAttribute("last", last == null ? null : days.local(last));
            model.addAttribute("soon", running == null && days.isPast(set.next()));
        }
        model.addAttribute(
                "mayPlan",
                Caller.current().filter(caller -> caller.has(Role.ADMIN)).isPresent());
        model.addAttribute(
                "everies",
                Arrays.stream(Every.values())
                        .map(every -> Choice.of(every, text("editor.refresh.every." + every, locale)))
                        .toList());
        model.addAttribute(
                "weekdays",
                Arrays.stream(DayOfWeek.values())
                        .map(day -> Choice.of(day, day.getDisplayName(TextStyle.FULL, locale)))
                        .toList());
        model.addAttribute(
                "hours",
                IntStream.range(0, 24)
                        .mapToObj(hour -> Choice.of(hour, "%02d:00".formatted(hour)))
                        .toList());
        model.addAttribute(
                "imports",
                history.imports(MOST_IMPORTS).stream()
                        .map(done -> new Line(done.id(), days.local(done.ended()), done))
                        .toList());
        return "editor/imports";
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Model model, Locale locale) {
        var done = history.imported(id)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "procedures", "unknown-import"));
        List<SheetHistory.Changed> changes = history.changes(done, MOST_CHANGES);
        model.addAttribute("line", new Line(id, days.local(done.ended()), done));
        model.addAttribute("changes", changes);
        model.addAttribute("most", changes.size() == MOST_CHANGES);
        model.addAttribute(
                "refused",
                done.refused().stream()
                        .map(refusal -> new Refused(refusal.file(), refusals.of(refusal, locale)))
                        .toList());
        return "editor/import";
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, key, locale));
    }
}
