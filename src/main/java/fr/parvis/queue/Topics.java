package fr.parvis.queue;

import java.util.Optional;
import java.util.UUID;

/** Names of the live topics of the hall. */
public final class Topics {
    private static final String SITE = "site:";

    private Topics() {}

    public static String site(UUID siteId) {
        return SITE + siteId;
    }

    /** Empty for a topic that is no site's. */
    public static Optional<UUID> siteOf(String topic) {
        return isSite(topic) ? Optional.of(UUID.fromString(topic.substring(SITE.length()))) : Optional.empty();
    }

    public static boolean isSite(String topic) {
        return topic.startsWith(SITE);
    }
}
