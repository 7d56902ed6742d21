package fr.parvis.procedures.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.checklist.Question;
import fr.parvis.procedures.visit.ServiceSheets;
import fr.parvis.queue.ByAppointment;
import fr.parvis.queue.Doors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * At the kiosk before the ticket: what for, a few questions, and whether the documents are there. All is in the address; from each screen
 * one touch gives the ticket. Without a ticket, it goes back to its start.
 */
@Controller
@RequestMapping("/borne/{slug}/papiers")
class KioskPapers {
    private static final int SECONDS = 90;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final ServiceSheets sheets;
    private final Procedures procedures;
    private final Directory directory;
    private final Doors doors;
    private final ByAppointment byAppointment;
    private final Clock clock;

    KioskPapers(
            ServiceSheets sheets,
            Procedures procedures,
            Directory directory,
            Doors doors,
            ByAppointment byAppointment,
            Clock clock) {
        this.sheets = sheets;
        this.procedures = procedures;
        this.directory = directory;
        this.doors = doors;
        this.byAppointment = byAppointment;
        this.clock = clock;
    }

    record Tile(String title, String address) {}

    record Reply(Question.Choice choice, String address) {}

    /** @param sheets that the service is about */
    private record Visit(Site site, ServiceOffer service, List<Sheet> sheets, KioskWish wish) {
        String start() {
            return "/borne/" + site.slug();
        }

        String page(Sheet sheet) {
            return start() + "/papiers/" + sheet.audience() + "/" + sheet.id();
        }

        boolean hasOneSheet() {
            return sheets.size() == 1;
        }

        /** Where the person was before the last answer. */
        String back(KioskList mine) {
            if (mine.given().given().isEmpty()) {
                return hasOneSheet() ? start() + "/services" : wish.carriedTo(start() + "/papiers");
            }
            return at(mine.given().before());
        }

        String at(ListAddress given) {
            return wish.carriedTo(page(given.sheet()), given);
        }

        String missing(KioskList mine) {
            return wish.carriedTo(page(mine.given().sheet()) + "/manque", mine.given());
        }
    }

    /** Nothing to choose where there is one sheet. */
    @GetMapping
    String what(@PathVariable String slug, @ModelAttribute KioskWish wish, Model model, HttpServletResponse response) {
        var visit = begin(slug, wish, model, response);
        if (visit.hasOneSheet()) {
            return "redirect:" + wish.carriedTo(visit.page(visit.sheets.getFirst()));
        }
        model.addAttribute("back", visit.start() + "/services");
        model.addAttribute(
                "tiles",
                visit.sheets.stream()
                        .map(sheet -> new Tile(sheet.title(), wish.carriedTo(visit.page(sheet))))
                        .toList());
        return "procedures/kiosk-what";
    }

    @GetMapping("/{audience}/{id}")
    String have(
            @PathVariable String slug,
            @PathVariable String audience,
            @PathVariable String id,
            @ModelAttribute KioskWish wish,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        var visit = begin(slug, wish, model, response);
        var mine = mine(visit, audience, id, request, model);
        model.addAttribute("back", visit.back(mine));
        model.addAttribute("sole", visit.hasOneSheet());
        if (mine.question().isPresent()) {
            var question = mine.question().get();
            model.addAttribute("question", question);
            model.addAttribute("number", mine.number());
            model.addAttribute(
                    "replies",
                    question.choices().stream()
                            .map(choice ->
                                    new Reply(choice, visit.at(mine.given().answering(question.id(), choice.id()))))
                            .toList());
            model.addAttribute("unsure", visit.at(mine.given().passing(question.id())));
            return "procedures/kiosk-question";
        }
        var documents = documents(mine, Language.of(locale));
        model.addAttribute("documents", documents);
        model.addAttribute(
                "sure", documents.stream().filter(ListView.Item::isSure).count());
        model.addAttribute(
                "answers",
                ListView.answers(mine.said(), asked -> visit.at(mine.given().without(asked))));
        model.addAttribute("missing", visit.missing(mine));
        return "procedures/kiosk-have";
    }

    @GetMapping("/{audience}/{id}/manque")
    String missing(
            @PathVariable String slug,
            @PathVariable String audience,
            @PathVariable String id,
            @ModelAttribute KioskWish wish,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        var visit = begin(slug, wish, model, response);
        var mine = mine(visit, audience, id, request, model);
        var documents = documents(mine, Language.of(locale));
        model.addAttribute("documents", documents);
        model.addAttribute("back", visit.at(mine.given()));
        model.addAttribute(
                "known",
                documents.stream().filter(one -> !one.without().isEmpty()).count());
        model.addAttribute("kept", kept(visit));
        model.addAttribute("book", book(visit, mine));
        model.addAttribute("code", mine.known().address("/qr.svg"));
        return "procedures/kiosk-missing";
    }

    /** Until when the place of whoever fetches something now is kept, "14:32"; null when the doors close before. */
    private @Nullable String kept(Visit visit) {
        return doors.keptUntil(visit.site.id(), visit.service.id(), clock.instant())
                .map(until -> TIME.format(until.atZone(visit.site.zone())))
                .orElse(null);
    }

    /** Where an appointment is to be had on this very screen; null when the service is given without. */
    private @Nullable String book(Visit visit, KioskList mine) {
        return byAppointment.at(visit.site, visit.service.id())
                ? UriComponentsBuilder.fromPath(visit.start() + "/rdv/prendre/" + visit.service.slug())
                        .queryParam("liste", "{list}")
                        .queryParam("retour", "{back}")
                        .encode()
                        .buildAndExpand(mine.known().page(), visit.missing(mine))
                        .toUriString()
                : null;
    }

    private Visit begin(String slug, KioskWish wish, Model model, HttpServletResponse response) {
        var site = directory
                .findSite(slug)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "procedures", "unknown-site", slug));
        response.setHeader("Refresh", SECONDS + "; url=/borne/" + site.slug());
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("fields", wish.fields());
        model.addAttribute("start", "/borne/" + site.slug());
        model.addAttribute("tickets", "/borne/" + site.slug() + "/tickets");
        return directory
                .findServiceAt(site.id(), wish.service() == null ? "" : wish.service())
                .map(service -> new Visit(site, service, sheets.of(service.id()), wish))
                .filter(visit -> !visit.sheets.isEmpty())
                .orElseThrow(
                        () -> new ProblemException(HttpStatus.NOT_FOUND, "procedures", "service-missing", site.name()));
    }

    private static KioskList mine(Visit visit, String audience, String id, HttpServletRequest request, Model model) {
        var sheet = visit.sheets.stream()
                .filter(one -> one.audience().equals(audience) && one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "procedures", "unknown-sheet", id));
        var mine = KioskList.of(sheet, request.getParameterMap(), visit.site);
        model.addAttribute("sheet", sheet);
        model.addAttribute("list", mine.known().page());
        return mine;
    }

    /** Those that the person needs in any case, then those that may be needed. */
    private List<ListView.Item> documents(KioskList mine, Language reader) {
        return ListView.items(mine.given().sheet(), mine.list(), procedures, reader).stream()
                .sorted(Comparator.comparing(ListView.Item::isSure).reversed())
                .toList();
    }
}
