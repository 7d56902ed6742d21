package fr.parvis.procedures.web;

import fr.parvis.directory.Directory;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.Orientation;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.Walk;
import fr.parvis.procedures.checklist.Checklists;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Information sheets for the public: found by everyday words, shown whole. */
@Controller
class ProcedurePages {
    private static final int LONGEST_QUESTION = 300;
    private static final int MOST_RESULTS = 10;
    private static final int MOST_NEAREST = 5;
    private static final int FEW = 3;
    private static final int OLD_AFTER_MONTHS = 24;

    /** A sheet among the answers. */
    record Found(String address, String title, String theme, String summary, String updated) {}

    /** A heading above the sheet. */
    record Crumb(String address, String title) {}

    private final Procedures procedures;
    private final Orientation orientation;
    private final WaysOut waysOut;
    private final LocalWords words;
    private final Directory directory;
    private final Forms forms;
    private final Clock clock;

    ProcedurePages(
            Procedures procedures,
            Orientation orientation,
            WaysOut waysOut,
            LocalWords words,
            Directory directory,
            Forms forms,
            Clock clock) {
        this.procedures = procedures;
        this.orientation = orientation;
        this.waysOut = waysOut;
        this.words = words;
        this.directory = directory;
        this.forms = forms;
        this.clock = clock;
    }

    @GetMapping("/demarches")
    String search(
            @RequestParam(name = "q", required = false) @Nullable String typed,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var question = Forms.line(typed);
        model.addAttribute("q", question);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    if (question.length() > LONGEST_QUESTION) {
                        throw ProblemException.field("q", "procedures", "question-too-long", LONGEST_QUESTION);
                    }
                    model.addAttribute("empty", procedures.count() == 0);
                    if (!question.isEmpty()) {
                        var found = found(procedures.search(question, Procedures.PEOPLE, MOST_RESULTS), locale);
                        model.addAttribute("found", found);
                        model.addAttribute(
                                "understood", procedures.inFrench(question).orElse(null));
                        model.addAttribute("few", found.size() < FEW);
                        model.addAttribute(
                                "nearest",
                                found.isEmpty()
                                        ? found(orientation.nearest(question, MOST_NEAREST), locale)
                                        : List.of());
                    }
                    return "procedures/search";
                },
                () -> "procedures/search");
    }

    private static List<Found> found(List<Procedures.Hit> hits, Locale locale) {
        return hits.stream()
                .flatMap(hit -> SheetAddresses.page(hit.id(), hit.audience()).stream()
                        .map(address -> new Found(
                                address, hit.title(), hit.theme(), hit.summary(), written(hit.updated(), locale))))
                .toList();
    }

    @GetMapping("/demarches/{id}")
    String sheet(
            @PathVariable String id,
            @RequestParam(name = "audience", defaultValue = "") String audience,
            HttpServletRequest request,
            Model model,
            Locale locale) {
        var sheet = procedures.linked(audience, id);
        if (Plan.isMadeOf(sheet)) {
            return "redirect:" + SheetAddresses.of(sheet, "/plan");
        }
        if (FromOurPages.came(request)) {
            procedures.opened(sheet);
        }
        model.addAttribute(
                "translated",
                words.translation(sheet, locale.getLanguage())
                        .map(found -> TranslatedSheet.of(found, locale.getLanguage()))
                        .orElse(null));
        return show(words.on(sheet), model, locale);
    }

    String show(Sheet sheet, Model model, Locale locale) {
        model.addAttribute("guide", Walk.of(sheet).isPresent() ? SheetAddresses.of(sheet, "/guide") : "");
        var updated = sheet.updated();
        var address = sheet.address();
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        model.addAttribute("sheet", sheet);
        model.addAttribute("author", sheet.isLocal() ? directory.organisation().name() : "");
        model.addAttribute("lead", sheet.content().first("Introduction").isPresent() ? "" : sheet.summary());
        model.addAttribute("list", Checklists.of(sheet).isEmpty() ? "" : SheetAddresses.of(sheet, "/ma-liste"));
        model.addAttribute("crumbs", crumbs(sheet));
        model.addAttribute("sections", SheetHtml.of(waysOut.of(sheet)));
        model.addAttribute("updated", written(updated, locale));
        model.addAttribute("old", updated != null && updated.isBefore(today.minusMonths(OLD_AFTER_MONTHS)));
        model.addAttribute(
                "publisher", address == null ? "" : SheetAddresses.web(address).orElse(""));
        return "procedures/sheet";
    }

    /** Headings that are not here are named without a link. */
    private List<Crumb> crumbs(Sheet sheet) {
        var levels = sheet.content()
                .elements("FilDAriane")
                .flatMap(path -> path.elements("Niveau"))
                .filter(level ->
                        !level.attribute("ID").equals(sheet.id()) && SheetAddresses.isNumber(level.attribute("ID")))
                .toList();
        var here = procedures.known(
                levels.stream().map(level -> level.attribute("ID")).toList());
        return levels.stream()
                .map(level -> new Crumb(
                        here.contains(level.attribute("ID"))
                                ? SheetAddresses.page(level.attribute("ID"), sheet.audience())
                                        .orElse("")
                                : "",
                        level.words()))
                .toList();
    }

    static String written(@Nullable LocalDate date, Locale locale) {
        return date == null
                ? ""
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(locale)
                        .format(date);
    }
}
