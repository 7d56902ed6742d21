package fr.parvis.messaging;

import fr.parvis.messaging.sms.SmppReceiver;
import java.io.IOException;
import java.util.List;

/** Carries messages of one channel to the next machine. */
interface Gateway extends AutoCloseable {
    NewMessage.Channel channel();

    /**
     * @return the names by which the next machine will tell of its delivery; none when it never does
     * @throws Refused when trying again is of no use
     * @throws Busy when it has too much to do just now
     * @throws IOException when it may work later; its text is shown to administrators, so it holds no secret
     */
    List<String> send(Message message) throws IOException, Refused;

    /** How much of the gateway's pace it takes. */
    default int pieces(Message message) {
        return 1;
    }

    /** From now on it may bring something, too. */
    default void open(SmppReceiver receiver) {}

    @Override
    default void close() {}

    /** The next machine does not want this message, now or later. */
    final class Refused extends Exception {
        Refused(String reason) {
            super(reason);
        }
    }

    /** The next machine wants fewer messages at a time. */
    final class Busy extends IOException {
        Busy(String reason) {
            super(reason);
        }
    }
}
