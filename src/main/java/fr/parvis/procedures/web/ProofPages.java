package fr.parvis.procedures.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.clear.Proofreader;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A text is pasted and read back with everything that makes it hard, its faults of grammar too. Nothing is kept. */
@Controller
@RequestMapping("/admin/demarches/relire")
@PreAuthorize("hasAnyRole('ADMIN', 'QUALITY')")
class ProofPages {
    private static final int LONGEST = 20_000;

    private final Proofreader proofreader;
    private final Forms forms;

    ProofPages(Proofreader proofreader, Forms forms) {
        this.proofreader = proofreader;
        this.forms = forms;
    }

    @GetMapping
    String empty(Model model) {
        model.addAttribute("typed", "");
        return "procedures/staff-clear-proof";
    }

    @PostMapping
    String read(
            @RequestParam(defaultValue = "") String text, Model model, HttpServletResponse response, Locale locale) {
        var typed = Forms.lines(text);
        model.addAttribute("typed", typed);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    if (typed.isEmpty()) {
                        throw ProblemException.field("text", "procedures", "nothing-to-read");
                    }
                    if (typed.length() > LONGEST) {
                        throw ProblemException.field("text", "procedures", "text-to-read-too-long", LONGEST);
                    }
                    show(typed, model);
                    return "procedures/staff-clear-proof";
                },
                () -> "procedures/staff-clear-proof");
    }

    private void show(String typed, Model model) {
        var proof = proofreader.french(typed);
        ReadText.of(typed, proof.reading()).into(model);
        model.addAttribute("grammarComplete", proof.grammar().complete());
    }
}
