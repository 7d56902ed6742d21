package fr.parvis.appointments.figures;

import fr.parvis.platform.Share;

/**
 * Of appointments whose end is known, kept or missed, those that were missed.
 *
 * @param group what they have in common, as a code: "0-1" (days from booking to the appointment), "online", "reminded"
 */
public record Missed(String group, Share share) {
    /** Fewer say nothing of a habit. */
    private static final int ENOUGH = 20;

    public boolean isSolid() {
        return share.n() >= ENOUGH;
    }
}
