package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.UsagerFields;
import fr.parvis.appointments.national.PreApplications;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.platform.web.Corrections;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who comes, as it is typed. It goes from page to page in forms and in {@link WhoTyped}, never in an address.
 *
 * @param numbers of pre-applications, one for each person, separated by commas
 * @param website shown to nobody: what fills it is a machine
 */
record WhoForm(
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String website,
        @Nullable String numbers)
        implements Serializable {
    private static final int LONGEST = 300;
    static final WhoForm EMPTY = new WhoForm("", "", "", "", "", "");

    /** Never null, and nothing longer than any answer could be. */
    WhoForm cleaned() {
        return new WhoForm(line(firstName), line(lastName), line(email), line(phone), line(website), line(numbers));
    }

    private static String line(@Nullable String typed) {
        var line = Forms.line(typed);
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }

    /** @throws ProblemException 400 with the field at fault */
    Appointment.Usager usager(String language, Meeting meeting) {
        Holding.refuseMachines(website);
        var wrong = new Corrections();
        wrong.check(() -> checkFirstName(firstName));
        wrong.check(() -> checkLastName(lastName));
        wrong.check(() -> PreApplications.read(numbers));
        var usager = wrong.of(() -> UsagerFields.checked(firstName, lastName, email, phone, language, false));
        if (meeting.modality() == Modality.PHONE && Forms.line(phone).isEmpty()) {
            wrong.check(() -> {
                throw ProblemException.field("phone", "appointments", "phone-missing");
            });
        }
        wrong.demand();
        return Objects.requireNonNull(usager);
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

    /** That of the nth person, from 0. */
    public String number(int nth) {
        var each = Forms.line(numbers).split(",", -1);
        return nth < each.length ? each[nth].strip() : "";
    }

    boolean isRight(Meeting meeting) {
        try {
            usager("fr", meeting);
            return true;
        } catch (ProblemException _) {
            return false;
        }
    }
}
