package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.UsagerFields;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who comes, as it is touched at a kiosk, one thing a screen. It goes from screen to screen in forms, never in an address. */
record KioskWho(String lastName, String firstName, String phone) {
    static final KioskWho EMPTY = new KioskWho("", "", "");

    KioskWho {
        lastName = Forms.line(lastName);
        firstName = Forms.line(firstName);
        phone = Forms.line(phone);
    }

    /** What is asked, in order. */
    enum Step {
        LAST_NAME,
        FIRST_NAME,
        PHONE;

        /** Ends the keys of its words. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The first one when it is none of ours. */
        static Step of(@Nullable String code) {
            return Stream.of(values())
                    .filter(step -> step.code().equals(code))
                    .findFirst()
                    .orElse(LAST_NAME);
        }
    }

    KioskWho with(Step step, String typed) {
        return switch (step) {
            case LAST_NAME -> new KioskWho(typed, firstName, phone);
            case FIRST_NAME -> new KioskWho(lastName, typed, phone);
            case PHONE -> new KioskWho(lastName, firstName, typed);
        };
    }

    String typed(Step step) {
        return switch (step) {
            case LAST_NAME -> lastName;
            case FIRST_NAME -> firstName;
            case PHONE -> phone;
        };
    }

    /**
     * @param ours whoever stands there is there in person, with a telephone or without
     * @throws ProblemException 400 with the field at fault
     */
    void check(Step step, boolean ours) {
        switch (step) {
            case LAST_NAME -> WhoForm.checkLastName(lastName);
            case FIRST_NAME -> WhoForm.checkFirstName(firstName);
            case PHONE -> checkPhone(ours);
        }
    }

    private void checkPhone(boolean ours) {
        if (!ours && phone.isEmpty()) {
            throw ProblemException.field("phone", "appointments", "phone-missing-here");
        }
        UsagerFields.phone(phone);
    }

    /** The first of what is asked that will not do. */
    Step firstWrong(boolean ours) {
        for (var step : Step.values()) {
            try {
                check(step, ours);
            } catch (ProblemException _) {
                return step;
            }
        }
        return Step.LAST_NAME;
    }

    Appointment.Usager usager(Locale locale, boolean ours) {
        for (var step : Step.values()) {
            check(step, ours);
        }
        return UsagerFields.checked(firstName, lastName, null, phone, locale.getLanguage(), ours);
    }
}
