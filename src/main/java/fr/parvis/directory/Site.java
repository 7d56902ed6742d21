package fr.parvis.directory;

import java.time.ZoneId;
import java.util.UUID;

/**
 * A place that receives people.
 *
 * @param holidayRegion code of a {@link HolidayRegion}
 * @param displayMessage shown on the hall's display, may be empty
 */
public record Site(
        UUID id,
        UUID organisationId,
        String slug,
        String name,
        String address,
        ZoneId zone,
        String holidayRegion,
        String displayMessage,
        boolean active) {}
