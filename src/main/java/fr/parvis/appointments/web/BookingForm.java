package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.UsagerFields;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;

/** A booking as an agent types it for somebody. */
record BookingForm(
        String site,
        String service,
        String people,
        String from,
        String start,
        String firstName,
        String lastName,
        String phone,
        String email,
        String channel) {
    BookingForm {
        site = Forms.line(site);
        service = Forms.line(service);
        people = Forms.line(people);
        from = Forms.line(from);
        start = Forms.line(start);
        firstName = Forms.line(firstName);
        lastName = Forms.line(lastName);
        phone = Forms.line(phone);
        email = Forms.line(email);
        channel = Forms.line(channel);
    }

    int howMany() {
        return people.isEmpty() ? 1 : Math.max(1, Typed.number("people", people));
    }

    Appointment.Channel how() {
        return switch (channel) {
            case "phone" -> Appointment.Channel.PHONE;
            case "desk" -> Appointment.Channel.DESK;
            default -> throw ProblemException.field("channel", "appointments", "channel-missing");
        };
    }

    Appointment.Usager usager() {
        return UsagerFields.checked(firstName, lastName, email, phone, null, true);
    }
}
