package fr.parvis.queue;

import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in the queue of a site, as it stands now.
 *
 * @param number what is shown and called, unique per site, service letter and day ("A012")
 * @param token opens the ticket's page; unguessable
 * @param language ISO 639-1 code the usager chose, null when unknown
 * @param queueAt the queueing key: whoever has the earliest is called first
 * @param onlyCounterId when transferred to one counter, the only one that may call it as long as it is not closed
 * @param note what the agent noted for the next colleague; personal data, erased with the ticket's retention
 * @param awayUntil the person went to fetch something and the place is kept until then; still there when it was lost because of it
 */
public record Ticket(
        UUID id,
        UUID organisationId,
        UUID siteId,
        UUID serviceId,
        LocalDate day,
        String number,
        String token,
        State state,
        Kind kind,
        boolean priority,
        @Nullable String language,
        Set<Help> help,
        Instant arrivedAt,
        @Nullable Instant scheduledAt,
        Instant queueAt,
        @Nullable UUID onlyCounterId,
        @Nullable UUID counterId,
        @Nullable Instant calledAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        int recalls,
        @Nullable Outcome outcome,
        @Nullable String note,
        @Nullable Instant awayUntil) {

    private static final Duration TIME_TO_COME = Duration.ofSeconds(90);

    static Ticket issued(Site site, NewTicket wanted, String number, Instant at) {
        return new Ticket(
                Ids.next(),
                site.organisationId(),
                site.id(),
                wanted.serviceId(),
                at.atZone(site.zone()).toLocalDate(),
                number,
                Ids.token(),
                State.WAITING,
                wanted.kind(),
                wanted.priority(),
                wanted.language(),
                wanted.help(),
                at,
                wanted.scheduledAt(),
                QueueOrder.STANDARD.keyOf(QueueOrder.Arrival.of(wanted, at)),
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null);
    }

    Ticket awayUntil(Instant until) {
        return new Ticket(
                id,
                organisationId,
                siteId,
                serviceId,
                day,
                number,
                token,
                state,
                kind,
                priority,
                language,
                help,
                arrivedAt,
                scheduledAt,
                queueAt,
                onlyCounterId,
                counterId,
                calledAt,
                startedAt,
                endedAt,
                recalls,
                outcome,
                note,
                until);
    }

    public enum State {
        WAITING,
        CALLED,
        SERVING,
        PARKED,
        FINISHED,
        NO_SHOW,
        ABANDONED;

        /** kebab-case, as in the API and the database. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        /** No act follows. */
        public boolean isOver() {
            return this == FINISHED || this == NO_SHOW || this == ABANDONED;
        }

        public static State of(String code) {
            return valueOf(code.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        }
    }

    public enum Kind {
        WALKIN,
        APPOINTMENT;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** How long a called person has to come before the place is thought lost: the longest of what their help takes. */
    public Duration timeToCome() {
        return help.stream()
                .map(Help::timeToCome)
                .max(Comparator.naturalOrder())
                .orElse(TIME_TO_COME);
    }

    /** Help asked for on arrival; never the reason for it. */
    public enum Help {
        SEAT(4),
        WHEELCHAIR(4),
        READING(3),
        HEARING(3),
        INTERPRETER(2);

        private final int minutes;

        Help(int minutes) {
            this.minutes = minutes;
        }

        /** To get up and cross the hall, or to notice the call. */
        Duration timeToCome() {
            return Duration.ofMinutes(minutes);
        }

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
