package fr.parvis.appointments.demand;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.Meeting;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
    private final Directory directory;
    private final Outbox outbox;
    private final Clock clock;

    LineLook(
            WishTables wishes,
            OfferTables offers,
            Availability availability,
            Directory directory,
            Outbox outbox,
            Clock clock) {
        this.wishes = wishes;
        this.offers = offers;
        this.availability = availability;
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
