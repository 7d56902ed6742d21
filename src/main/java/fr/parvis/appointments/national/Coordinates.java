package fr.parvis.appointments.national;

import fr.parvis.directory.Site;
import java.util.Optional;

/** Where a site stands on the map, in degrees (WGS 84). */
public record Coordinates(double longitude, double latitude) {
    /** The directory does not know any site's yet. */
    @SuppressWarnings("unused") // asked for here, so that there is one place to answer it
    public static Optional<Coordinates> of(Site site) {
        return Optional.empty();
    }
}
