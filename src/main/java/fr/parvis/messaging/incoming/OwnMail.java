package fr.parvis.messaging.incoming;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How our own messages are known when they come back.
 *
 * @param addresses that we send from, in small letters
 */
record OwnMail(Set<String> addresses) {
    /** Holds the address that a message of ours was sent from, through whatever forwards it. */
    static final String MARK = fr.parvis.messaging.Letter.MARK;

    private static final Pattern NAMED =
            Pattern.compile("<?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}@([^>\\s]{1,200})>?");

    boolean isOurs(String address) {
        return addresses.contains(address.toLowerCase(Locale.ROOT));
    }

    boolean isMarked(String mark) {
        return isOurs(mark.strip());
    }

    /** A Message-ID as we make them: an identifier at the domain of one of our addresses. */
    boolean hasNamed(String messageId) {
        var found = NAMED.matcher(messageId.strip().toLowerCase(Locale.ROOT));
        return found.matches() && addresses.stream().anyMatch(one -> one.endsWith("@" + found.group(1)));
    }
}
