package fr.parvis.directory;

import java.util.Locale;

/**
 * The directory was changed; heard inside the transaction of the change.
 *
 * @param subject the name of the place, service or counter; of an agent the identifier, because a name is personal data
 */
public record DirectoryEdited(Act act, String subject) {
    public enum Act {
        ORGANISATION_CHANGED,
        SITE_CREATED,
        SITE_CHANGED,
        SITE_ADDRESS_CHANGED,
        HOURS_CHANGED,
        CLOSURE_PLANNED,
        CLOSURE_REMOVED,
        OPENING_PLANNED,
        OPENING_REMOVED,
        SERVICE_CREATED,
        SERVICE_CHANGED,
        SERVICES_OFFERED,
        SERVICE_SUSPENDED,
        SERVICE_RESUMED,
        COUNTER_CREATED,
        COUNTER_CHANGED,
        AGENT_CREATED,
        AGENT_CHANGED;

        /** kebab-case, as it is kept. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
