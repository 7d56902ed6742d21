package fr.parvis.appointments.web;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.ExactMoves;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.ProblemException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** To which agenda, at which site, an agent moves one appointment. */
@Component
class WhereTo {
    /**
     * @param lieu slug of the site; empty for its own
     * @param agenda slug; empty for whichever is free
     */
    record Asked(@Nullable String lieu, @Nullable String agenda) {
        @Override
        public String lieu() {
            return java.util.Objects.requireNonNullElse(lieu, "");
        }

        @Override
        public String agenda() {
            return java.util.Objects.requireNonNullElse(agenda, "");
        }

        boolean isUsual() {
            return lieu().isEmpty() && agenda().isEmpty();
        }
    }

    private final ExactMoves exact;
    private final Agendas agendas;
    private final Directory directory;

    WhereTo(ExactMoves exact, Agendas agendas, Directory directory) {
        this.exact = exact;
        this.agendas = agendas;
        this.directory = directory;
    }

    Site site(Appointment one, Asked asked) {
        return asked.lieu().isEmpty()
                ? directory.site(one.siteId())
                : directory
                        .findSite(asked.lieu())
                        .orElseThrow(() -> new ProblemException(
                                HttpStatus.NOT_FOUND, "appointments", "unknown-site", asked.lieu()));
    }

    /** Those that receive for the same service there. */
    List<Choice> agendas(Appointment one, Site site) {
        return receiving(one, site).stream()
                .map(agenda -> Choice.of(agenda.slug(), agenda.name()))
                .toList();
    }

    private List<Agenda> receiving(Appointment one, Site site) {
        return agendas.at(site).stream()
                .filter(agenda -> agenda.active()
                        && agenda.resource() == null
                        && agenda.services().contains(one.serviceId()))
                .toList();
    }

    /** Empty for whichever is free, also when the one that was asked for is of another site. */
    Optional<UUID> agenda(Appointment one, Site site, Asked asked) {
        return receiving(one, site).stream()
                .filter(agenda -> agenda.slug().equals(asked.agenda()))
                .map(Agenda::id)
                .findFirst();
    }

    /** The free times there, its own time at another agenda among them. */
    FreeTimes.Shown times(Appointment one, Asked asked, LocalDate first, LocalDate today, Locale locale) {
        var site = site(one, asked);
        var agenda = agenda(one, site, asked);
        var free = exact.free(List.of(one.id()), List.of(one.serviceId()), List.of(site));
        return DaysOfPlaces.of(
                site,
                first,
                today,
                day -> free.on(one.serviceId(), site, one.people(), one.meeting(), day).stream()
                        .filter(place -> agenda.isEmpty() || place.agendas().contains(agenda.get()))
                        .filter(place -> !place.during().from().equals(one.start())
                                || !place.agendas().stream()
                                        .sorted()
                                        .toList()
                                        .equals(one.agendas().stream().sorted().toList()))
                        .toList(),
                null,
                locale);
    }
}
