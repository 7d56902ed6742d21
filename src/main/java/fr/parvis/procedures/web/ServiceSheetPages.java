package fr.parvis.procedures.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.visit.ServiceSheets;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which procedures the kiosk and the counter offer for each service. */
@Controller
@RequestMapping(ServiceSheetPages.PAGE)
@PreAuthorize("hasAnyRole('ADMIN','QUALITY')")
class ServiceSheetPages {
    static final String PAGE = "/admin/demarches/prestations";
    private static final int FOUND = 6;
    private static final Pattern NUMBER = Pattern.compile("(?i)([FNR]\\d+|L-[a-z0-9-]+)");

    record Row(ServiceOffer service, List<ServiceSheets.Line> sheets) {}

    private final ServiceSheets sheets;
    private final Procedures procedures;
    private final Directory directory;
    private final Forms forms;

    ServiceSheetPages(ServiceSheets sheets, Procedures procedures, Directory directory, Forms forms) {
        this.sheets = sheets;
        this.procedures = procedures;
        this.directory = directory;
        this.forms = forms;
    }

    @GetMapping
    String all(Model model) {
        model.addAttribute(
                "rows",
                directory.allServices().stream()
                        .filter(ServiceOffer::active)
                        .map(service -> new Row(service, sheets.lines(service.id())))
                        .toList());
        return "procedures/staff-services";
    }

    @GetMapping("/{slug}")
    String one(@PathVariable String slug, Model model) {
        return page(service(slug), "", List.of(), model);
    }

    /** A number adds the sheet; other words show the sheets to choose from. */
    @PostMapping("/{slug}")
    String look(
            @PathVariable String slug,
            @RequestParam(name = "looked", required = false) @Nullable String typed,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var service = service(slug);
        var looked = Forms.line(typed);
        return forms.submit(
                model,
                response,
                locale,
                () -> NUMBER.matcher(looked).matches()
                        ? byNumber(service, looked, after)
                        : page(service, looked, found(looked), model),
                () -> page(service, looked, List.of(), model));
    }

    private String byNumber(ServiceOffer service, String number, RedirectAttributes after) {
        var sheet = procedures
                .find(number)
                .or(() -> procedures.find(number.toUpperCase(Locale.ROOT)))
                .orElseThrow(() -> ProblemException.field("looked", "procedures", "service-sheet-unknown", number));
        sheets.add(service, sheet);
        return saved(service, after);
    }

    private List<Procedures.Hit> found(String looked) {
        if (looked.isEmpty()) {
            throw ProblemException.field("looked", "procedures", "service-sheet-empty");
        }
        var hits = procedures.search(looked, Procedures.PEOPLE, FOUND);
        if (hits.isEmpty()) {
            throw ProblemException.field("looked", "procedures", "service-sheet-none", looked);
        }
        return hits;
    }

    @PostMapping("/{slug}/fiche")
    String add(
            @PathVariable String slug,
            @RequestParam(name = "sheet") String id,
            @RequestParam(name = "audience", defaultValue = Procedures.PEOPLE) String audience,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var service = service(slug);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    sheets.add(service, procedures.linked(audience, id));
                    return saved(service, after);
                },
                () -> page(service, "", List.of(), model));
    }

    @PostMapping("/{slug}/retrait")
    String remove(
            @PathVariable String slug,
            @RequestParam(name = "sheet") String id,
            @RequestParam(name = "audience") String audience,
            RedirectAttributes after) {
        var service = service(slug);
        sheets.remove(service, audience, id);
        return saved(service, after);
    }

    private static String saved(ServiceOffer service, RedirectAttributes after) {
        after.addFlashAttribute("saved", true);
        return "redirect:" + PAGE + "/" + service.slug();
    }

    private String page(ServiceOffer service, String looked, List<Procedures.Hit> hits, Model model) {
        model.addAttribute("service", service);
        model.addAttribute("lines", sheets.lines(service.id()));
        model.addAttribute("looked", looked);
        model.addAttribute("hits", hits);
        model.addAttribute("most", ServiceSheets.MOST);
        return "procedures/staff-service";
    }

    private ServiceOffer service(String slug) {
        return directory.allServices().stream()
                .filter(service -> service.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "procedures", "service-unknown", slug));
    }
}
