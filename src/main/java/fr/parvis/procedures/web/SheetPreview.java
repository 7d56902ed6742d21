package fr.parvis.procedures.web;

import fr.parvis.procedures.editor.LocalWords;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

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
    String show(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String langue,
            Model model,
            Locale locale) {
        model.addAttribute("preview", id);
        if (langue != null) {
            model.addAttribute(
                    "translated",
                    words.previewTranslation(id, langue)
                            .map(found -> TranslatedSheet.of(found, langue))
                            .orElse(null));
        }
        return pages.show(words.preview(id), model, locale);
    }
}
