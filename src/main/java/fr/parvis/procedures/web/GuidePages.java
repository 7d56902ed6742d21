package fr.parvis.procedures.web;

import fr.parvis.procedures.Answers;
import fr.parvis.procedures.Facts;
import fr.parvis.procedures.Part;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.Walk;
import fr.parvis.procedures.editor.LocalWords;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Publications that ask before they answer: one question on a screen, the answers in the address, nothing kept. */
@Controller
class GuidePages {
    /** @param html of what helps to choose, empty when nothing does */
    record Option(String words, String html, String address) {}

    /** @param change where another answer can be given */
    record Said(String question, String answer, String change) {}

    /**
     * Where a walk ends.
     *
     * @param sections what of the sheet applies; empty when the whole sheet does
     */
    record Goal(String title, String address, List<SheetHtml.Section> sections) {}

    private final Procedures procedures;
    private final LocalWords words;
    private final WaysOut waysOut;

    GuidePages(Procedures procedures, LocalWords words, WaysOut waysOut) {
        this.procedures = procedures;
        this.words = words;
        this.waysOut = waysOut;
    }

    /** @param changed counted from 1: the answer to this question is chosen again, the others stay */
    @GetMapping("/demarches/{id}/guide")
    String guide(
            @PathVariable String id,
            @RequestParam(name = "r", defaultValue = "") String written,
            @RequestParam(name = "q", defaultValue = "0") int changed,
            @RequestParam(name = "audience", defaultValue = "") String audience,
            HttpServletRequest request,
            Model model) {
        var sheet = words.linked(audience, id);
        var walk = Walk.of(sheet).orElse(null);
        if (walk == null) {
            return "redirect:" + SheetAddresses.of(sheet, "");
        }
        var answers = Answers.parse(written);
        var again = changed > 0 && changed <= answers.count() && walk.isList();
        var place = walk.after(again ? answers.first(changed - 1) : answers);
        // answers to questions that are not asked are forgotten
        var kept = answers.first(place.given().size());
        if (place instanceof Walk.Arrived arrived && walk.isList() && Plan.isMadeOf(sheet)) {
            return "redirect:"
                    + address(sheet, "/plan", answers.first(arrived.given().size()));
        }
        model.addAttribute("sheet", sheet);
        model.addAttribute("heading", shown(sheet.title()));
        model.addAttribute("said", said(sheet, walk, kept));
        model.addAttribute("start", guide(sheet, Answers.NONE));
        model.addAttribute("back", kept.count() == 0 ? "" : guide(sheet, kept.first(kept.count() - 1)));
        model.addAttribute("whole", SheetAddresses.of(sheet, ""));
        return switch (place) {
            case Walk.Asking asking -> {
                ask(sheet, walk, asking, again ? answers : kept, kept.count(), model);
                yield "procedures/guide";
            }
            case Walk.Arrived arrived -> {
                model.addAttribute("goals", goals(sheet, arrived, FromOurPages.walked(request)));
                yield "procedures/guide-end";
            }
        };
    }

    private void ask(Sheet sheet, Walk walk, Walk.Asking asking, Answers answers, int at, Model model) {
        var html = SheetHtml.aside(sheet);
        var options = asking.question().choices().stream()
                .map(choice -> new Option(
                        choice.words(), html(choice.help(), html), guide(sheet, chosen(answers, at, choice.number()))))
                .toList();
        var words = asking.question().words();
        model.addAttribute("question", words == null ? "" : words);
        model.addAttribute("help", html(asking.question().help(), html));
        model.addAttribute("options", options);
        model.addAttribute("number", at + 1);
        model.addAttribute("of", asking.of());
        model.addAttribute("pass", walk.isList() ? guide(sheet, chosen(answers, at, Answers.PASSED)) : "");
        model.addAttribute("introduction", at > 0 ? "" : html.opening(sheet));
    }

    private static Answers chosen(Answers answers, int at, int choice) {
        return at < answers.count() ? answers.changed(at, choice) : answers.and(choice);
    }

    private static String html(Part.@Nullable Element help, SheetHtml html) {
        return help == null ? "" : html.html(help.children(), 3);
    }

    /** @param counted what is read here is opened */
    private List<Goal> goals(Sheet from, Walk.Arrived arrived, boolean counted) {
        var goals = new ArrayList<Goal>();
        for (var lead : arrived.leads()) {
            var id = lead.attribute("LienPublication");
            var audience = lead.attribute("audience").toLowerCase(Locale.ROOT);
            procedures
                    .find(audience, id)
                    .or(() -> procedures.find(id))
                    .ifPresentOrElse(
                            sheet -> {
                                var goal = goal(waysOut.of(words.on(sheet)), arrived.facts());
                                goals.add(goal);
                                if (counted && !goal.sections().isEmpty()) {
                                    procedures.opened(sheet);
                                }
                            },
                            () -> WaysOut.address(from, lead, id)
                                    .ifPresent(there -> goals.add(new Goal("", there, List.of()))));
        }
        return goals;
    }

    private static Goal goal(Sheet sheet, Facts facts) {
        return new Goal(
                shown(sheet.title()),
                SheetAddresses.of(sheet, ""),
                facts.matterTo(sheet.content()) ? applying(sheet, facts) : List.of());
    }

    /** The other sheets of its folder are for other situations. */
    private static List<SheetHtml.Section> applying(Sheet sheet, Facts facts) {
        return SheetHtml.of(facts.applyTo(sheet)).stream()
                .filter(section -> !section.name().equals("folder"))
                .toList();
    }

    @GetMapping("/demarches/{id}/plan")
    String plan(
            @PathVariable String id,
            @RequestParam(name = "r", defaultValue = "") String written,
            @RequestParam(name = "audience", defaultValue = "") String audience,
            HttpServletRequest request,
            Model model,
            Locale locale) {
        var sheet = words.linked(audience, id);
        if (!Plan.isMadeOf(sheet)) {
            return "redirect:" + SheetAddresses.of(sheet, "");
        }
        // with answers, it was opened before
        if (written.isEmpty() && FromOurPages.came(request)) {
            procedures.opened(sheet);
        }
        var walk = Walk.of(sheet).orElse(null);
        var answers = walk == null ? Answers.NONE : Answers.parse(written);
        var place = walk == null ? null : walk.after(answers);
        var facts = place instanceof Walk.Arrived arrived ? arrived.facts() : Facts.NONE;
        var complete = place instanceof Walk.Arrived;
        model.addAttribute("sheet", sheet);
        model.addAttribute("heading", shown(sheet.title()));
        model.addAttribute("plan", Plan.of(waysOut.of(facts.applyTo(sheet))));
        model.addAttribute("said", walk == null || !complete ? List.of() : said(sheet, walk, answers));
        model.addAttribute("start", walk == null ? "" : guide(sheet, Answers.NONE));
        model.addAttribute("updated", ProcedurePages.written(sheet.updated(), locale));
        return "procedures/plan";
    }

    private static List<Said> said(Sheet sheet, Walk walk, Answers answers) {
        var given = walk.after(answers).given();
        var said = new ArrayList<Said>();
        for (int i = 0; i < given.size(); i++) {
            var change = walk.isList() ? changing(sheet, answers, i + 1) : guide(sheet, answers.first(i));
            said.add(new Said(given.get(i).question(), given.get(i).answer(), change));
        }
        return said;
    }

    private static String guide(Sheet sheet, Answers answers) {
        return address(sheet, "/guide", answers);
    }

    private static String changing(Sheet sheet, Answers answers, int question) {
        return UriComponentsBuilder.fromUriString(guide(sheet, answers))
                .queryParam("q", question)
                .build()
                .toUriString();
    }

    private static String address(Sheet sheet, String below, Answers answers) {
        var page = UriComponentsBuilder.fromUriString(SheetAddresses.of(sheet, below));
        return (answers.count() == 0 ? page : page.queryParam("r", answers))
                .build()
                .toUriString();
    }

    /** Some titles carry the marks of those who publish them. */
    private static String shown(String title) {
        return title.replaceFirst("^\\*+\\s*", "").strip();
    }
}
