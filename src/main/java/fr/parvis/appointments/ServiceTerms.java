package fr.parvis.appointments;

import fr.parvis.appointments.slots.Modality;
import fr.parvis.appointments.slots.Terms;
import fr.parvis.platform.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an appointment for a service takes, and who may book when.
 *
 * @param stepMinutes how far apart the starts are
 * @param noticeHours how long before it begins an appointment must be booked at the latest; nothing at the desk and the kiosk
 * @param horizonDays the last day that can be booked, counted from today
 * @param opensAt at what time of day, on the site's clock, that last day comes up
 * @param kinds kinds of resources that it needs
 * @param keptPercent share of the starts that the desk, the kiosk and the telephone have for themselves until a day before
 * @param onlineADay how many of a day may be booked online at a site; null for all
 * @param ways how somebody may be received
 * @param byCode who books online proves their e-mail address or telephone first, see {@link Codes}
 */
public record ServiceTerms(
        UUID serviceId,
        int minutes,
        int bufferMinutes,
        int stepMinutes,
        int noticeHours,
        int horizonDays,
        LocalTime opensAt,
        int mostPeople,
        Terms.Grouping grouping,
        Set<String> kinds,
        int keptPercent,
        @Nullable Integer onlineADay,
        boolean byCode,
        Ways ways) {
    private static final Duration KEPT_UNTIL = Duration.ofHours(24);

    /** Without a code. */
    public ServiceTerms(
            UUID serviceId,
            int minutes,
            int bufferMinutes,
            int stepMinutes,
            int noticeHours,
            int horizonDays,
            LocalTime opensAt,
            int mostPeople,
            Terms.Grouping grouping,
            Set<String> kinds,
            int keptPercent,
            @Nullable Integer onlineADay) {
        this(
                serviceId,
                minutes,
                bufferMinutes,
                stepMinutes,
                noticeHours,
                horizonDays,
                opensAt,
                mostPeople,
                grouping,
                kinds,
                keptPercent,
                onlineADay,
                false,
                Ways.ON_SITE);
    }

    public ServiceTerms withCode(boolean asked) {
        return with(asked, ways);
    }

    public ServiceTerms withWays(Ways offered) {
        return with(byCode, offered);
    }

    private ServiceTerms with(boolean code, Ways offered) {
        return new ServiceTerms(
                serviceId,
                minutes,
                bufferMinutes,
                stepMinutes,
                noticeHours,
                horizonDays,
                opensAt,
                mostPeople,
                grouping,
                kinds,
                keptPercent,
                onlineADay,
                code,
                offered);
    }

    public static ServiceTerms usual(UUID serviceId, int minutes) {
        return new ServiceTerms(
                serviceId,
                minutes,
                0,
                minutes,
                2,
                60,
                LocalTime.MIDNIGHT,
                4,
                Terms.Grouping.CONSECUTIVE,
                Set.of(),
                0,
                null);
    }

    /** @throws ProblemException 400 with the most that come in one appointment */
    public void checkPeople(int people) {
        if (people < 1 || people > mostPeople) {
            throw ProblemException.field("people", "appointments", "people-out-of-range", mostPeople);
        }
    }

    /** Until the last of them has left. */
    public Duration visit(int people) {
        return terms().visit(people);
    }

    Terms terms() {
        return terms(Modality.ON_SITE);
    }

    /** The resources of the site are for whoever comes there. */
    Terms terms(Modality modality) {
        return new Terms(
                Duration.ofMinutes(minutes),
                Duration.ofMinutes(bufferMinutes),
                Duration.ofMinutes(stepMinutes),
                grouping,
                modality.isAfar() ? Set.of() : kinds,
                keptPercent / 100.0);
    }

    /** Nothing begins before. */
    Instant earliest(Instant now, boolean desk) {
        return desk ? now : now.plus(Duration.ofHours(noticeHours));
    }

    /** Nothing begins after this day. */
    public LocalDate lastDay(Instant now, ZoneId zone) {
        var here = now.atZone(zone);
        return here.toLocalDate().plusDays(here.toLocalTime().isBefore(opensAt) ? horizonDays - 1L : horizonDays);
    }

    /** The same for whoever sees the last day come up that much earlier than others. */
    ServiceTerms ahead(Instant now, ZoneId zone, Duration by) {
        var days = ChronoUnit.DAYS.between(now.atZone(zone).toLocalDate(), lastDay(now.plus(by), zone));
        return new ServiceTerms(
                serviceId,
                minutes,
                bufferMinutes,
                stepMinutes,
                noticeHours,
                (int) days,
                LocalTime.MIDNIGHT,
                mostPeople,
                grouping,
                kinds,
                keptPercent,
                onlineADay,
                byCode,
                ways);
    }

    Instant keptUntil(Instant now, boolean desk) {
        return desk ? Instant.MAX : now.plus(KEPT_UNTIL);
    }
}
