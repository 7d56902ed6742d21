package fr.parvis.appointments.web;

import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Days on which a site receives nobody else: who opens an agenda or a session there says that it is meant so. */
@Component("siteDays")
class SiteDays {
    private static final int SHOWN = 6;

    private final Directory directory;

    SiteDays(Directory directory) {
        this.directory = directory;
    }

    /** Templates ask it. */
    public boolean isShut(Site site, Instant at) {
        return isShut(site, at.atZone(site.zone()).toLocalDate());
    }

    boolean isShut(Site site, LocalDate day) {
        return directory.day(site.id(), day).open().isEmpty();
    }

    /**
     * Shows the closed days among these, unless they were shown before.
     *
     * @param known what was shown, as the form sends it back
     * @return whether somebody has still to confirm
     */
    boolean asks(Site site, Collection<Stretch> times, String known, Model model, Locale locale) {
        var days = times.stream()
                .map(one -> one.from().atZone(site.zone()).toLocalDate())
                .distinct()
                .filter(day -> isShut(site, day))
                .toList();
        var shown = Pressed.seen(days);
        if (days.isEmpty() || known.equals(shown)) {
            return false;
        }
        model.addAttribute("closed", shown);
        model.addAttribute(
                "closedDays",
                days.stream().limit(SHOWN).map(day -> words(site, day, locale)).toList());
        model.addAttribute("closedMore", Math.max(0, days.size() - SHOWN));
        return true;
    }

    private String words(Site site, LocalDate day, Locale locale) {
        var detail = directory.day(site.id(), day).detail();
        return AppointmentWords.day(day, locale) + (detail.isEmpty() ? "" : " (" + detail + ")");
    }
}
