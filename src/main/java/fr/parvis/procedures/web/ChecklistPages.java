package fr.parvis.procedures.web;

import fr.parvis.directory.Directory;
import fr.parvis.platform.paper.PaperPages;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.checklist.Checklist;
import fr.parvis.procedures.checklist.Checklists;
import fr.parvis.procedures.checklist.Question;
import fr.parvis.procedures.editor.LocalWords;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One question a screen, then the list of what this person needs. All is in the address; nothing is kept. */
@Controller
class ChecklistPages {
    private final Procedures procedures;
    private final LocalWords words;
    private final NearbyCounters counters;
    private final TakeAlong along;
    private final PaperPages pdf;
    private final PublicAddress addresses;
    private final Directory directory;
    private final Clock clock;

    ChecklistPages(
            Procedures procedures,
            LocalWords words,
            NearbyCounters counters,
            TakeAlong along,
            PaperPages pdf,
            PublicAddress addresses,
            Directory directory,
            Clock clock) {
        this.procedures = procedures;
        this.words = words;
        this.counters = counters;
        this.along = along;
        this.pdf = pdf;
        this.addresses = addresses;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * @param asked the question that the form was about, present when it was just sent
     * @param seen the person wants the list now, whatever is left to ask
     */
    @GetMapping("/demarches/{id}/ma-liste")
    String next(
            @PathVariable String id,
            @RequestParam(name = "audience", defaultValue = "") String audience,
            @RequestParam(name = "pour", required = false) @Nullable String asked,
            @RequestParam(name = "voir", required = false) @Nullable String seen,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        var sheet = words.linked(audience, id);
        var lists = Checklists.of(sheet);
        if (lists.isEmpty()) {
            return "redirect:" + SheetAddresses.of(sheet, "");
        }
        var here = ListAddress.of(sheet, request.getParameterMap());
        if (asked != null && here.answers().containsKey(asked)) {
            return "redirect:" + here.page();
        }
        var list = lists.under(here.answers());
        var question = seen == null ? open(list, here) : Optional.<Question>empty();
        model.addAttribute("sheet", sheet);
        model.addAttribute("here", here);
        if (question.isPresent()) {
            var missing = asked != null && asked.equals(question.get().id());
            if (missing) {
                response.setStatus(HttpStatus.BAD_REQUEST.value());
            }
            model.addAttribute(
                    "answers",
                    ListView.answers(list.answered(), one -> here.without(one).page()));
            model.addAttribute("question", question.get());
            model.addAttribute("missing", missing);
            return "procedures/question";
        }
        model.addAttribute("view", ListView.of(list, here, procedures, Language.of(locale)));
        model.addAttribute("left", list.next().size());
        model.addAttribute("forgotten", !list.ignored().isEmpty());
        model.addAttribute("counters", counters.serve(sheet, list) ? counters.of(sheet, locale) : List.of());
        model.addAttribute("along", along.of(here, sheet, locale));
        return "procedures/list";
    }

    @GetMapping(path = "/demarches/{id}/ma-liste/liste.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> paper(
            @PathVariable String id,
            @RequestParam(name = "audience", defaultValue = "") String audience,
            HttpServletRequest request,
            Locale locale) {
        var sheet = words.linked(audience, id);
        var here = ListAddress.of(sheet, request.getParameterMap());
        var list = Checklists.of(sheet).under(here.answers());
        var reader = Language.of(locale);
        var bytes = pdf.of(
                "procedures/list-pdf",
                Map.of(
                        "sheet",
                        sheet,
                        "view",
                        ListView.of(list, here, procedures, reader),
                        "author",
                        sheet.isLocal() ? directory.organisation().name() : "",
                        "link",
                        addresses.of(here.seen()),
                        "day",
                        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                .withLocale(reader.locale())
                                .format(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))),
                reader);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"documents-" + sheet.id() + ".pdf\"")
                .body(bytes);
    }

    @GetMapping(path = "/demarches/{id}/ma-liste/qr.svg", produces = "image/svg+xml")
    ResponseEntity<String> code(
            @PathVariable String id,
            @RequestParam(name = "audience", defaultValue = "") String audience,
            HttpServletRequest request) {
        return addresses.code(ListAddress.of(words.linked(audience, id), request.getParameterMap())
                .seen());
    }

    private static Optional<Question> open(Checklist list, ListAddress here) {
        return list.next().stream()
                .filter(question -> !here.isPassed(question.id()))
                .findFirst();
    }
}
