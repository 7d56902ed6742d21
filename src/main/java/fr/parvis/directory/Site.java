package fr.parvis.directory;

import java.time.ZoneId;
import java.util.UUID;

/**
 * A place that receives people.
 *
 * @param holidayRegion subdivision code of public holidays: "" for the common French ones, otherwise a Jollyday hierarchy
 *     such as "al" (Alsace-Moselle) or an overseas one
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
