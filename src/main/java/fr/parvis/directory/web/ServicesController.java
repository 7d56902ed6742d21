package fr.parvis.directory.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.PrintedNames;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** What people come for. */
@Controller
@RequestMapping("/admin/prestations")
@PreAuthorize("hasRole('ADMIN')")
class ServicesController {
    private final Directory directory;
    private final DirectoryEditor editor;
    private final PrintedNames names;
    private final DirectoryChoices choices;
    private final Forms forms;
    private final TransactionOperations transaction;

    ServicesController(
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
        var where = new LinkedHashMap<UUID, String>();
        for (var service : directory.allServices()) {
            where.put(
                    service.id(),
                    directory.allSites().stream()
                            .filter(site -> directory.offeredAt(site.id()).contains(service.id()))
                            .map(Site::name)
                            .collect(Collectors.joining(", ")));
        }
        model.addAttribute("services", directory.allServices());
        model.addAttribute("where", where);
        return "directory/services";
    }

    @GetMapping("/nouvelle")
    String create(Model model) {
        var everywhere = directory.sites().stream().map(Site::id).collect(Collectors.toSet());
        return form(null, new ServiceForm("", "", choices.freeLetter(), "10", everywhere), model);
    }

    @PostMapping
    String created(
            @ModelAttribute("form") ServiceForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var sites = choices.knownSites(form.sites());
                    transaction.executeWithoutResult(_ -> {
                        var id = editor.createService(form.name(), form.letter(), form.minutes());
                        sites.forEach(site -> offer(site, id, true));
                    });
                    after.addFlashAttribute("saved", true);
                    return "redirect:/admin/prestations";
                },
                () -> form(null, form, model));
    }

    @GetMapping("/{id}")
    String edit(@PathVariable UUID id, Model model) {
        var service = service(id);
        var offered = directory.allSites().stream()
                .map(Site::id)
                .filter(site -> directory.offeredAt(site).contains(id))
                .collect(Collectors.toSet());
        return form(service, ServiceForm.of(service, offered), model);
    }

    @PostMapping("/{id}")
    String edited(
            @PathVariable UUID id,
            @ModelAttribute("form") ServiceForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var service = service(id);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var sites = choices.knownSites(form.sites());
                    transaction.executeWithoutResult(_ -> {
                        names.service(id, form.slug(), form.letter());
                        editor.updateService(id, form.name(), form.minutes(), service.active());
                        directory.allSites().forEach(site -> offer(site.id(), id, sites.contains(site.id())));
                    });
                    after.addFlashAttribute("saved", true);
                    return "redirect:/admin/prestations";
                },
                () -> form(service, form, model));
    }

    @PostMapping("/{id}/etat")
    String state(@PathVariable UUID id, @RequestParam boolean active, RedirectAttributes after) {
        editor.activateService(service(id).id(), active);
        after.addFlashAttribute("saved", true);
        return "redirect:/admin/prestations";
    }

    private void offer(UUID site, UUID service, boolean offered) {
        var wanted = new HashSet<>(directory.offeredAt(site));
        if (wanted.contains(service) != offered) {
            if (offered) {
                wanted.add(service);
            } else {
                wanted.remove(service);
            }
            editor.offer(site, wanted);
        }
    }

    private ServiceOffer service(UUID id) {
        return directory.allServices().stream()
                .filter(service -> service.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "directory", "unknown-service"));
    }

    private String form(@Nullable ServiceOffer service, ServiceForm form, Model model) {
        model.addAttribute("service", service);
        model.addAttribute("form", form);
        model.addAttribute("sites", choices.sites(form.sites()));
        return "directory/service";
    }
}
