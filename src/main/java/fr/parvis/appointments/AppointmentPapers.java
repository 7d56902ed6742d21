package fr.parvis.appointments;

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

    AppointmentPapers(AppointmentTables tables) {
        this.tables = tables;
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
