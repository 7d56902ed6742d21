package fr.parvis.appointments.web;

import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Forms;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which appointments are to be moved.
 *
 * @param agenda slug of the one that does not receive; empty when they are picked from all
 * @param moment empty for the whole day, "matin" or "apres-midi"
 * @param rdv the ones that were ticked
 */
record MovesForm(
        @Nullable String site,
        @Nullable String jour,
        @Nullable String agenda,
        @Nullable String moment,
        @Nullable Set<UUID> rdv) {
    private static final LocalTime NOON = LocalTime.of(13, 0);
    static final String MORNING = "matin";
    static final String AFTERNOON = "apres-midi";

    MovesForm {
        site = Forms.line(site);
        jour = Forms.line(jour);
        agenda = Forms.line(agenda);
        moment = Forms.line(moment);
        rdv = Forms.ticked(rdv);
    }

    @Override
    public String site() {
        return java.util.Objects.requireNonNullElse(site, "");
    }

    @Override
    public String agenda() {
        return java.util.Objects.requireNonNullElse(agenda, "");
    }

    @Override
    public String moment() {
        return java.util.Objects.requireNonNullElse(moment, "");
    }

    @Override
    public Set<UUID> rdv() {
        return java.util.Objects.requireNonNullElse(rdv, Set.of());
    }

    LocalDate day(LocalDate today) {
        return jour == null || jour.isEmpty() ? today : Typed.day("jour", jour);
    }

    Stretch during(Site site, LocalDate day) {
        var noon = day.atTime(NOON).atZone(site.zone()).toInstant();
        return new Stretch(
                moment().equals(AFTERNOON)
                        ? noon
                        : day.atStartOfDay(site.zone()).toInstant(),
                moment().equals(MORNING)
                        ? noon
                        : day.plusDays(1).atStartOfDay(site.zone()).toInstant());
    }
}
