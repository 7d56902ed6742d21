package fr.parvis.directory.web;

import fr.parvis.directory.ServiceOffer;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** A service as it is typed. */
record ServiceForm(String name, String slug, String letter, String usualMinutes, Set<UUID> sites) {
    ServiceForm {
        name = Forms.line(name);
        slug = Forms.line(slug);
        letter = Forms.line(letter).toUpperCase(Locale.ROOT);
        usualMinutes = Forms.line(usualMinutes);
        sites = Forms.ticked(sites);
    }

    static ServiceForm of(ServiceOffer service, Set<UUID> sites) {
        // a service shorter than a minute is shown as one
        var minutes = Math.max(1, service.usualDuration().toMinutes());
        return new ServiceForm(service.name(), service.slug(), service.letter(), Long.toString(minutes), sites);
    }

    int minutes() {
        return minutes("usualMinutes", usualMinutes);
    }

    static int minutes(String field, String typed) {
        if (!typed.matches("\\d{1,3}")) {
            throw ProblemException.field(field, "directory", "duration-out-of-range");
        }
        int minutes = Integer.parseInt(typed);
        if (minutes < 1 || minutes > 240) {
            throw ProblemException.field(field, "directory", "duration-out-of-range");
        }
        return minutes;
    }
}
