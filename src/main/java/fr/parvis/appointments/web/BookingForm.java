package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.Needs;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.appointments.UsagerFields;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.usager.Contact;
import fr.parvis.relations.usager.Usager;
import org.jspecify.annotations.Nullable;

/**
 * A booking as an agent types it for somebody.
 *
 * @param known whose sheet it was begun from; empty for none
 */
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
        String channel,
        String modality,
        String street,
        String more,
        String postcode,
        String commune,
        String stepFree,
        String signLanguage,
        String speaks,
        String known) {
    private static final String YES = "yes";

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
        modality = Forms.line(modality);
        street = Forms.line(street);
        more = Forms.line(more);
        postcode = Forms.line(postcode);
        commune = Forms.line(commune);
        stepFree = Forms.line(stepFree);
        signLanguage = Forms.line(signLanguage);
        speaks = Forms.line(speaks);
        known = Forms.line(known);
    }

    static BookingForm begun(String site, String day) {
        return new BookingForm(site, "", "1", day, "", "", "", "", "", "phone", "", "", "", "", "", "", "", "", "");
    }

    /** What is known of somebody already is not asked again. */
    static BookingForm begun(String site, String day, Usager of) {
        var needs = Needs.of(of.preferences().needsOfAppointments());
        return new BookingForm(
                site,
                "",
                "1",
                day,
                "",
                of.firstName(),
                of.lastName(),
                of.address(Contact.Kind.PHONE).map(Usager.Address::shown).orElse(""),
                of.address(Contact.Kind.EMAIL).map(Usager.Address::value).orElse(""),
                "phone",
                "",
                "",
                "",
                "",
                "",
                needs.stepFree() ? YES : "",
                needs.signLanguage() ? YES : "",
                needs.language(),
                of.id().toString());
    }

    int howMany() {
        return people.isEmpty() ? 1 : Typed.number("people", people);
    }

    /** The same from another day on. */
    BookingForm on(String day) {
        return new BookingForm(
                site,
                service,
                people,
                day,
                start,
                firstName,
                lastName,
                phone,
                email,
                channel,
                modality,
                street,
                more,
                postcode,
                commune,
                stepFree,
                signLanguage,
                speaks,
                known);
    }

    Appointment.Channel how() {
        return switch (channel) {
            case "phone" -> Appointment.Channel.PHONE;
            case "desk" -> Appointment.Channel.DESK;
            default -> throw ProblemException.field("channel", "appointments", "channel-missing");
        };
    }

    /** The first that the service is given in, as long as none of them is chosen. */
    Modality mode(ServiceTerms terms) {
        var offered = terms.ways().inOrder();
        return Modality.of(modality).filter(offered::contains).orElseGet(offered::getFirst);
    }

    public boolean isStepFree() {
        return stepFree.equals(YES);
    }

    public boolean isSignLanguage() {
        return signLanguage.equals(YES);
    }

    /** @throws ProblemException 400 when a visit has no address that can be read */
    Meeting meeting(ServiceTerms terms) {
        var mode = mode(terms);
        return new Meeting(
                mode,
                new Needs(isStepFree(), isSignLanguage(), speaks.matches("[a-z]{2,3}") ? speaks : ""),
                mode == Modality.HOME ? new VisitForm(street, more, postcode, commune).address() : null);
    }

    /** @param language of the messages; null when nobody has said it */
    Appointment.Usager usager(@Nullable String language) {
        return UsagerFields.checked(firstName, lastName, email, phone, language, true);
    }
}
