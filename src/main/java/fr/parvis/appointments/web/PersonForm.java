package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.UsagerFields;
import fr.parvis.platform.web.Corrections;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import java.util.Objects;

/**
 * The person for whom somebody of a partner books.
 *
 * @param consent anything when the person agrees
 * @param start another time than the one that was held, after that one is gone; empty for the held one
 */
record PersonForm(
        String lastName, String firstName, String phone, String email, String language, String consent, String start) {
    static final PersonForm EMPTY = new PersonForm("", "", "", "", Language.FRENCH.tag(), "", "");

    PersonForm {
        lastName = Forms.line(lastName);
        firstName = Forms.line(firstName);
        phone = Forms.line(phone);
        email = Forms.line(email);
        language = Forms.line(language);
        consent = Forms.line(consent);
        start = Forms.line(start);
    }

    /** @throws ProblemException 400 with the field at fault */
    Appointment.Usager usager() {
        var wrong = new Corrections();
        wrong.check(() -> WhoForm.checkLastName(lastName));
        wrong.check(() -> WhoForm.checkFirstName(firstName));
        var spoken = wrong.of(() -> Language.of(language)
                .orElseThrow(() -> ProblemException.field("language", "appointments", "language-malformed", language)));
        var tag = spoken == null ? Language.FRENCH.tag() : spoken.tag();
        var usager = wrong.of(() -> UsagerFields.checked(firstName, lastName, email, phone, tag, false));
        if (consent.isEmpty()) {
            wrong.check(() -> {
                throw ProblemException.field("consent", "appointments", "consent-missing");
            });
        }
        wrong.demand();
        return Objects.requireNonNull(usager);
    }
}
