package fr.parvis.queue;

import java.util.UUID;

/** Names of the live topics of the hall. */
public final class Topics {
    private static final String SITE = "site:";

    private Topics() {}

    public static String site(UUID siteId) {
        return SITE + siteId;
    }

    public static boolean isSite(String topic) {
        return topic.startsWith(SITE);
    }
}
