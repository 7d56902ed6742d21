package fr.parvis.appointments.calendar;

import fr.parvis.platform.fetch.Fetch;
import fr.parvis.platform.web.ProblemException;
import java.net.URI;
import java.util.Locale;

/** The secret address of somebody's calendar. Its words are never those of the address itself. */
record CalendarAddress(URI uri) {
    private static final int LONGEST = 2000;

    /** @throws ProblemException 400 with the field */
    static CalendarAddress typed(String field, String text) {
        if (text.isEmpty()) {
            throw ProblemException.field(field, "appointments", "calendar-address-missing");
        }
        if (text.length() > LONGEST) {
            throw ProblemException.field(field, "appointments", "name-too-long", LONGEST);
        }
        try {
            var uri = URI.create(text.replaceFirst("(?i)^webcals?:", "https:"));
            if (Fetch.isWeb(uri)) {
                return new CalendarAddress(uri);
            }
        } catch (IllegalArgumentException _) {
            // the same as an address that is not of the web
        }
        throw ProblemException.field(field, "appointments", "calendar-address-malformed");
    }

    static CalendarAddress kept(String text) {
        return new CalendarAddress(URI.create(text));
    }

    /** Enough to know which one it is: "https://calendar.example/…". */
    String masked() {
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getHost() + "/…";
    }

    /** As it is kept in the database, and nowhere else. */
    String secret() {
        return uri.toString();
    }

    @Override
    public String toString() {
        return masked();
    }
}
