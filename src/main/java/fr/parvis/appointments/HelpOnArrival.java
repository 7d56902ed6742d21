package fr.parvis.appointments;

import fr.parvis.queue.Ticket.Help;
import fr.parvis.relations.usager.Need;
import fr.parvis.relations.usager.Usager;
import fr.parvis.relations.usager.Usagers;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the ticket of somebody with an appointment asks for without their asking again: what they said when booking, and what their sheet
 * holds with their consent (Code des relations entre le public et l'administration, art. L114-8: told once).
 */
@Component
class HelpOnArrival {
    private final Usagers usagers;

    HelpOnArrival(Usagers usagers) {
        this.usagers = usagers;
    }

    Set<Help> of(Appointment one) {
        var help = EnumSet.noneOf(Help.class);
        var told = one.meeting().needs();
        if (told.stepFree()) {
            help.add(Help.WHEELCHAIR);
        }
        if (told.signLanguage()) {
            help.add(Help.HEARING);
        }
        if (!told.language().isEmpty()) {
            help.add(Help.INTERPRETER);
        }
        sheet(one).ifPresent(usager -> usager.preferences().needs().forEach(need -> help.add(of(need))));
        return Collections.unmodifiableSet(help);
    }

    private static Help of(Need need) {
        return switch (need) {
            case STEP_FREE -> Help.WHEELCHAIR;
            case SIGN_LANGUAGE -> Help.HEARING;
            case INTERPRETER -> Help.INTERPRETER;
            case PLAIN_LANGUAGE, LARGE_PRINT -> Help.READING;
        };
    }

    /** ISO 639-1; what they want to be spoken to in goes before what they read. */
    @Nullable
    String language(Appointment one) {
        var spoken = one.meeting().needs().language();
        var usager = one.usager();
        if (!spoken.isEmpty()) {
            return spoken;
        }
        return usager == null ? null : usager.language();
    }

    /** Nobody is taken for a namesake: two sheets are as good as none. */
    private Optional<Usager> sheet(Appointment one) {
        var booked = one.usager();
        if (booked == null) {
            return Optional.empty();
        }
        var found = usagers.contacts(booked.email(), booked.phone()).stream()
                .flatMap(contact -> usagers.known(contact).stream())
                .filter(usager -> usagers.isNamed(usager, booked.firstName(), booked.lastName()))
                .distinct()
                .limit(2)
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
