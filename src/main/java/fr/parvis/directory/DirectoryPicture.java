package fr.parvis.directory;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything in the directory at one moment. */
record DirectoryPicture(
        @Nullable Organisation organisation,
        Map<UUID, Site> sites,
        Map<UUID, ServiceOffer> services,
        List<Offer> offers,
        Map<UUID, Counter> counters,
        Map<UUID, Agent> agents,
        List<Hours> hours,
        List<Closure> closures,
        List<Exceptional> exceptional,
        PublicHolidays holidays) {

    record Offer(UUID siteId, UUID serviceId, @Nullable String suspendedReason) {}

    record Hours(UUID siteId, @Nullable UUID serviceId, OpeningCalendar.Hours span) {}

    record Closure(UUID siteId, OpeningCalendar.Closure closure) {}

    record Exceptional(UUID siteId, OpeningCalendar.Exceptional opening) {}

    List<UUID> offersAt(UUID siteId) {
        return offers.stream()
                .filter(offer -> offer.siteId().equals(siteId))
                .map(Offer::serviceId)
                .sorted(java.util.Comparator.comparing(id -> Optional.ofNullable(services.get(id))
                        .map(ServiceOffer::letter)
                        .orElse("")))
                .toList();
    }

    @Nullable
    String suspension(UUID siteId, UUID serviceId) {
        return offers.stream()
                .filter(offer ->
                        offer.siteId().equals(siteId) && offer.serviceId().equals(serviceId))
                .map(Offer::suspendedReason)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    boolean hasOwnHours(UUID siteId, UUID serviceId) {
        return hours.stream().anyMatch(h -> h.siteId().equals(siteId) && serviceId.equals(h.serviceId()));
    }

    OpeningCalendar calendar(Site site) {
        return calendar(site, hours.stream().filter(h -> h.siteId().equals(site.id()) && h.serviceId() == null));
    }

    OpeningCalendar calendar(Site site, UUID serviceId) {
        var own = hours.stream()
                .filter(h -> h.siteId().equals(site.id()) && serviceId.equals(h.serviceId()))
                .toList();
        return own.isEmpty() ? calendar(site) : calendar(site, own.stream());
    }

    private OpeningCalendar calendar(Site site, Stream<Hours> which) {
        return new OpeningCalendar(
                site.zone(),
                which.map(Hours::span).toList(),
                closures.stream()
                        .filter(c -> c.siteId().equals(site.id()))
                        .map(Closure::closure)
                        .toList(),
                exceptional.stream()
                        .filter(e -> e.siteId().equals(site.id()))
                        .map(Exceptional::opening)
                        .toList(),
                day -> holidays.on(day, site.holidayRegion()));
    }

    List<String> weeklyHours(UUID siteId) {
        return Stream.of(DayOfWeek.values())
                .map(day -> hours.stream()
                        .filter(h -> h.siteId().equals(siteId)
                                && h.serviceId() == null
                                && h.span().day() == day)
                        .map(h -> h.span().from() + "-"
                                + (h.span().to().equals(LocalTime.MIDNIGHT)
                                        ? "24:00"
                                        : h.span().to()))
                        .collect(Collectors.joining(", ")))
                .toList();
    }
}
