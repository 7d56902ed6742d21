package fr.parvis.directory.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Forms;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is set up, what to do first; the organisation's name and colour. */
@Controller
@PreAuthorize("hasRole('ADMIN')")
class OverviewController {
    /** @param nearest the readable colour that was proposed and taken */
    record OrganisationForm(String name, String mainColour, String nearest) {
        OrganisationForm {
            name = Forms.line(name);
            mainColour = Forms.line(mainColour);
            nearest = Forms.line(nearest);
        }

        String colour() {
            return nearest.isEmpty() ? mainColour : nearest;
        }
    }

    /** One site on the overview. */
    record SiteLine(Site site, boolean hours, int services, int counters) {
        boolean ready() {
            return site.active() && hours && services > 0 && counters > 0;
        }
    }

    private final Directory directory;
    private final DirectoryEditor editor;
    private final Forms forms;

    OverviewController(Directory directory, DirectoryEditor editor, Forms forms) {
        this.directory = directory;
        this.editor = editor;
        this.forms = forms;
    }

    @GetMapping("/admin")
    String overview(Model model) {
        var sites = directory.allSites().stream().map(this::line).toList();
        model.addAttribute("sites", sites);
        model.addAttribute("ready", sites.stream().anyMatch(SiteLine::ready));
        model.addAttribute("services", directory.allServices());
        model.addAttribute("agents", directory.allAgents());
        return "directory/overview";
    }

    private SiteLine line(Site site) {
        return new SiteLine(
                site,
                directory.weeklyHours(site.id()).stream().anyMatch(day -> !day.isEmpty()),
                directory.servicesAt(site.id()).size(),
                directory.countersAt(site.id()).size());
    }

    @GetMapping("/admin/organisation")
    String organisation(Model model) {
        var now = directory.organisation();
        model.addAttribute("form", new OrganisationForm(directory.isSetUp() ? now.name() : "", now.mainColour(), ""));
        return "directory/organisation";
    }

    @PostMapping("/admin/organisation")
    String save(
            @ModelAttribute("form") OrganisationForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    editor.organisation(form.name(), form.colour());
                    after.addFlashAttribute("saved", true);
                    return "redirect:/admin/organisation";
                },
                () -> "directory/organisation");
    }
}
