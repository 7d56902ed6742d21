package fr.parvis.appointments.sectors;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody is visited. Personal data.
 *
 * @param street with its number: "12 bis rue des Lilas"
 * @param more floor, door, building; may be empty
 */
public record PostalAddress(String street, String more, String postcode, String commune) {
    private static final Pattern PLACE = Pattern.compile("([0-9]{5}) (.+)");

    private static final int LONGEST = 120;

    /** @throws ProblemException 400 with the field at fault */
    public static PostalAddress checked(
            @Nullable String street, @Nullable String more, @Nullable String postcode, @Nullable String commune) {
        var code = Forms.line(postcode).replace(" ", "");
        if (Forms.line(street).isEmpty()) {
            throw ProblemException.field("street", "appointments", "street-missing");
        }
        if (!code.matches("[0-9]{5}")) {
            throw ProblemException.field("postcode", "appointments", "postcode-malformed", code);
        }
        if (Forms.line(commune).isEmpty()) {
            throw ProblemException.field("commune", "appointments", "commune-missing");
        }
        return new PostalAddress(atMost("street", street), atMost("more", more), code, atMost("commune", commune));
    }

    private static String atMost(String field, @Nullable String typed) {
        var text = Forms.line(typed);
        if (text.length() > LONGEST) {
            throw ProblemException.field(field, "appointments", "name-too-long", LONGEST);
        }
        return text;
    }

    /** As it stands on an envelope. */
    public String lines() {
        return Stream.of(street, more, postcode + " " + commune)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** In one line, as {@link #lines}. */
    public String line() {
        return lines().replace("\n", ", ");
    }

    /** What {@link #lines} has written. */
    public static PostalAddress of(String lines) {
        var all = lines.split("\n");
        var place = PLACE.matcher(all[all.length - 1]);
        if (all.length < 2 || !place.matches()) {
            throw new IllegalArgumentException("no address");
        }
        return new PostalAddress(all[0], all.length > 2 ? all[1] : "", place.group(1), place.group(2));
    }
}
