package fr.parvis.messaging;

import java.io.IOException;

/** Carries messages of one channel to the next machine. */
interface Gateway {
    NewMessage.Channel channel();

    /**
     * @throws Refused when trying again is of no use
     * @throws IOException when it may work later; its text is shown to administrators, so it holds no secret
     */
    void send(Message message) throws IOException, Refused;

    /** The next machine does not want this message, now or later. */
    final class Refused extends Exception {
        Refused(String reason) {
            super(reason);
        }
    }
}
