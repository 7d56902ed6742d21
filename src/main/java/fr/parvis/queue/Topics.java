package fr.parvis.queue;

import java.util.UUID;

/** Names of the live topics of the hall. */
public final class Topics {
    private Topics() {}

    public static String site(UUID siteId) {
        return "site:" + siteId;
    }
}
