package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.UsagerFields;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Who comes, as it is typed. It goes from page to page in forms, never in an address.
 *
 * @param website shown to nobody: what fills it is a machine
 */
record WhoForm(
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String website) {
    static final WhoForm EMPTY = new WhoForm("", "", "", "", "");

    /** Never null. */
    WhoForm cleaned() {
        return new WhoForm(
                Forms.line(firstName), Forms.line(lastName), Forms.line(email), Forms.line(phone), Forms.line(website));
    }

    /** @throws ProblemException 400 with the field at fault */
    Appointment.Usager usager(String language) {
        Holding.refuseMachines(website);
        checkFirstName(firstName);
        checkLastName(lastName);
        return UsagerFields.checked(firstName, lastName, email, phone, language, false);
    }

    static void checkFirstName(@Nullable String typed) {
        if (Forms.line(typed).isEmpty()) {
            throw ProblemException.field("firstName", "appointments", "first-name-missing");
        }
        UsagerFields.name("firstName", typed);
    }

    static void checkLastName(@Nullable String typed) {
        if (Forms.line(typed).isEmpty()) {
            throw ProblemException.field("lastName", "appointments", "last-name-missing");
        }
        UsagerFields.name("lastName", typed);
    }
}
