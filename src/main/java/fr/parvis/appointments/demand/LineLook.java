package fr.parvis.appointments.demand;

import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.Outbox;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The line as people and the staff see it: where somebody stands, and how long that takes now. */
@Component
@Transactional(readOnly = true)
public class LineLook {
    /** How far back the delays go. */
    public static final Duration LOOKED_BACK = Duration.ofDays(56);

    /** @param before how many wait for the same at one of the same sites, and came earlier */
    public record Place(int before, LineDelay delay) {}

    /** @param offers open ones, by wish */
    public record ServiceLine(UUID serviceId, List<Wish> wishes, Map<UUID, Offer> offers, LineDelay delay) {}

    private final WishTables wishes;
    private final OfferTables offers;
    private final Availability availability;
    private final Agendas agendas;
    private final Directory directory;
    private final Outbox outbox;
    private final Clock clock;

    LineLook(
            WishTables wishes,
            OfferTables offers,
            Availability availability,
            Agendas agendas,
            Directory directory,
            Outbox outbox,
            Clock clock) {
        this.wishes = wishes;
        this.offers = offers;
        this.availability = availability;
        this.agendas = agendas;
        this.directory = directory;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A time that everybody may book. */
    public record Free(Site site, Instant start) {}

    /** Null once their personal data are erased. */
    public @Nullable Reach reach(Wish wish) {
        var usager = wish.usager();
        return usager == null ? null : reach(usager);
    }

    public Reach reach(Appointment.Usager usager) {
        return Reach.of(usager, outbox);
    }

    /** Whether a message to this person leaves. */
    public boolean isWrittenTo(Appointment.Usager usager) {
        return switch (reach(usager)) {
            case EMAIL -> outbox.sends(NewMessage.Channel.EMAIL);
            case SMS -> true;
            case CALL -> false;
        };
    }

    /** The days of the week and the parts of the day on which appointments are given. */
    public record Given(Set<DayOfWeek> days, Set<PartOfDay> parts) {}

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), directory.zone());
    }

    /** From when on the times of this day can be booked; empty when they can now. */
    public Optional<LocalDate> opensOn(UUID serviceId, LocalDate day) {
        var zone = directory.zone();
        return availability
                .terms(serviceId)
                .filter(terms -> day.isAfter(terms.lastDay(clock.instant(), zone)))
                .map(terms -> day.minusDays(terms.horizonDays()));
    }

    /**
     * When appointments are given there instead, for somebody whom none of the openings that are known can ever suit. Empty when one
     * may, free or not; and when nothing opens at all, for then nobody knows.
     */
    public Optional<Given> insteadOf(UUID serviceId, Set<UUID> sites, Suits suits, Meeting meeting, int people) {
        var terms = availability.terms(serviceId).orElse(null);
        if (terms == null) {
            return Optional.empty();
        }
        var earliest = suits.earliest();
        var today = today();
        var starts = starts(terms, sites, meeting, people, today);
        if (earliest != null && earliest.isAfter(today)) {
            starts = Stream.concat(starts, starts(terms, sites, meeting, people, earliest));
        }
        var days = EnumSet.noneOf(DayOfWeek.class);
        var parts = EnumSet.noneOf(PartOfDay.class);
        return starts.peek(start -> {
                                    days.add(start.getDayOfWeek());
                                    parts.add(PartOfDay.of(start.toLocalTime()));
                                })
                                .anyMatch(suits::holds)
                        || days.isEmpty()
                ? Optional.empty()
                : Optional.of(new Given(days, parts));
    }

    /** Whether or not they are free: all that begin in the year from a day on. */
    private Stream<ZonedDateTime> starts(
            ServiceTerms terms, Set<UUID> sites, Meeting meeting, int people, LocalDate since) {
        var visit = terms.visit(people);
        var step = Duration.ofMinutes(terms.stepMinutes());
        return sites.stream().map(directory::site).flatMap(site -> {
            var receiving = agendas.at(site).stream()
                    .filter(agenda -> agenda.active()
                            && agenda.resource() == null
                            && agenda.services().contains(terms.serviceId()))
                    .toList();
            return agendas.opened(site, receiving, since, since.plusYears(1)).values().stream()
                    .flatMap(List::stream)
                    .filter(one -> one.serves(terms.serviceId(), meeting.modality()))
                    .flatMap(one -> Stream.iterate(
                            one.during().from(),
                            start -> !start.plus(visit).isAfter(one.during().to()),
                            start -> start.plus(step)))
                    .map(start -> start.atZone(site.zone()));
        });
    }

    /** What is free for everybody before the appointment, at its own site. */
    public List<Free> freeBefore(Appointment mine, int most) {
        return free(
                        mine.serviceId(),
                        Set.of(mine.siteId()),
                        Suits.ANY,
                        mine.meeting(),
                        mine.people(),
                        Integer.MAX_VALUE)
                .stream()
                .filter(one -> one.start().isBefore(mine.start()))
                .limit(most)
                .toList();
    }

    /** What suits and is free for everybody at this moment, earliest first. */
    public List<Free> free(UUID serviceId, Set<UUID> sites, Suits suits, Meeting meeting, int people, int most) {
        var terms = availability.terms(serviceId).orElse(null);
        if (terms == null) {
            return List.of();
        }
        return sites.stream()
                .map(directory::site)
                .flatMap(site -> {
                    var today = clock.instant().atZone(site.zone()).toLocalDate();
                    return availability
                            .slots(site, terms, meeting, people, today, today.plusDays(terms.horizonDays()), false)
                            .stream()
                            .filter(slot -> suits.holds(slot.start().atZone(site.zone())))
                            .limit(most)
                            .map(slot -> new Free(site, slot.start()));
                })
                .sorted(Comparator.comparing(Free::start)
                        .thenComparing(free -> free.site().slug()))
                .limit(most)
                .toList();
    }

    public Place place(Wish wish) {
        return new Place(
                wishes.countWaiting(wish.serviceId(), wish.sites(), wish.position()),
                delay(wish.serviceId(), wish.sites()));
    }

    /** Of whoever joins now. */
    public Place last(UUID serviceId, Set<UUID> sites) {
        return new Place(wishes.countWaiting(serviceId, sites, null), delay(serviceId, sites));
    }

    private LineDelay delay(UUID serviceId, Collection<UUID> sites) {
        var now = clock.instant();
        return LineDelay.of(wishes.waited(serviceId, sites, now.minus(LOOKED_BACK), now));
    }

    /** Each service that somebody waits for at one of the sites, the longest line first. */
    public List<ServiceLine> lines(Collection<UUID> sites) {
        return wishes.open(sites).stream().collect(Collectors.groupingBy(Wish::serviceId)).entrySet().stream()
                .map(one -> new ServiceLine(
                        one.getKey(),
                        one.getValue(),
                        one.getValue().stream()
                                .map(wish -> offers.openOf(wish.id()))
                                .flatMap(Optional::stream)
                                .collect(Collectors.toMap(Offer::wishId, offer -> offer)),
                        delay(one.getKey(), sites)))
                .sorted(Comparator.comparingInt(
                                (ServiceLine line) -> line.wishes().size())
                        .reversed())
                .toList();
    }
}
