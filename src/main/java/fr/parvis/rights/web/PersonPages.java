package fr.parvis.rights.web;

import fr.parvis.platform.paper.PaperPages;
import fr.parvis.platform.rights.Unfinished;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.rights.Access;
import fr.parvis.rights.Erasing;
import fr.parvis.rights.People;
import fr.parvis.rights.Receipt;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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

/** One person: what is kept of them, a copy for them, the erasure and its receipt. */
@Controller
@RequestMapping("/admin/droits")
@PreAuthorize("hasRole('ADMIN')")
class PersonPages {
    private static final int LATEST = 20;

    private final People people;
    private final Access access;
    private final Erasing erasing;
    private final CopyView copies;
    private final RightsWords words;
    private final PaperPages pdf;
    private final Forms forms;

    PersonPages(
            People people,
            Access access,
            Erasing erasing,
            CopyView copies,
            RightsWords words,
            PaperPages pdf,
            Forms forms) {
        this.people = people;
        this.access = access;
        this.erasing = erasing;
        this.copies = copies;
        this.words = words;
        this.pdf = pdf;
        this.forms = forms;
    }

    private static People.Search search(String typed, @Nullable List<String> names, boolean shared) {
        return new People.Search(Forms.line(typed), List.copyOf(Forms.ticked(names)), shared);
    }

    @GetMapping
    String show(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(name = "nom", required = false) @Nullable List<String> names,
            @RequestParam(name = "partage", defaultValue = "false") boolean shared,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var search = search(q, names, shared);
        model.addAttribute("search", search);
        model.addAttribute(
                "receipts",
                erasing.receipts(0, LATEST).stream()
                        .map(one -> words.line(one, locale))
                        .toList());
        if (!search.typed().isEmpty()) {
            look(search, model);
        }
        return "rights/person";
    }

    private void look(People.Search search, Model model) {
        switch (people.find(search)) {
            case People.Nobody() -> model.addAttribute("nobody", true);
            case People.ForSomebodyElse() -> model.addAttribute("forSomebodyElse", true);
            case People.Several(var several) -> model.addAttribute("several", several);
            case People.Found found -> {
                model.addAttribute("found", found);
                model.addAttribute("counts", people.counts(found.person()));
            }
        }
    }

    private People.Found found(People.Search search) {
        if (people.find(search) instanceof People.Found found) {
            return found;
        }
        throw new ProblemException(HttpStatus.NOT_FOUND, "rights", "nobody");
    }

    @PostMapping("/copie")
    void copy(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(name = "nom", required = false) @Nullable List<String> names,
            @RequestParam(name = "partage", defaultValue = "false") boolean shared,
            HttpServletResponse response,
            Locale locale)
            throws IOException {
        var copy = access.copy(found(search(q, names, shared)));
        response.setContentType("application/zip");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment()
                        .filename("donnees-personnelles.zip")
                        .build()
                        .toString());
        access.write(copy, one -> paper("rights/copy-pdf", copies.of(one, locale), locale), response.getOutputStream());
    }

    private byte[] paper(String template, Map<String, Object> model, Locale locale) {
        return pdf.of(template, model, Language.of(locale.getLanguage()).orElse(Language.FRENCH));
    }

    @GetMapping("/effacer")
    String before(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(name = "nom", required = false) @Nullable List<String> names,
            @RequestParam(name = "partage", defaultValue = "false") boolean shared,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        return form(new Erasing.Order(search(q, names, shared), "", null, null, false, false), model, response, locale);
    }

    private String form(Erasing.Order order, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var found = found(order.search());
        var unfinished = erasing.unfinished(found.person());
        model.addAttribute("order", order);
        model.addAttribute("search", order.search());
        model.addAttribute("found", found);
        model.addAttribute("counts", people.counts(found.person()));
        model.addAttribute(
                "open", unfinished.stream().filter(Unfinished::isOpen).toList());
        model.addAttribute(
                "contestable", unfinished.stream().filter(one -> !one.isOpen()).toList());
        model.addAttribute("reasons", words.reasons(locale));
        model.addAttribute("checks", words.checks(locale));
        return "rights/erase";
    }

    @PostMapping("/effacer")
    String erase(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(name = "nom", required = false) @Nullable List<String> names,
            @RequestParam(name = "partage", defaultValue = "false") boolean shared,
            @RequestParam(defaultValue = "") String confirmation,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String checked,
            @RequestParam(defaultValue = "false") boolean ends,
            @RequestParam(defaultValue = "false") boolean keeps,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes next) {
        var order = new Erasing.Order(
                search(q, names, shared),
                Forms.line(confirmation),
                RightsWords.reason(reason),
                RightsWords.check(checked),
                ends,
                keeps);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var receipt = erasing.erase(order);
                    next.addFlashAttribute("done", true);
                    return "redirect:/admin/droits/recus/" + receipt.number();
                },
                () -> form(order, model, response, locale));
    }

    @GetMapping("/recus/{number}")
    String receipt(@PathVariable String number, Model model, Locale locale) {
        model.addAllAttributes(receipt(erasing.receipt(number), locale));
        return "rights/receipt";
    }

    private Map<String, Object> receipt(Receipt receipt, Locale locale) {
        return Map.of("receipt", words.line(receipt, locale), "organisation", words.organisation());
    }

    @GetMapping("/recus/{number}/pdf")
    ResponseEntity<byte[]> receiptPdf(@PathVariable String number, Locale locale) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        "Content-Disposition",
                        ContentDisposition.inline()
                                .filename(number + ".pdf")
                                .build()
                                .toString())
                .body(paper("rights/receipt-pdf", receipt(erasing.receipt(number), locale), locale));
    }
}
