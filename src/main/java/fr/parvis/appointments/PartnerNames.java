package fr.parvis.appointments;

import fr.parvis.identity.Partner;
import fr.parvis.identity.Partners;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which outside organisation has booked an appointment, for those who read of it. */
@Component
@Transactional(readOnly = true)
public class PartnerNames {
    private final PartnerTables tables;
    private final Partners partners;

    PartnerNames(PartnerTables tables, Partners partners) {
        this.tables = tables;
        this.partners = partners;
    }

    /** Empty when nobody but the house and the person had to do with it. */
    public Optional<String> of(UUID appointmentId) {
        return Optional.ofNullable(of(List.of(appointmentId)).get(appointmentId));
    }

    /** Of those that a partner has booked. */
    public Map<UUID, String> of(Collection<UUID> appointmentIds) {
        var found = tables.partnersOf(appointmentIds);
        if (found.isEmpty()) {
            return Map.of();
        }
        var known = partners.list().stream().collect(Collectors.toMap(Partner::id, Partner::name));
        var names = new HashMap<UUID, String>();
        found.forEach((appointment, partner) -> names.put(appointment, known.getOrDefault(partner, "")));
        return names;
    }
}
