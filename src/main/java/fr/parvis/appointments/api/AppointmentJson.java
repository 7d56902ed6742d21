package fr.parvis.appointments.api;

import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.slots.SlotSearch.Slot;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.queue.Halls;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The shapes of appointments in /api/v1; instants carry the site's own offset. */
@Component
class AppointmentJson {
    record SlotBody(OffsetDateTime start, OffsetDateTime end) {}

    record Slots(List<SlotBody> slots) {}

    record Appointments(List<AppointmentBody> appointments) {}

    record Usager(
            String firstName,
            String lastName,
            @Nullable String email,
            @Nullable String phone,
            String language) {}

    record Ticket(UUID id, String number) {}

    /**
     * @param token only in the answer to whoever booked
     * @param agenda slug of the first agenda that it takes; null once it takes none
     * @param ticket what the person holds since they arrived
     * @param modality on-site, phone, video or home
     * @param address of a visit, its lines as on an envelope
     * @param needs step-free, sign-language, language-ar…
     */
    record AppointmentBody(
            UUID id,
            String reference,
            @Nullable String token,
            String state,
            String site,
            String service,
            @Nullable String agenda,
            List<String> agendas,
            OffsetDateTime start,
            OffsetDateTime end,
            int people,
            String channel,
            @Nullable Usager usager,
            @Nullable Ticket ticket,
            String modality,
            @Nullable String address,
            List<String> needs) {}

    private final Directory directory;
    private final Agendas agendas;
    private final Halls halls;

    AppointmentJson(Directory directory, Agendas agendas, Halls halls) {
        this.directory = directory;
        this.agendas = agendas;
        this.halls = halls;
    }

    Slots slots(Site site, List<Slot> slots) {
        return new Slots(slots.stream()
                .map(slot -> new SlotBody(at(site, slot.start()), at(site, slot.to())))
                .toList());
    }

    Appointments list(List<Appointment> appointments) {
        return new Appointments(appointments.stream().map(this::body).toList());
    }

    AppointmentBody body(Appointment a) {
        return body(a, null);
    }

    AppointmentBody withToken(Appointment a) {
        return body(a, a.token());
    }

    private AppointmentBody body(Appointment a, @Nullable String token) {
        var site = directory.site(a.siteId());
        var slugs = a.agendas().stream().map(id -> agendas.agenda(id).slug()).toList();
        var who = a.usager();
        var ticket = a.ticketId();
        return new AppointmentBody(
                a.id(),
                a.reference(),
                token,
                a.state().code(),
                site.slug(),
                directory.service(a.serviceId()).slug(),
                slugs.isEmpty() ? null : slugs.getFirst(),
                slugs,
                at(site, a.start()),
                at(site, a.end()),
                a.people(),
                a.channel().code(),
                who == null
                        ? null
                        : new Usager(who.firstName(), who.lastName(), who.email(), who.phone(), who.language()),
                ticket == null ? null : new Ticket(ticket, halls.ticket(ticket).number()),
                a.meeting().modality().code(),
                address(a),
                a.meeting().needs().codes());
    }

    private static OffsetDateTime at(Site site, Instant instant) {
        return instant.atZone(site.zone()).toOffsetDateTime();
    }

    private static @Nullable String address(Appointment a) {
        var address = a.meeting().address();
        return address == null ? null : address.lines();
    }
}
