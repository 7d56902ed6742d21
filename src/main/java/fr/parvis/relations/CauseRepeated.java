package fr.parvis.relations;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The same root cause has come back at a place: somebody has to do something about it. Once for a cause, a place and a window; none of the
 * persons' words is in it.
 *
 * @param recurrenceId once for each: an action is opened for it
 * @param cause in French
 * @param siteId null for the whole organisation
 * @param serviceId null when the complaints are about none in particular
 * @param references of the complaints
 * @param firstDay on which one of them was received
 */
public record CauseRepeated(
        UUID recurrenceId,
        UUID organisationId,
        UUID causeId,
        String cause,
        @Nullable UUID siteId,
        @Nullable UUID serviceId,
        List<String> references,
        LocalDate firstDay,
        LocalDate lastDay,
        int count,
        Instant at) {}
