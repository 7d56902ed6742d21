package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.messaging.Outbox;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who has not been told of their appointment, because the address or the telephone that they gave was refused. */
@Component("unreachedPeople")
class UnreachedPeople {
    private final Outbox outbox;

    UnreachedPeople(Outbox outbox) {
        this.outbox = outbox;
    }

    public boolean isUnreached(Appointment one) {
        return !among(List.of(one.id())).isEmpty();
    }

    public Set<UUID> of(Collection<AppointmentLines.Line> lines) {
        return among(lines.stream().map(AppointmentLines.Line::id).toList());
    }

    private Set<UUID> among(Collection<UUID> ids) {
        var refused = outbox.refused(ids.stream().map(Appointment::messages).toList());
        return ids.stream()
                .filter(id -> refused.contains(Appointment.messages(id)))
                .collect(Collectors.toSet());
    }
}
