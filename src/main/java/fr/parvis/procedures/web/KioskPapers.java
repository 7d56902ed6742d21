package fr.parvis.procedures.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.checklist.Checklists;
import fr.parvis.procedures.visit.ServiceSheets;
import fr.parvis.queue.Doors;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** At the kiosk before the ticket: what for, and whether the documents are there. Without a ticket, it goes back to its start. */
@Controller
@RequestMapping("/borne/{slug}/papiers")
class KioskPapers {
    private static final int SECONDS = 90;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final ServiceSheets sheets;
    private final Procedures procedures;
    private final Directory directory;
    private final Doors doors;
    private final Clock clock;

    KioskPapers(ServiceSheets sheets, Procedures procedures, Directory directory, Doors doors, Clock clock) {
        this.sheets = sheets;
        this.procedures = procedures;
        this.directory = directory;
        this.doors = doors;
        this.clock = clock;
    }

    record Tile(String title, String address) {}

    @GetMapping
    String what(@PathVariable String slug, @ModelAttribute KioskWish wish, Model model, HttpServletResponse response) {
        var site = begin(slug, wish, model, response);
        model.addAttribute("back", "/borne/" + site.slug() + "/services");
        model.addAttribute(
                "tiles",
                offered(site, wish).stream()
                        .map(sheet -> new Tile(sheet.title(), wish.carriedTo(page(site, sheet))))
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
            HttpServletResponse response,
            Locale locale) {
        var site = begin(slug, wish, model, response);
        var sheet = chosen(site, audience, id, wish);
        var documents = documents(sheet, Language.of(locale));
        model.addAttribute("sheet", sheet);
        model.addAttribute("documents", documents);
        model.addAttribute(
                "sure", documents.stream().filter(ListView.Item::isSure).count());
        model.addAttribute("back", wish.carriedTo("/borne/" + site.slug() + "/papiers"));
        model.addAttribute("missing", wish.carriedTo(page(site, sheet) + "/manque"));
        return "procedures/kiosk-have";
    }

    @GetMapping("/{audience}/{id}/manque")
    String missing(
            @PathVariable String slug,
            @PathVariable String audience,
            @PathVariable String id,
            @ModelAttribute KioskWish wish,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var site = begin(slug, wish, model, response);
        var sheet = chosen(site, audience, id, wish);
        var documents = documents(sheet, Language.of(locale));
        model.addAttribute("sheet", sheet);
        model.addAttribute("documents", documents);
        model.addAttribute("back", wish.carriedTo(page(site, sheet)));
        model.addAttribute(
                "known",
                documents.stream().filter(one -> !one.without().isEmpty()).count());
        model.addAttribute("kept", kept(site, wish));
        model.addAttribute("code", ListAddress.of(sheet).address("/qr.svg"));
        return "procedures/kiosk-missing";
    }

    /** Until when the place of whoever fetches something now is kept, "14:32"; null when the doors close before. */
    private @Nullable String kept(Site site, KioskWish wish) {
        return directory
                .findServiceAt(site.id(), wish.service() == null ? "" : wish.service())
                .flatMap(service -> doors.keptUntil(site.id(), service.id(), clock.instant()))
                .map(until -> TIME.format(until.atZone(site.zone())))
                .orElse(null);
    }

    private static String page(Site site, Sheet sheet) {
        return "/borne/" + site.slug() + "/papiers/" + sheet.audience() + "/" + sheet.id();
    }

    private Site begin(String slug, KioskWish wish, Model model, HttpServletResponse response) {
        var site = directory
                .findSite(slug)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "procedures", "unknown-site", slug));
        response.setHeader("Refresh", SECONDS + "; url=/borne/" + site.slug());
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("site", site);
        model.addAttribute("fields", wish.fields());
        model.addAttribute("start", "/borne/" + site.slug());
        model.addAttribute("tickets", "/borne/" + site.slug() + "/tickets");
        return site;
    }

    private Sheet chosen(Site site, String audience, String id, KioskWish wish) {
        return offered(site, wish).stream()
                .filter(one -> one.audience().equals(audience) && one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "procedures", "unknown-sheet", id));
    }

    /** Those that everybody needs, then those that some need. */
    private List<ListView.Item> documents(Sheet sheet, Language reader) {
        return ListView.items(sheet, Checklists.of(sheet).under(Map.of()), procedures, reader).stream()
                .sorted(Comparator.comparing(ListView.Item::isSure).reversed())
                .toList();
    }

    private List<Sheet> offered(Site site, KioskWish wish) {
        var service = wish.service() == null ? "" : wish.service();
        return directory
                .findServiceAt(site.id(), service)
                .map(offer -> sheets.of(offer.id()))
                .filter(found -> !found.isEmpty())
                .orElseThrow(
                        () -> new ProblemException(HttpStatus.NOT_FOUND, "procedures", "service-missing", site.name()));
    }
}
