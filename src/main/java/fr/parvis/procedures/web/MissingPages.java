package fr.parvis.procedures.web;

import fr.parvis.directory.Directory;
import fr.parvis.procedures.visit.MissingDocuments;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What people come without, for whoever writes and improves. */
@Controller
class MissingPages {
    private final MissingDocuments missing;
    private final Directory directory;

    MissingPages(MissingDocuments missing, Directory directory) {
        this.missing = missing;
        this.directory = directory;
    }

    @GetMapping("/pilotage/documents")
    String show(Model model) {
        model.addAttribute("lines", missing.of(directory.organisation().id()));
        return "procedures/staff-missing";
    }
}
