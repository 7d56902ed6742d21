package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.UsagerFields;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;

/** A place in the waiting line as an agent types it for somebody; what suits is beside it, in a {@link SuitsForm}. */
record WishForm(
        String site,
        String service,
        String people,
        String firstName,
        String lastName,
        String phone,
        String email,
        String language,
        String channel) {
    WishForm {
        site = Forms.line(site);
        service = Forms.line(service);
        people = Forms.line(people);
        firstName = Forms.line(firstName);
        lastName = Forms.line(lastName);
        phone = Forms.line(phone);
        email = Forms.line(email);
        language = Forms.line(language);
        channel = Forms.line(channel);
    }

    int howMany() {
        return people.isEmpty() ? 1 : Typed.number("people", people);
    }

    Appointment.Channel how() {
        return switch (channel) {
            case "phone" -> Appointment.Channel.PHONE;
            case "desk" -> Appointment.Channel.DESK;
            default -> throw ProblemException.field("channel", "appointments", "channel-missing");
        };
    }

    /** Somebody who waits must be reached. */
    Appointment.Usager usager() {
        return UsagerFields.checked(firstName, lastName, email, phone, language, false);
    }
}
