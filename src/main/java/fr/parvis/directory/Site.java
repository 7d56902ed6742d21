package fr.parvis.directory;

import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place that receives people.
 *
 * @param holidayRegion code of a {@link HolidayRegion}
 * @param displayMessage shown on the hall's display, may be empty
 * @param position null when nobody has said it
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
        boolean active,
        @Nullable Position position) {
    /** Nobody has said where it is on the map. */
    public Site(
            UUID id,
            UUID organisationId,
            String slug,
            String name,
            String address,
            ZoneId zone,
            String holidayRegion,
            String displayMessage,
            boolean active) {
        this(id, organisationId, slug, name, address, zone, holidayRegion, displayMessage, active, null);
    }

    /** "Hôtel de ville, 1 place du Parvis"; the name alone of a site without an address. */
    public String nameAndAddress() {
        return address.isEmpty() ? name : name + ", " + address;
    }
}
