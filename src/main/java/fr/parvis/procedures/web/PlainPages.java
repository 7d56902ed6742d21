package fr.parvis.procedures.web;

import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.clear.PlainVersions;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** A sheet in plain French, for the public. */
@Controller
class PlainPages {
    private final Procedures procedures;
    private final PlainVersions versions;

    PlainPages(Procedures procedures, PlainVersions versions) {
        this.procedures = procedures;
        this.versions = versions;
    }

    /** Where there is none any more, the complete sheet is the answer. */
    @GetMapping("/demarches/{id}/facile")
    String easy(@PathVariable String id, @RequestParam(defaultValue = "") String audience, Model model) {
        var sheet = procedures.linked(audience, id);
        var version = versions.published(sheet);
        if (version.isEmpty()) {
            return "redirect:" + SheetAddresses.of(sheet, "");
        }
        model.addAttribute("sheet", sheet);
        model.addAttribute("version", version.get());
        model.addAttribute("html", SheetHtml.whole(sheet.with(version.get().content())));
        return "procedures/clear-easy";
    }
}
