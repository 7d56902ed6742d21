package fr.parvis.procedures.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.clear.Finding;
import fr.parvis.procedures.clear.GrammarCheck;
import fr.parvis.procedures.clear.Readability;
import fr.parvis.procedures.clear.Reading;
import fr.parvis.procedures.clear.TermList;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
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
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final TermList terms;
    private final GrammarCheck grammar;
    private final Forms forms;

    ProofPages(TermList terms, GrammarCheck grammar, Forms forms) {
        this.terms = terms;
        this.grammar = grammar;
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
        var typed = text.replace("\r\n", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ")
                .strip();
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
        var reading = Readability.of(typed, terms.jargon());
        var checked = grammar.checkWithin(PATIENCE, typed);
        var all = Stream.concat(reading.findings().stream(), checked.findings().stream())
                .sorted(Comparator.comparingInt(Finding::from).thenComparing(Finding::kind))
                .toList();
        ReadText.of(typed, new Reading(reading.scores(), all)).into(model);
        model.addAttribute("grammarComplete", checked.complete());
    }
}
