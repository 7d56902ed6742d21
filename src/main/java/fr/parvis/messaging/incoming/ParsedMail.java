package fr.parvis.messaging.incoming;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What could be read of a message. Holds no NUL, and is as complete as the message was: what was broken is in the notes.
 *
 * @param messageId without its angle brackets, as the identifiers it answers; "" when it has none
 * @param references all the identifiers it refers to, the one it answers included, oldest first
 * @param sentAt what the sender's clock said; null when it said nothing that can be read
 * @param text the whole text, out of the HTML when there was nothing else
 * @param html cleaned: no script, no style, no picture; "" when there was none
 * @param fresh what this person wrote now, without what they quote and their signature
 * @param quote what they answer, folded; "" when they quote nothing
 * @param signature folded as well
 * @param codes what looks like one of our references in the subject or the text, in capital letters
 * @param returned only of a bounce
 * @param notes what could not be read, in English
 */
public record ParsedMail(
        Nature nature,
        Address from,
        List<Address> replyTo,
        List<Address> to,
        List<Address> cc,
        String subject,
        String messageId,
        List<String> inReplyTo,
        List<String> references,
        @Nullable Instant sentAt,
        String text,
        String html,
        String fresh,
        String quote,
        String signature,
        List<Attachment> attachments,
        List<String> codes,
        @Nullable Returned returned,
        List<String> notes) {
    public enum Nature {
        /** Somebody wrote it. */
        PERSONAL,
        /** A machine answered, or tells something by itself: never to be answered. */
        AUTO_REPLY,
        /** A mail server tells that one of ours did not arrive, or not yet. */
        BOUNCE,
        /** One of ours has come back. */
        LOOP,
        /** A newsletter or a list. */
        BULK;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @param name "" when there is none */
    public record Address(String name, String address) {}

    /**
     * @param number from 0, in the order of the message
     * @param name cleaned: no folder, no control character, never blank
     * @param declared the type that the sender says
     * @param detected the type that the first bytes and the name tell
     * @param inline shown inside the text, like the logo of a signature
     * @param sha256 of its content
     * @param invitation what a calendar invitation says, in one line; "" for anything else
     */
    public record Attachment(
            int number,
            String name,
            String declared,
            String detected,
            int size,
            boolean inline,
            String sha256,
            String invitation) {}

    /**
     * @param message the one of ours, by its Message-ID; null when it cannot be told
     * @param permanent false for "not yet": the mail server goes on trying
     * @param diagnostic what the other server said, in one line
     */
    public record Returned(@Nullable UUID message, boolean permanent, String status, String diagnostic) {}
}
