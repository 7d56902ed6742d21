package fr.parvis.procedures.editor;

import fr.parvis.platform.web.FormProblem;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Somebody saved what another one was editing: both texts stay, and the second person decides. */
@Component
class TwoEditors {
    private final TextLabels labels;

    TwoEditors(TextLabels labels) {
        this.labels = labels;
    }

    static boolean met(Model model) {
        return model.getAttribute("problem") instanceof FormProblem problem
                && problem.field().equals("version");
    }

    /** What was typed is in the form and is saved over the other's the next time; how they differ is beside it. */
    void show(LocalText mine, LocalTexts.Entry theirs, Model model, Locale locale) {
        model.addAttribute("theirs", theirs.newest());
        model.addAttribute("rows", TextDiff.between(labels.lines(theirs.text(), locale), labels.lines(mine, locale)));
    }
}
