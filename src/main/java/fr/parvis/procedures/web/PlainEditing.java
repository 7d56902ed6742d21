package fr.parvis.procedures.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.clear.PlainVersion;
import fr.parvis.procedures.clear.PlainVersions;
import fr.parvis.procedures.clear.Readability;
import fr.parvis.procedures.clear.SheetProse;
import fr.parvis.procedures.clear.TermList;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The staff writes a sheet in plain French beside the complete one, and somebody else publishes it. */
@Controller
@RequestMapping("/admin/demarches/simple/{audience}/{id}")
@PreAuthorize("hasAnyRole('ADMIN', 'QUALITY')")
class PlainEditing {
    private final Procedures procedures;
    private final PlainVersions versions;
    private final TermList terms;
    private final Forms forms;

    PlainEditing(Procedures procedures, PlainVersions versions, TermList terms, Forms forms) {
        this.procedures = procedures;
        this.versions = versions;
        this.terms = terms;
        this.forms = forms;
    }

    @GetMapping
    String both(@PathVariable String audience, @PathVariable String id, Model model) {
        return show(procedures.get(audience, id), null, "", model);
    }

    @PostMapping
    String save(
            @PathVariable String audience,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String body,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var typed = Forms.lines(body);
        var sheet = procedures.get(audience, id);
        return forms.submit(
                model,
                response,
                locale,
                () -> done(sheet, it -> versions.save(it, typed), after),
                () -> show(sheet, typed, "", model));
    }

    /** @param acte soumettre, publier, renvoyer or retirer */
    @PostMapping("/{acte}")
    String act(
            @PathVariable String audience,
            @PathVariable String id,
            @PathVariable String acte,
            @RequestParam(defaultValue = "") String remark,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var sheet = procedures.get(audience, id);
        Consumer<Sheet> act = switch (acte) {
            case "soumettre" -> versions::submit;
            case "publier" -> versions::publish;
            case "renvoyer" -> it -> versions.sendBack(it, Forms.line(remark));
            case "retirer" -> versions::withdraw;
            default -> throw new ProblemException(HttpStatus.NOT_FOUND, "procedures", "unknown-sheet", acte);
        };
        return forms.submit(
                model,
                response,
                locale,
                () -> done(sheet, act, after),
                () -> show(sheet, null, Forms.line(remark), model));
    }

    private static String done(Sheet sheet, Consumer<Sheet> act, RedirectAttributes after) {
        act.accept(sheet);
        after.addFlashAttribute("saved", true);
        return "redirect:/admin/demarches/simple/" + sheet.audience() + "/" + sheet.id();
    }

    private String show(Sheet sheet, @Nullable String typed, String remark, Model model) {
        var hand = versions.inHand(sheet);
        var published = versions.published(sheet);
        var shown = hand.or(() -> published);
        var prose = SheetProse.of(sheet);
        model.addAttribute("sheet", sheet);
        model.addAttribute("hand", hand.orElse(null));
        model.addAttribute("published", published.orElse(null));
        model.addAttribute("version", shown.orElse(null));
        model.addAttribute(
                "html",
                shown.map(one -> SheetHtml.whole(sheet.with(one.content()))).orElse(""));
        model.addAttribute(
                "body", typed != null ? typed : shown.map(PlainVersion::body).orElse(""));
        model.addAttribute("remark", remark);
        model.addAttribute("mayPublish", hand.filter(versions::mayPublish).isPresent());
        model.addAttribute("complete", prose.lines().toList());
        model.addAttribute(
                "completeScores", Readability.of(prose, terms.jargon()).scores());
        model.addAttribute(
                "plainScores",
                shown.map(one -> Readability.of(one.words(), terms.jargon()).scores())
                        .orElse(null));
        return "procedures/staff-plain";
    }
}
