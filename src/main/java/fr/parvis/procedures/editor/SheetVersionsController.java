package fr.parvis.procedures.editor;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.SheetHistory;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What changed in a sheet from one import to the next. */
@Controller
@PreAuthorize("hasAnyRole('ADMIN','QUALITY')")
class SheetVersionsController {
    private static final int MOST_SHOWN = 12;

    /** @param rows what changed from the one before; null for the first that is known */
    record Step(
            ZonedDateTime since,
            SheetHistory.Version version,
            @Nullable List<TextDiff.Row> rows) {}

    private final SheetHistory history;
    private final LocalDays days;

    SheetVersionsController(SheetHistory history, LocalDays days) {
        this.history = history;
        this.days = days;
    }

    @GetMapping("/admin/demarches/fiches/{id}/versions")
    String versions(@PathVariable String id, @RequestParam(required = false) @Nullable String audience, Model model) {
        var named = Forms.line(audience).isEmpty() ? Procedures.PEOPLE : Forms.line(audience);
        var versions = history.versions(named, id);
        if (versions.isEmpty()) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "procedures", "unknown-sheet", id);
        }
        var steps = new ArrayList<Step>();
        for (int i = 0; i < Math.min(versions.size(), MOST_SHOWN); i++) {
            var version = versions.get(i);
            steps.add(new Step(
                    days.local(version.since()),
                    version,
                    i + 1 < versions.size()
                            ? TextDiff.between(
                                    SheetLines.of(versions.get(i + 1).content()), SheetLines.of(version.content()))
                            : null));
        }
        Instant removed = versions.getFirst().until();
        model.addAttribute("id", id);
        model.addAttribute("audience", named);
        model.addAttribute("named", versions.getFirst().title());
        model.addAttribute("removed", removed == null ? null : days.local(removed));
        model.addAttribute("steps", steps);
        model.addAttribute("older", versions.size() - steps.size());
        return "editor/sheet-versions";
    }
}
