package fr.parvis.appointments.web;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.Needs;
import fr.parvis.appointments.PartnerNames;
import fr.parvis.appointments.VideoAddress;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Appointments as the staff reads them in a list. */
@Component
class AppointmentLines {
    /**
     * @param confirmed asked again, the person said that they come
     * @param partner who booked it for the person; empty when nobody outside the house did
     * @param mode code of the way in which the person is received
     * @param where telephone, address of the video or of the visit; empty at the site and once it is over
     * @param needs in words, while the appointment lives
     * @param mayMiss its time has come and nobody has
     * @param mayArrive it is of today, and nobody has said that the person is there
     */
    record Line(
            UUID id,
            LocalDate day,
            String time,
            String until,
            String reference,
            String firstName,
            String lastName,
            int people,
            String service,
            String agendas,
            String state,
            String partner,
            boolean confirmed,
            boolean mayArrive,
            boolean mayMiss,
            String mode,
            String where,
            List<String> needs) {
        /** Nobody comes to the site. */
        public boolean isAfar() {
            return !mode.equals(Modality.ON_SITE.code());
        }

        public boolean isBooked() {
            return state.equals(Appointment.State.BOOKED.code());
        }
    }

    private final Directory directory;
    private final Agendas agendas;
    private final Appointments found;
    private final PartnerNames byPartner;
    private final VideoAddress videos;
    private final MessageSource messages;
    private final Clock clock;

    AppointmentLines(
            Directory directory,
            Agendas agendas,
            Appointments found,
            PartnerNames byPartner,
            VideoAddress videos,
            MessageSource messages,
            Clock clock) {
        this.videos = videos;
        this.messages = messages;
        this.found = found;
        this.byPartner = byPartner;
        this.directory = directory;
        this.agendas = agendas;
        this.clock = clock;
    }

    List<Line> of(Site site, Collection<Appointment> appointments) {
        var names = agendas.at(site).stream().collect(Collectors.toMap(Agenda::id, Agenda::name));
        var confirmed =
                found.confirmed(appointments.stream().map(Appointment::id).toList());
        var partners = byPartner.of(appointments.stream().map(Appointment::id).toList());
        var now = clock.instant();
        var today = now.atZone(site.zone()).toLocalDate();
        return appointments.stream()
                .map(one -> {
                    var usager = one.usager();
                    var start = one.start().atZone(site.zone());
                    var booked = one.state() == Appointment.State.BOOKED;
                    return new Line(
                            one.id(),
                            start.toLocalDate(),
                            AppointmentWords.time(one.start(), site),
                            AppointmentWords.time(one.end(), site),
                            one.reference(),
                            usager == null ? "" : usager.firstName(),
                            usager == null ? "" : usager.lastName(),
                            one.people(),
                            directory.service(one.serviceId()).name(),
                            one.agendas().stream()
                                    .map(id -> names.getOrDefault(id, ""))
                                    .collect(Collectors.joining(", ")),
                            one.state().code(),
                            partners.getOrDefault(one.id(), ""),
                            booked && confirmed.contains(one.id()),
                            start.toLocalDate().equals(today) && (booked || one.state() == Appointment.State.NO_SHOW),
                            booked && !one.start().isAfter(now),
                            one.meeting().modality().code(),
                            booked ? where(one) : "",
                            booked ? needs(one.meeting().needs()) : List.of());
                })
                .toList();
    }

    private String where(Appointment one) {
        var usager = one.usager();
        var address = one.meeting().address();
        return switch (one.meeting().modality()) {
            case ON_SITE -> "";
            case PHONE -> usager == null || usager.phone() == null ? "" : AppointmentWords.phone(usager.phone());
            case VIDEO -> videos.of(one).orElse("");
            case HOME -> address == null ? "" : address.line();
        };
    }

    private List<String> needs(Needs needs) {
        var locale = LocaleContextHolder.getLocale();
        var words = new ArrayList<String>();
        if (needs.stepFree()) {
            words.add(messages.getMessage("appointments.need.step-free", null, locale));
        }
        if (needs.signLanguage()) {
            words.add(messages.getMessage("appointments.need.sign-language", null, locale));
        }
        if (!needs.language().isEmpty()) {
            words.add(messages.getMessage(
                    "appointments.need.language",
                    new Object[] {Locale.of(needs.language()).getDisplayLanguage(locale)},
                    locale));
        }
        return words;
    }
}
