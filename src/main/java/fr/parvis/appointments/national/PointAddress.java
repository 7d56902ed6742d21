package fr.parvis.appointments.national;

import fr.parvis.platform.web.ProblemException;
import java.util.regex.Pattern;

/** A site's address in the three parts that the national search wants. */
public record PointAddress(String street, String zipCode, String city) {
    private static final Pattern WHOLE = Pattern.compile("(.*?)[\\s,]*\\b(\\d{5})\\b[\\s,]+(.+)");
    private static final int LONGEST = 200;

    /** As far as it can be told from one line. */
    public static PointAddress of(String line) {
        var whole = WHOLE.matcher(line);
        return whole.matches()
                ? new PointAddress(whole.group(1), whole.group(2), whole.group(3))
                : new PointAddress(line, "", "");
    }

    /**
     * @param field what the fields of the form begin with
     * @throws ProblemException 400 with the field at fault
     */
    void check(String field, String siteName) {
        if (street.isEmpty() || street.length() > LONGEST) {
            throw ProblemException.field(field + "-street", "appointments", "point-street", siteName);
        }
        if (!zipCode.matches("\\d{5}")) {
            throw ProblemException.field(field + "-zip", "appointments", "point-zip", siteName);
        }
        if (city.isEmpty() || city.length() > LONGEST) {
            throw ProblemException.field(field + "-city", "appointments", "point-city", siteName);
        }
    }
}
