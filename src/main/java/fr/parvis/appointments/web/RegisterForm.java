package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.UsagerFields;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;

/**
 * Whom an agent registers for a session, as it is typed.
 *
 * @param channel phone or desk, or here for somebody who walks in
 */
record RegisterForm(
        String seats, String firstName, String lastName, String phone, String email, String language, String channel) {
    RegisterForm {
        seats = Forms.line(seats);
        firstName = Forms.line(firstName);
        lastName = Forms.line(lastName);
        phone = Forms.line(phone);
        email = Forms.line(email);
        language = Forms.line(language);
        channel = Forms.line(channel);
    }

    int number() {
        return seats.isEmpty() ? 1 : Typed.number("seats", seats);
    }

    boolean isHere() {
        return channel.equals("here");
    }

    Appointment.Channel how() {
        return switch (channel) {
            case "phone" -> Appointment.Channel.PHONE;
            case "desk" -> Appointment.Channel.DESK;
            default -> throw ProblemException.field("channel", "appointments", "channel-missing");
        };
    }

    Appointment.Usager usager() {
        return UsagerFields.checked(firstName, lastName, email, phone, language, true);
    }
}
