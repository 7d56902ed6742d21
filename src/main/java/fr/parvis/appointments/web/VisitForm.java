package fr.parvis.appointments.web;

import fr.parvis.appointments.sectors.PostalAddress;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Where somebody is visited, as it is typed. */
record VisitForm(
        @Nullable String street,
        @Nullable String more,
        @Nullable String postcode,
        @Nullable String commune) implements Serializable {
    private static final int LONGEST = 120;
    static final VisitForm EMPTY = new VisitForm("", "", "", "");

    /** Never null, and nothing much longer than any answer could be. */
    VisitForm cleaned() {
        return new VisitForm(line(street), line(more), line(postcode), line(commune));
    }

    private static String line(@Nullable String typed) {
        var line = Forms.line(typed);
        return line.length() > 2 * LONGEST ? line.substring(0, 2 * LONGEST) : line;
    }

    /** @throws ProblemException 400 with the field at fault */
    PostalAddress address() {
        return PostalAddress.checked(street, more, postcode, commune);
    }
}
