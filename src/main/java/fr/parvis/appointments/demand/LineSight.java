package fr.parvis.appointments.demand;

import fr.parvis.appointments.Availability;
import fr.parvis.appointments.LinePlaces;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.directory.DayHours;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.messaging.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The line and the free times as they stand in one round. */
@Component
class LineSight {
    private final WishTables wishes;
    private final OfferTables offers;
    private final LineActs acts;
    private final LinePlaces places;
    private final Availability availability;
    private final Directory directory;
    private final Outbox outbox;

    LineSight(
            WishTables wishes,
            OfferTables offers,
            LineActs acts,
            LinePlaces places,
            Availability availability,
            Directory directory,
            Outbox outbox) {
        this.wishes = wishes;
        this.offers = offers;
        this.acts = acts;
        this.places = places;
        this.availability = availability;
        this.directory = directory;
        this.outbox = outbox;
    }

    Seen now() {
        return new Seen(acts.now());
    }

    final class Seen {
        private record Wanted(UUID site, UUID service, Meeting meeting, int people, boolean desk) {}

        private final Instant now;
        private final Map<UUID, Site> sites;
        private final Map<UUID, Wish> waiting = new LinkedHashMap<>();
        private final Map<UUID, Instant> replaced;
        private final Map<UUID, Set<LineMatcher.Moment>> refused;
        private final Set<UUID> offered;
        private final SentToday sent;
        private final Map<UUID, Optional<ServiceTerms>> terms = new HashMap<>();
        private final Map<Wanted, List<LineMatcher.Time>> free = new HashMap<>();

        private Seen(Instant now) {
            this.now = now;
            this.sites = directory.sites().stream().collect(Collectors.toMap(Site::id, Function.identity()));
            wishes.waiting().forEach(wish -> waiting.put(wish.id(), wish));
            this.replaced = wishes.replaced();
            this.refused = offers.refused(waiting.keySet(), now);
            this.offered = new HashSet<>(offers.open());
            var zone = directory.zone();
            this.sent = new SentToday(offers.sent(
                    now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant()));
        }

        Instant at() {
            return now;
        }

        /** In order. */
        List<LineMatcher.InLine> line() {
            return waiting.values().stream()
                    .filter(wish -> wish.replaces() == null || replaced.containsKey(wish.replaces()))
                    .map(wish -> new LineMatcher.InLine(
                            wish.id(),
                            wish.sites(),
                            wish.suits(),
                            wish.replaces() == null ? null : replaced.get(wish.replaces()),
                            refused.getOrDefault(wish.id(), Set.of()),
                            offered.contains(wish.id()) || sent.isEnough(Objects.requireNonNull(wish.usager()))))
                    .toList();
        }

        /** The person rests from here on. */
        void offered(Wish wish, Offer offer) {
            var usager = Objects.requireNonNull(wish.usager());
            offered.add(wish.id());
            sent.add(offer.id(), usager.email(), usager.phone());
        }

        Wish wish(LineMatcher.InLine who) {
            return Objects.requireNonNull(waiting.get(who.wish()));
        }

        /** Whoever takes one at the last moment still has the notice that everybody has. */
        List<LineMatcher.Time> free(LineMatcher.InLine who) {
            var wish = wish(who);
            return everybodys(wish)
                    .map(terms -> wish.sites().stream()
                            .flatMap(id -> Optional.ofNullable(sites.get(id)).stream())
                            .flatMap(site -> {
                                var first = until(wish, site).plus(Duration.ofHours(terms.noticeHours()));
                                return look(wish, site).stream()
                                        .filter(time ->
                                                !time.start().toInstant().isBefore(first));
                            })
                            .toList())
                    .orElse(List.of());
        }

        private List<LineMatcher.Time> look(Wish wish, Site site) {
            var desk = wish.channel().isTheDesk();
            return free.computeIfAbsent(
                    new Wanted(site.id(), wish.serviceId(), wish.meeting(), wish.people(), desk), wanted -> {
                        var today = now.atZone(site.zone()).toLocalDate();
                        var lines = terms(wish, site);
                        return availability
                                .slots(
                                        site,
                                        lines,
                                        wanted.meeting(),
                                        wanted.people(),
                                        today,
                                        today.plusDays(lines.horizonDays()),
                                        desk)
                                .stream()
                                .map(slot -> new LineMatcher.Time(
                                        site.id(), slot.start().atZone(site.zone())))
                                .toList();
                    });
        }

        void forget(UUID site) {
            free.keySet().removeIf(wanted -> wanted.site().equals(site));
        }

        private Optional<ServiceTerms> everybodys(Wish wish) {
            return terms.computeIfAbsent(wish.serviceId(), availability::terms);
        }

        /** As the line has them. */
        ServiceTerms terms(Wish wish, Site site) {
            return places.terms(everybodys(wish).orElseThrow(), site.id());
        }

        Instant until(Wish wish, Site site) {
            Function<LocalDate, List<DayHours.Stretch>> hours =
                    Reach.of(Objects.requireNonNull(wish.usager()), outbox) == Reach.CALL
                            ? day -> directory.day(site.id(), day).open()
                            : OfferTime::awake;
            return OfferTime.until(now, site.zone(), hours);
        }
    }
}
