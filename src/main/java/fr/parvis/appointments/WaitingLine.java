package fr.parvis.appointments;

import java.util.UUID;

/** Those who wait for a time, as far as whoever gives places up must know. */
public interface WaitingLine {
    /** Somebody would take a time there. */
    boolean waitsAt(UUID siteId);

    /**
     * One act on the line at a time, until the transaction ends, whatever the instance. Whoever takes the turns of several sites takes this
     * one before them and before any row of an appointment, so that nobody waits in a circle.
     */
    void waitForTurn();
}
