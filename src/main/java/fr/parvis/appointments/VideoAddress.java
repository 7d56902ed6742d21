package fr.parvis.appointments;

import fr.parvis.appointments.slots.Modality;
import fr.parvis.platform.web.ProblemException;
import java.net.URI;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where a video appointment takes place: in the body's own tool, whose address the agenda has, or its service. */
@Component
public class VideoAddress {
    private static final String REFERENCE = "{reference}";
    private static final int LONGEST = 500;

    private final AgendaTables agendas;

    VideoAddress(AgendaTables agendas) {
        this.agendas = agendas;
    }

    /** Empty when it is no video appointment, or one that nobody has booked or that is over. */
    public Optional<String> of(Appointment one) {
        var booked = one.state() == Appointment.State.BOOKED || one.state() == Appointment.State.ARRIVED;
        if (one.meeting().modality() != Modality.VIDEO || !booked) {
            return Optional.empty();
        }
        return one.agendas().stream()
                .flatMap(id -> agendas.find(id).stream())
                .map(agenda -> agenda.facilities().videoAddress())
                .filter(address -> !address.isEmpty())
                .findFirst()
                .or(() ->
                        agendas.terms(one.serviceId()).map(terms -> terms.ways().videoAddress()))
                .filter(address -> !address.isEmpty())
                .map(address -> address.replace(REFERENCE, one.reference()));
    }

    /** @throws ProblemException 400 when it is no https address; empty is right */
    static void check(String typed) {
        if (!typed.isEmpty() && !isRight(typed)) {
            throw ProblemException.field("videoAddress", "appointments", "video-address-malformed", typed);
        }
    }

    private static boolean isRight(String typed) {
        try {
            var address = URI.create(typed.replace(REFERENCE, "PRV-AAA-AAA"));
            return typed.length() <= LONGEST
                    && "https".equalsIgnoreCase(address.getScheme())
                    && address.getHost() != null
                    && address.getUserInfo() == null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
