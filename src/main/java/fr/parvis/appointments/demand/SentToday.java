package fr.parvis.appointments.demand;

import fr.parvis.appointments.Appointment;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How many offers of today went to one person, on all their lines together: by e-mail address and by telephone. */
final class SentToday {
    /** To one person in a day. */
    static final int MOST = 3;

    private final Map<String, Set<UUID>> byContact = new HashMap<>();

    SentToday(Collection<OfferTables.Sent> sent) {
        sent.forEach(one -> add(one.id(), one.email(), one.phone()));
    }

    void add(UUID offer, @Nullable String email, @Nullable String phone) {
        if (email != null) {
            byContact
                    .computeIfAbsent(email.toLowerCase(Locale.ROOT), _ -> new HashSet<>())
                    .add(offer);
        }
        if (phone != null) {
            byContact.computeIfAbsent(phone, _ -> new HashSet<>()).add(offer);
        }
    }

    boolean isEnough(Appointment.Usager usager) {
        var offers = new HashSet<UUID>();
        if (usager.email() != null) {
            offers.addAll(byContact.getOrDefault(usager.email().toLowerCase(Locale.ROOT), Set.of()));
        }
        if (usager.phone() != null) {
            offers.addAll(byContact.getOrDefault(usager.phone(), Set.of()));
        }
        return offers.size() >= MOST;
    }
}
