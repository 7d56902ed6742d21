package fr.parvis.demo;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.sessions.Registrations;
import fr.parvis.appointments.sessions.Repeat;
import fr.parvis.appointments.sessions.Session;
import fr.parvis.appointments.sessions.SessionPlan;
import fr.parvis.appointments.sessions.Sessions;
import fr.parvis.directory.Site;
import fr.parvis.platform.StoredSettings;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The workshops of a living Saint-Parvis: one with seats left and one that is full, with people who wait. */
@Component
class DemoSessions {
    private static final String BROUGHT = "demo.sessions";
    private static final int DATES = 3;
    private static final Duration LASTS = Duration.ofHours(2);
    private static final List<String> NAMES =
            List.of("Dupavé", "Laruelle", "Duporche", "Desmarches", "Laplacette", "Dufaubourg", "Lavenue", "Duquai");

    private final DemoTown town;
    private final Sessions sessions;
    private final Registrations registrations;
    private final StoredSettings stored;

    DemoSessions(DemoTown town, Sessions sessions, Registrations registrations, StoredSettings stored) {
        this.town = town;
        this.sessions = sessions;
        this.registrations = registrations;
        this.stored = stored;
    }

    /** Once: what the town changes then stays changed. */
    @Transactional
    public void bring(Instant now) {
        if (stored.find(BROUGHT).isPresent()) {
            return;
        }
        var site = town.site(TownPlan.SITES.getFirst());
        var today = now.atZone(site.zone()).toLocalDate();
        var online = announce(
                site,
                "Atelier ANTS en ligne",
                "Faire sa pré-demande de carte d’identité ou de permis sur un ordinateur, avec un agent à côté.\nApportez votre téléphone et vos identifiants, si vous en avez.",
                "Salle informatique, rez-de-chaussée",
                today,
                DayOfWeek.TUESDAY,
                8);
        fill(online.getFirst(), 3);
        var pension = announce(
                site,
                "Réunion d’information retraite",
                "Les étapes d’une demande de retraite et les pièces à réunir. Vos questions sont les bienvenues.",
                "Salle du Conseil, 1er étage",
                today,
                DayOfWeek.THURSDAY,
                6);
        fill(pension.getFirst(), NAMES.size());
        stored.put(BROUGHT, "1");
    }

    /** Every week from the week after next, so that nobody's appointment is in the way. */
    private List<Session> announce(
            Site site, String title, String description, String place, LocalDate today, DayOfWeek day, int seats) {
        var start = today.plusWeeks(1)
                .with(TemporalAdjusters.next(day))
                .atTime(LocalTime.of(14, 0))
                .atZone(site.zone())
                .toInstant();
        return sessions.create(
                new SessionPlan(
                        site.id(),
                        null,
                        title,
                        description,
                        place,
                        List.of(),
                        start,
                        start.plus(LASTS),
                        seats,
                        3,
                        null,
                        start.minus(LASTS),
                        "fr",
                        true,
                        false),
                Repeat.WEEKLY,
                DATES);
    }

    private void fill(Session session, int people) {
        for (var name : NAMES.subList(0, people)) {
            registrations.register(new Registrations.Wanted(
                    session.id(),
                    1,
                    Appointment.Channel.ONLINE,
                    new Appointment.Usager(
                            "Alix", name, "demo-atelier-" + name.hashCode() + "@exemple.example", null, "fr"),
                    true));
        }
    }
}
