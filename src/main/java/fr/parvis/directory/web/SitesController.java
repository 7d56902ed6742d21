package fr.parvis.directory.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.Position;
import fr.parvis.directory.PrintedNames;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The places that receive people. */
@Controller
@RequestMapping("/admin/sites")
@PreAuthorize("hasRole('ADMIN')")
class SitesController {
    record SiteForm(
            String name,
            String slug,
            String address,
            String zone,
            String holidayRegion,
            String displayMessage,
            String position) {
        SiteForm {
            name = Forms.line(name);
            slug = Forms.line(slug);
            address = Forms.line(address);
            zone = Forms.line(zone);
            holidayRegion = Forms.line(holidayRegion);
            displayMessage = Forms.line(displayMessage);
            position = Forms.line(position);
        }

        private static final String DEGREES = "(-?[0-9]{1,3}(?:%s[0-9]{1,15})?)";
        private static final Pattern WITH_POINTS =
                Pattern.compile(DEGREES.formatted("\\.") + "\\s*[,;\\s]\\s*" + DEGREES.formatted("\\."));
        private static final Pattern WITH_COMMAS =
                Pattern.compile(DEGREES.formatted(",") + "\\s*[;\\s]\\s*" + DEGREES.formatted(","));
        static final SiteForm EMPTY = new SiteForm("", "", "", "Europe/Paris", "", "", "");

        static SiteForm of(Site site) {
            return new SiteForm(
                    site.name(),
                    site.slug(),
                    site.address(),
                    site.zone().getId(),
                    site.holidayRegion(),
                    site.displayMessage(),
                    written(site.position()));
        }

        private static String written(@Nullable Position position) {
            return position == null ? "" : position.latitude() + ", " + position.longitude();
        }

        /** Latitude and longitude, as maps give them to be copied: "48.8566, 2.3522", with a decimal comma too. */
        @Nullable
        Position onMap() {
            if (position.isEmpty()) {
                return null;
            }
            for (var pattern : List.of(WITH_POINTS, WITH_COMMAS)) {
                var typed = pattern.matcher(position);
                if (typed.matches()) {
                    try {
                        return new Position(degrees(typed.group(1)), degrees(typed.group(2)));
                    } catch (IllegalArgumentException _) {
                        // the same as what is no position at all
                    }
                }
            }
            throw ProblemException.field("position", "directory", "position-malformed", position);
        }

        private static double degrees(String typed) {
            return Double.parseDouble(typed.replace(',', '.'));
        }
    }

    private final Directory directory;
    private final DirectoryEditor editor;
    private final PrintedNames names;
    private final DirectoryChoices choices;
    private final Forms forms;
    private final TransactionOperations transaction;

    SitesController(
            Directory directory,
            DirectoryEditor editor,
            PrintedNames names,
            DirectoryChoices choices,
            Forms forms,
            TransactionOperations transaction) {
        this.directory = directory;
        this.editor = editor;
        this.names = names;
        this.choices = choices;
        this.forms = forms;
        this.transaction = transaction;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("sites", directory.allSites());
        return "directory/sites";
    }

    @GetMapping("/nouveau")
    String create(Model model, Locale locale) {
        model.addAttribute("form", SiteForm.EMPTY);
        return createForm(SiteForm.EMPTY, model, locale);
    }

    @PostMapping
    String created(@ModelAttribute("form") SiteForm form, Model model, HttpServletResponse response, Locale locale) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var id = editor.createSite(form.name(), form.address(), form.zone(), form.holidayRegion());
                    return "redirect:/admin/sites/" + directory.site(id).slug() + "/horaires";
                },
                () -> createForm(form, model, locale));
    }

    @GetMapping("/{slug}")
    String edit(@PathVariable String slug, Model model, Locale locale) {
        var site = choices.site(slug);
        model.addAttribute("form", SiteForm.of(site));
        return editForm(site, SiteForm.of(site), model, locale);
    }

    @PostMapping("/{slug}")
    String edited(
            @PathVariable String slug,
            @ModelAttribute("form") SiteForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var site = choices.site(slug);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var onMap = form.onMap();
                    transaction.executeWithoutResult(_ -> {
                        names.siteSlug(site.id(), form.slug());
                        editor.updateSite(
                                site.id(),
                                form.name(),
                                form.address(),
                                form.zone(),
                                form.holidayRegion(),
                                form.displayMessage(),
                                site.active());
                        if (!java.util.Objects.equals(onMap, site.position())) {
                            editor.placeOnMap(site.id(), onMap);
                        }
                    });
                    after.addFlashAttribute("saved", true);
                    return "redirect:/admin/sites/" + form.slug();
                },
                () -> editForm(site, form, model, locale));
    }

    /** Closes the site to the public or opens it again; nothing is lost. */
    @PostMapping("/{slug}/etat")
    String state(@PathVariable String slug, @RequestParam boolean active, RedirectAttributes after) {
        var site = choices.site(slug);
        editor.updateSite(
                site.id(),
                site.name(),
                site.address(),
                site.zone().getId(),
                site.holidayRegion(),
                site.displayMessage(),
                active);
        after.addFlashAttribute("saved", true);
        return "redirect:/admin/sites/" + slug;
    }

    private String createForm(SiteForm form, Model model, Locale locale) {
        offer(form, model, locale);
        return "directory/site-new";
    }

    private String editForm(Site site, SiteForm form, Model model, Locale locale) {
        model.addAttribute("site", site);
        offer(form, model, locale);
        return "directory/site";
    }

    private void offer(SiteForm form, Model model, Locale locale) {
        model.addAttribute("zones", choices.zones(form.zone(), locale));
        model.addAttribute("regions", choices.regions(locale));
    }
}
