package fr.parvis.procedures.web;

import fr.parvis.procedures.editor.LocalWords;
import java.util.Locale;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page of the public, from a draft. */
@Controller
@PreAuthorize("hasAnyRole('ADMIN','QUALITY')")
class SheetPreview {
    private final ProcedurePages pages;
    private final LocalWords words;

    SheetPreview(ProcedurePages pages, LocalWords words) {
        this.pages = pages;
        this.words = words;
    }

    @GetMapping("/admin/demarches/textes/{id}/apercu")
    String show(@PathVariable UUID id, Model model, Locale locale) {
        model.addAttribute("preview", id);
        return pages.show(words.preview(id), model, locale);
    }
}
