package fr.parvis.appointments.figures;

import fr.parvis.platform.Share;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service at a site over some days.
 *
 * @param booked appointments of these days that were not cancelled
 * @param cancelled by the person or by us
 * @param unsaid over, and nobody said whether anybody came
 * @param missed of those of which it was said
 * @param thirdNextHours median of what was measured each noon; null when nothing was
 * @param withoutThree noons at which no three starts were free
 * @param noons how many were measured
 */
public record ServiceFigures(
        UUID siteId,
        UUID serviceId,
        int booked,
        int cancelled,
        int unsaid,
        Share missed,
        @Nullable Integer thirdNextHours,
        int withoutThree,
        int noons) {}
