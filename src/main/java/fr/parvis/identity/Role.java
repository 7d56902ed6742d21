package fr.parvis.identity;

import java.util.Set;

/**
 * What an account or a token may do. KIOSK is for machines in a hall, TELEPHONY for the telephone system: tokens only, never an account.
 * PARTNER is for the people and programs of a {@link Partner}, and stands alone.
 */
public enum Role {
    AGENT("queue:read", "queue:act", "appointments:read", "appointments:write", "requests:read", "requests:write"),
    SUPERVISOR(
            "queue:read",
            "queue:act",
            "appointments:read",
            "appointments:write",
            "requests:read",
            "requests:write",
            "actions:read"),
    QUALITY("queue:read", "actions:read"),
    TRAINER("queue:read"),
    ADMIN(
            "queue:read",
            "queue:act",
            "appointments:read",
            "appointments:write",
            "requests:read",
            "requests:write",
            "actions:read"),
    KIOSK("queue:read", "tickets:issue"),
    TELEPHONY("calls:write"),
    PARTNER("appointments:partner");

    private final Set<String> scopes;

    Role(String... scopes) {
        this.scopes = Set.of(scopes);
    }

    /** Whether an account of the house can have it. */
    public boolean isOfAccounts() {
        return this != KIOSK && this != TELEPHONY && this != PARTNER;
    }

    /** What a token of this role may do through the API. */
    public Set<String> scopes() {
        return scopes;
    }
}
