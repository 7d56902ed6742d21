package fr.parvis.procedures.web;

import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.Orientation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Sheets by theme and folder, for whoever would rather look than search. */
@Controller
class ThemePages {
    private final Orientation orientation;

    ThemePages(Orientation orientation) {
        this.orientation = orientation;
    }

    @GetMapping("/demarches/themes/{name}")
    String theme(@PathVariable String name, Model model) {
        var theme = orientation
                .findTheme(name)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "procedures", "unknown-theme", name));
        model.addAttribute("theme", theme);
        model.addAttribute("folders", orientation.folders(theme));
        return "procedures/theme";
    }
}
