package fr.parvis.procedures.web;

import fr.parvis.platform.web.Language;
import fr.parvis.procedures.clear.Glossary;
import fr.parvis.procedures.clear.TermList;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The words of the administration, explained in the language of the reader. */
@Controller
class GlossaryPages {
    /** The words under one letter. */
    record Letter(String name, List<Glossary.Word> words) {}

    private final TermList terms;

    GlossaryPages(TermList terms) {
        this.terms = terms;
    }

    @GetMapping("/mots")
    String words(Model model, Locale locale) {
        var reader = Language.of(locale);
        var letters = terms.glossary().words(reader).stream()
                .collect(Collectors.groupingBy(
                        word -> letter(word.name(), reader.locale()), LinkedHashMap::new, Collectors.toList()));
        model.addAttribute(
                "letters",
                letters.entrySet().stream()
                        .map(entry -> new Letter(entry.getKey(), entry.getValue()))
                        .toList());
        return "procedures/clear-glossary";
    }

    /** The first letter without accents; of Arabic, without hamza and madda. */
    private static String letter(String word, Locale locale) {
        var first = word.substring(0, word.offsetByCodePoints(0, 1));
        return locale.getLanguage().equals("uk")
                ? first.toUpperCase(locale)
                : Normalizer.normalize(first, Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .toUpperCase(locale);
    }
}
