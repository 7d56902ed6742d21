package fr.parvis.procedures.web;

import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.Sheet;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where what a sheet names can be read. */
final class SheetAddresses {
    private static final Pattern PAGE = Pattern.compile("[A-Z]{1,4}\\d{1,9}(?:-\\d{1,4})?|L-[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final Pattern WEB = Pattern.compile("(?i)https?://[^\\s\\p{Cntrl}]+");

    private SheetAddresses() {}

    static boolean isNumber(String id) {
        return PAGE.matcher(id).matches();
    }

    /** Where a page of ours shows the sheet with that number, empty when it is no such number. */
    static Optional<String> page(String id, String audience) {
        if (!isNumber(id)) {
            return Optional.empty();
        }
        var named = audience.toLowerCase(Locale.ROOT);
        return Optional.of("/demarches/" + id + query(Procedures.AUDIENCES.contains(named) ? named : ""));
    }

    /** @param below what follows the number of the sheet in the address, such as {@code /ma-liste}; empty for the sheet itself */
    static String of(Sheet sheet, String below) {
        return "/demarches/" + sheet.id() + below + query(sheet.audience());
    }

    /** Names the audience where leaving it out would lead to the sheet for people at home. */
    private static String query(String audience) {
        return audience.isEmpty() || audience.equals(Procedures.PEOPLE) ? "" : "?audience=" + audience;
    }

    /** An address that may be linked to, empty for any other text. */
    static Optional<String> web(String address) {
        var stripped = address.strip().replace(" ", "%20");
        return WEB.matcher(stripped).matches() ? Optional.of(stripped) : Optional.empty();
    }
}
