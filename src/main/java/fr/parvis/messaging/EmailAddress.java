package fr.parvis.messaging;

import java.util.regex.Pattern;

/**
 * An address that any mail server takes: atoms of RFC 5322 before the @, a domain of two labels at least, in letters of any language, behind it. Quoted
 * parts, comments and addresses that need RFC 6531 before the @ are none.
 */
public final class EmailAddress {
    public static final int LONGEST = 254;

    private static final int LONGEST_LOCAL = 64;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[\\p{L}\\p{M}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]*[\\p{L}\\p{M}\\p{N}])?";
    private static final Pattern ADDRESS =
            Pattern.compile("(?<local>" + ATOM + "(?:\\." + ATOM + ")*)@" + LABEL + "(?:\\." + LABEL + ")+");

    private EmailAddress() {}

    public static boolean isOne(String typed) {
        if (typed.length() > LONGEST) {
            return false;
        }
        var address = ADDRESS.matcher(typed);
        return address.matches() && address.group("local").length() <= LONGEST_LOCAL;
    }
}
