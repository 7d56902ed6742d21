package fr.parvis.appointments.sessions;

import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.platform.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is announced of a session.
 *
 * @param serviceId its theme; null without one
 * @param place where at the site ("Salle du Conseil"); may be empty
 * @param agendas whose time it takes
 * @param mostSeats for one registration
 * @param opensAt when registration opens; null for at once
 * @param closesAt when registration online closes; its start at the latest
 * @param language ISO 639-1 code of what is spoken
 * @param byStaff only the staff registers people
 */
public record SessionPlan(
        UUID siteId,
        @Nullable UUID serviceId,
        String title,
        String description,
        String place,
        List<UUID> agendas,
        Instant start,
        Instant end,
        int seats,
        int mostSeats,
        @Nullable Instant opensAt,
        Instant closesAt,
        String language,
        boolean stepFree,
        boolean byStaff) {
    public static final int MOST_SEATS = 200;
    public static final int MOST_FOR_ONE = 10;
    public static final int LONGEST_TITLE = 120;
    public static final int LONGEST_DESCRIPTION = 1500;
    public static final int LONGEST_PLACE = 120;
    private static final Duration LONGEST = Duration.ofHours(24);

    public SessionPlan {
        agendas = agendas.stream().sorted().toList();
    }

    public Stretch during() {
        return new Stretch(start, end);
    }

    SessionPlan at(Stretch other) {
        var by = Duration.between(start, other.from());
        return new SessionPlan(
                siteId,
                serviceId,
                title,
                description,
                place,
                agendas,
                other.from(),
                other.to(),
                seats,
                mostSeats,
                opensAt == null ? null : opensAt.plus(by),
                closesAt.plus(by),
                language,
                stepFree,
                byStaff);
    }

    /** Whoever is registered must hear of it. */
    boolean isElsewhere(SessionPlan other) {
        return !start.equals(other.start)
                || !end.equals(other.end)
                || !siteId.equals(other.siteId)
                || !place.equals(other.place);
    }

    /** @throws ProblemException 400 with the field at fault */
    void check() {
        written("title", title, LONGEST_TITLE);
        if (title.isEmpty()) {
            throw ProblemException.field("title", "appointments", "field-missing", "title");
        }
        written("description", description, LONGEST_DESCRIPTION);
        written("place", place, LONGEST_PLACE);
        if (!start.isBefore(end) || start.plus(LONGEST).isBefore(end)) {
            throw ProblemException.field("to", "appointments", "rule-backwards");
        }
        within("seats", seats, MOST_SEATS);
        within("mostSeats", mostSeats, MOST_FOR_ONE);
        if (closesAt.isAfter(start) || opensAt != null && !opensAt.isBefore(closesAt)) {
            throw ProblemException.field("closesHours", "appointments", "session-closes-first");
        }
    }

    private static void written(String field, String text, int most) {
        if (text.length() > most) {
            throw ProblemException.field(field, "appointments", "name-too-long", most);
        }
    }

    private static void within(String field, int value, int most) {
        if (value < 1 || value > most) {
            throw ProblemException.field(field, "appointments", "figure-out-of-range", 1, most);
        }
    }
}
