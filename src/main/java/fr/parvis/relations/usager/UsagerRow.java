package fr.parvis.relations.usager;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of a person, before what was merged into it is added.
 *
 * @param channel a code, "any" when the person said that none matters, null when nothing was said
 * @param moment the same
 * @param dropped needs of those merged into it that the person no longer has
 */
record UsagerRow(
        UUID id,
        UUID rootId,
        @Nullable UUID mergedInto,
        @Nullable UUID mergeId,
        String firstName,
        String lastName,
        String language,
        @Nullable String channel,
        @Nullable String moment,
        Set<Need> needs,
        Set<Need> dropped,
        @Nullable UUID householdId,
        int revision,
        Instant createdAt,
        Instant lastSeenAt,
        @Nullable Instant mergedAt) {}
