package fr.parvis.appointments;

import fr.parvis.directory.ServicePapers;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The checklist that somebody made for an appointment: kept as its address, it goes with the person to the counter. */
@Component
public class AppointmentPapers {
    private static final Pattern CHECKLIST =
            Pattern.compile("/demarches/[A-Za-z0-9-]{1,40}/ma-liste(\\?[A-Za-z0-9=&%-]{0,1900})?");

    private final AppointmentTables tables;
    private final ServicePapers services;

    AppointmentPapers(AppointmentTables tables, ServicePapers services) {
        this.tables = tables;
        this.services = services;
    }

    /** What the person brings: their own list, without a title, or else the lists of the service. Templates ask it. */
    public List<ServicePapers.Papers> toBring(Appointment one) {
        return of(one.id())
                .map(own -> List.of(new ServicePapers.Papers("", own)))
                .orElseGet(() -> services.of(one.serviceId()));
    }

    /** "/demarches/F1342/ma-liste?…" and nothing else. */
    public static boolean isChecklist(String address) {
        return CHECKLIST.matcher(address).matches();
    }

    /** @param address what is no address of a checklist is left out */
    @Transactional
    public void attach(UUID appointmentId, String address) {
        if (isChecklist(address)) {
            tables.attach(appointmentId, address);
        }
    }

    public Optional<String> of(UUID appointmentId) {
        return tables.papers(appointmentId);
    }
}
