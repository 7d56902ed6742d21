package fr.parvis.messaging;

/** Whoever writes messages says here which of them must not be shown to the caller. */
public interface HiddenMessages {
    /** @param key of the message, as its writer gave it */
    boolean hides(String key);
}
