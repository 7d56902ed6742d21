package fr.parvis.relations.complaint.web;

import fr.parvis.platform.web.Corrections;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.complaint.Complaints;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A complaint, as it is typed.
 *
 * @param moment when it happened, in the person's words
 * @param person whom it is about, in the person's words
 * @param hope what would mend it
 * @param website shown to nobody: what fills it is a machine
 * @param form made with the form
 */
record ComplaintForm(
        @Nullable String words,
        @Nullable String moment,
        @Nullable String site,
        @Nullable String service,
        @Nullable String category,
        @Nullable String person,
        @Nullable String hope,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String website,
        @Nullable String form) {
    static final int LONGEST_WORDS = 2600;
    static final int LONGEST_MOMENT = 120;
    static final int LONGEST_HOPE = 700;

    static ComplaintForm empty(String site, String form) {
        return new ComplaintForm("", "", site, "", "", "", "", "", "", "", "", "", form);
    }

    /** Never null, and the line breaks of what was written kept. */
    ComplaintForm cleaned() {
        return new ComplaintForm(
                Forms.lines(words),
                Forms.line(moment),
                Forms.line(site),
                Forms.line(service),
                Forms.line(category),
                Forms.line(person),
                Forms.lines(hope),
                Forms.line(firstName),
                Forms.line(lastName),
                Forms.line(email),
                Forms.line(phone),
                Forms.line(website),
                Forms.line(form));
    }

    /** Everything that is wrong with it goes to {@code wrong}. */
    void check(Corrections wrong) {
        wrong.check(() -> {
            if (!text(website).isEmpty()) {
                throw ProblemException.field("website", "relations", "machine");
            }
        });
        wrong.check(() -> {
            if (text(words).isEmpty()) {
                throw ProblemException.field("words", "relations", "complaint-words-missing");
            }
            fits("words", words, LONGEST_WORDS);
        });
        wrong.check(() -> fits("moment", moment, LONGEST_MOMENT));
        wrong.check(() -> fits("person", person, Complaints.LONGEST_ABOUT));
        wrong.check(() -> fits("hope", hope, LONGEST_HOPE));
        wrong.check(() -> fits("firstName", firstName, NewRequest.LONGEST_NAME));
        wrong.check(() -> fits("lastName", lastName, NewRequest.LONGEST_NAME));
        wrong.check(() -> {
            if (!text(email).isEmpty() && !NewRequest.isEmail(text(email))) {
                throw ProblemException.field("email", "relations", "email-unreadable");
            }
        });
        wrong.check(() -> {
            if (!text(phone).isEmpty() && !NewRequest.isNumber(text(phone))) {
                throw ProblemException.field("phone", "relations", "phone-unreadable");
            }
        });
    }

    private static void fits(String field, @Nullable String typed, int most) {
        if (text(typed).length() > most) {
            throw ProblemException.field(field, "relations", "field-too-long", most);
        }
    }

    static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "");
    }
}
