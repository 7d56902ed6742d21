package fr.parvis.messaging;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent to one person.
 *
 * @param key names it: the same key again writes nothing
 * @param about what it is for, kebab-case ("appointment-booked"); counted, and its own words on {@code /admin/messages}
 * @param to an e-mail address, a telephone number in the international form, or the id of one of the {@link PushDevices}
 * @param subject "" for an SMS; what is read first of a push message, which may lie on a table for all to see
 * @param notBefore when it may leave
 * @param usefulUntil it is dropped when it has not left by then
 * @param urgent neither quiet hours nor the number of messages a day hold it back
 * @param counted among the messages that one person is sent in a day
 */
public record NewMessage(
        String key,
        String about,
        Channel channel,
        String to,
        String subject,
        String text,
        @Nullable Attachment attachment,
        Instant notBefore,
        @Nullable Instant usefulUntil,
        boolean urgent,
        boolean counted) {
    /** Not urgent: it counts, and waits. */
    public NewMessage(
            String key,
            String about,
            Channel channel,
            String to,
            String subject,
            String text,
            @Nullable Attachment attachment,
            Instant notBefore,
            @Nullable Instant usefulUntil) {
        this(key, about, channel, to, subject, text, attachment, notBefore, usefulUntil, false, true);
    }

    /** The same, urgent and not counted: the answer to what that person has just done, or what is of no use tomorrow. */
    public NewMessage atOnce() {
        return atOnce(true);
    }

    public NewMessage atOnce(boolean urgent) {
        return with(to, urgent, !urgent);
    }

    /** The same, at once and counted: what somebody here wrote to that person. */
    public NewMessage asWritten() {
        return with(to, true, true);
    }

    NewMessage to(String address) {
        return with(address, urgent, counted);
    }

    private NewMessage with(String address, boolean atOnce, boolean counts) {
        return new NewMessage(
                key, about, channel, address, subject, text, attachment, notBefore, usefulUntil, atOnce, counts);
    }

    public enum Channel {
        EMAIL,
        SMS,
        PUSH,
        /** On paper: it has words, and never stands in the outbox. */
        LETTER;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean hasSubject() {
            return this != SMS;
        }

        public static Optional<Channel> of(String code) {
            return Arrays.stream(values())
                    .filter(one -> one.code().equals(code))
                    .findFirst();
        }
    }

    /** @param type media type, with its parameters */
    public record Attachment(String name, String type, byte[] content) {}
}
