package fr.parvis.relations.post.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.relations.answers.ModelAnswers;
import fr.parvis.relations.inbox.Drafts;
import fr.parvis.relations.inbox.Macros;
import fr.parvis.relations.post.PaperLetters;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A request answered by letter: with a model answer or words of one's own. */
@Controller
@RequestMapping("/agent/messages/{id}/courrier")
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class LetterPages {
    private final PaperLetters letters;
    private final Requests requests;
    private final Macros macros;
    private final ModelAnswers answers;
    private final Drafts drafts;
    private final Forms forms;

    LetterPages(
            PaperLetters letters, Requests requests, Macros macros, ModelAnswers answers, Drafts drafts, Forms forms) {
        this.letters = letters;
        this.requests = requests;
        this.macros = macros;
        this.answers = answers;
        this.drafts = drafts;
        this.forms = forms;
    }

    @GetMapping
    String page(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String modele,
            @RequestParam(defaultValue = "") String used,
            Model model,
            HttpServletResponse response) {
        var typed = new HashMap<>(drafts.of(id));
        typed.put("used", Forms.line(used));
        macros.filled(find(id)).stream()
                .filter(one -> one.id().toString().equals(modele))
                .findFirst()
                .ifPresent(one -> {
                    typed.merge(
                            "reply",
                            one.words(),
                            (before, words) -> before.isBlank() ? words : before + "\n\n" + words);
                    typed.put("subject", one.name());
                    typed.merge("used", modele, (before, last) -> (before + " " + last).strip());
                });
        return shown(id, typed, model, response);
    }

    private String shown(UUID id, Map<String, String> typed, Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        var request = find(id);
        var said = request.said();
        var all = new HashMap<>(typed);
        all.putIfAbsent("address", letters.address(request));
        all.putIfAbsent("subject", said == null ? "" : said.subject());
        all.putIfAbsent("ends", PaperLetters.Ends.NOTHING.name());
        model.addAttribute("one", request);
        model.addAttribute("typed", all);
        model.addAttribute("macros", macros.filled(request));
        model.addAttribute("letters", letters.of(request));
        return "post/letter";
    }

    @PostMapping
    String write(
            @PathVariable UUID id,
            @RequestParam Map<String, String> given,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = new HashMap<String, String>();
        given.forEach((field, words) -> typed.put(field, Forms.lines(words)));
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    letters.write(
                            find(id),
                            typed.getOrDefault("address", ""),
                            Forms.line(typed.get("subject")),
                            typed.getOrDefault("reply", ""),
                            ends(typed.getOrDefault("ends", "")),
                            typed.getOrDefault("alternative", ""));
                    answers.used(id, typed.getOrDefault("used", ""));
                    drafts.drop(id, Set.of("reply"));
                    next.addFlashAttribute("done", "written");
                    return "redirect:/agent/courrier/departs";
                },
                () -> shown(id, typed, model, response));
    }

    private static PaperLetters.Ends ends(String typed) {
        return Arrays.stream(PaperLetters.Ends.values())
                .filter(one -> one != PaperLetters.Ends.RECEIPT && one.name().equals(typed))
                .findFirst()
                .orElseThrow(() -> ProblemException.field("ends", "relations", "outcome-choose"));
    }

    @GetMapping("/{letter}.pdf")
    ResponseEntity<byte[]> paper(@PathVariable UUID id, @PathVariable UUID letter) {
        var request = find(id);
        return letters.of(request).stream()
                .filter(one -> one.id().equals(letter))
                .findFirst()
                .map(one -> PostPages.pdf(letters.paper(one.id())))
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-document"));
    }

    private Request find(UUID id) {
        return requests.find(id)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-request"));
    }
}
