package fr.parvis.appointments;

import java.util.UUID;

/** Those who wait for a time, as far as whoever gives places up must know. */
public interface WaitingLine {
    /** Somebody would take a time there. */
    boolean waitsAt(UUID siteId);
}
