package fr.parvis.appointments.demand;

import fr.parvis.appointments.Availability;
import fr.parvis.appointments.LinePlaces;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.messaging.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
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
import java.util.stream.Stream;
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
        private final Map<Wanted, List<LineMatcher.Time>> comingFree = new HashMap<>();
        /** What everybody saw before, where something comes free. */
        private final Map<Wanted, Set<Instant>> known = new HashMap<>();

        private final Map<UUID, Instant> awakeUntil = new HashMap<>();
        private final Map<UUID, Instant> openUntil = new HashMap<>();

        private Seen(Instant now) {
            this.now = now;
            this.sites = directory.sites().stream().collect(Collectors.toMap(Site::id, Function.identity()));
            var zone = directory.zone();
            wishes.waiting(now.atZone(zone).toLocalDate()).forEach(wish -> waiting.put(wish.id(), wish));
            this.replaced = wishes.replaced();
            this.refused = offers.refused(waiting.keySet(), now);
            this.offered = new HashSet<>(offers.open());
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

        /** @param opening where something comes free with this round */
        void remember(Collection<UUID> opening) {
            for (var wish : waiting.values()) {
                if (wish.isForWhatComesFree()) {
                    wish.sites().stream()
                            .filter(opening::contains)
                            .flatMap(id -> Optional.ofNullable(sites.get(id)).stream())
                            .forEach(site -> remember(wish, site));
                }
            }
        }

        private void remember(Wish wish, Site site) {
            everybodys(wish)
                    .ifPresent(terms -> known.computeIfAbsent(
                            wanted(wish, site),
                            wanted -> times(site, terms, wanted)
                                    .map(time -> time.start().toInstant())
                                    .collect(Collectors.toSet())));
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
            var wanted = wanted(wish, site);
            return wish.isForWhatComesFree()
                    ? comingFree.computeIfAbsent(wanted, _ -> comingFree(wish, site))
                    : free(wish, site);
        }

        private static Wanted wanted(Wish wish, Site site) {
            return new Wanted(
                    site.id(),
                    wish.serviceId(),
                    wish.meeting(),
                    wish.people(),
                    wish.channel().isTheDesk());
        }

        private List<LineMatcher.Time> free(Wish wish, Site site) {
            return free.computeIfAbsent(
                    wanted(wish, site),
                    wanted -> times(site, terms(wish, site), wanted).toList());
        }

        /** Where no place was given up, only the day that comes up for the line before it does for all. */
        private List<LineMatcher.Time> comingFree(Wish wish, Site site) {
            var seen = known.get(wanted(wish, site));
            var last = everybodys(wish).orElseThrow().lastDay(now, site.zone());
            return free(wish, site).stream()
                    .filter(time -> seen == null
                            ? time.start().toLocalDate().isAfter(last)
                            : !seen.contains(time.start().toInstant()))
                    .toList();
        }

        private Stream<LineMatcher.Time> times(Site site, ServiceTerms terms, Wanted wanted) {
            var today = now.atZone(site.zone()).toLocalDate();
            return availability
                    .slots(
                            site,
                            terms,
                            wanted.meeting(),
                            wanted.people(),
                            today,
                            today.plusDays(terms.horizonDays()),
                            wanted.desk())
                    .stream()
                    .map(slot -> new LineMatcher.Time(site.id(), slot.start().atZone(site.zone())));
        }

        void forget(UUID site) {
            free.keySet().removeIf(wanted -> wanted.site().equals(site));
            comingFree.keySet().removeIf(wanted -> wanted.site().equals(site));
        }

        private Optional<ServiceTerms> everybodys(Wish wish) {
            return terms.computeIfAbsent(wish.serviceId(), availability::terms);
        }

        /** As the line has them. */
        ServiceTerms terms(Wish wish, Site site) {
            return places.terms(everybodys(wish).orElseThrow(), site.id());
        }

        Instant until(Wish wish, Site site) {
            return Reach.of(Objects.requireNonNull(wish.usager()), outbox) == Reach.CALL
                    ? openUntil.computeIfAbsent(
                            site.id(),
                            id -> OfferTime.until(
                                    now,
                                    site.zone(),
                                    day -> directory.day(id, day).open()))
                    : awakeUntil.computeIfAbsent(site.id(), _ -> OfferTime.until(now, site.zone(), OfferTime::awake));
        }
    }
}
