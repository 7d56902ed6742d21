package fr.parvis.appointments.demand;

import fr.parvis.messaging.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
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
    private final Outbox outbox;
    private final Clock clock;

    LineLook(WishTables wishes, OfferTables offers, Outbox outbox, Clock clock) {
        this.wishes = wishes;
        this.offers = offers;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Null once their personal data are erased. */
    public @Nullable Reach reach(Wish wish) {
        var usager = wish.usager();
        return usager == null ? null : Reach.of(usager, outbox);
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
                .sorted(java.util.Comparator.comparingInt(
                                (ServiceLine line) -> line.wishes().size())
                        .reversed())
                .toList();
    }
}
