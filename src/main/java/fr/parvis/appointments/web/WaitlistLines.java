package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.Appointments;
import fr.parvis.appointments.demand.LineLook;
import fr.parvis.appointments.demand.Offer;
import fr.parvis.appointments.demand.Offers;
import fr.parvis.appointments.demand.Wish;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The waiting lines of a site as the staff reads them. */
@Component
class WaitlistLines {
    private static final int SHOWN = 200;
    private static final int SHOWN_READY = 10;
    private static final int SHOWN_TIMES = 3;

    /**
     * @param since how long
     * @param until when the open offer ends; "" without one
     */
    record Person(
            UUID id,
            int rank,
            String name,
            String since,
            String suits,
            String reach,
            String state,
            String until,
            String earlierThan) {}

    /** @param median of the ages of those who wait */
    record Line(
            String service,
            long waiting,
            long asleep,
            int offered,
            String oldest,
            String median,
            List<String> delay,
            List<Person> people,
            int more) {}

    /** Somebody whom no message reaches, and what they are offered. */
    record ToRing(UUID id, UUID offer, String name, String contact, String service, String when, String until) {}

    /** A time that is free for everybody. @param start as forms send it */
    record FreeTime(String start, String words) {}

    /** Somebody whom no message reaches, and what is free for everybody and suits; nothing of it is held. */
    record Ready(UUID id, int rank, String name, String contact, String service, List<FreeTime> times) {}

    record AtSite(List<ToRing> toRing, List<Ready> ready, List<Line> lines) {}

    private final LineLook look;
    private final Offers offers;
    private final WaitlistView view;
    private final Appointments appointments;
    private final Directory directory;
    private final Clock clock;

    WaitlistLines(
            LineLook look,
            Offers offers,
            WaitlistView view,
            Appointments appointments,
            Directory directory,
            Clock clock) {
        this.look = look;
        this.offers = offers;
        this.view = view;
        this.appointments = appointments;
        this.directory = directory;
        this.clock = clock;
    }

    AtSite at(Site site, Locale locale) {
        var lines = look.lines(List.of(site.id()));
        return new AtSite(
                lines.stream()
                        .flatMap(line -> line.wishes().stream()
                                .filter(wish -> isOfferedAt(site, line, wish))
                                .filter(wish -> view.isRung(wish))
                                .map(wish -> toRing(
                                        wish,
                                        Objects.requireNonNull(line.offers().get(wish.id())),
                                        locale)))
                        .toList(),
                lines.stream()
                        .flatMap(line -> ready(site, line, locale))
                        .limit(SHOWN_READY)
                        .toList(),
                lines.stream().map(line -> line(line, locale)).toList());
    }

    /** In order of the line: each is rung for what is free at this moment. */
    private Stream<Ready> ready(Site site, LineLook.ServiceLine line, Locale locale) {
        return IntStream.range(0, line.wishes().size())
                .filter(i -> {
                    var wish = line.wishes().get(i);
                    return wish.state() == Wish.State.WAITING
                            && !line.offers().containsKey(wish.id())
                            && wish.sites().contains(site.id())
                            && view.isRung(wish);
                })
                .mapToObj(i -> ready(site, i + 1, line.wishes().get(i), locale))
                .filter(one -> !one.times().isEmpty());
    }

    private Ready ready(Site site, int rank, Wish wish, Locale locale) {
        var usager = Objects.requireNonNull(wish.usager());
        var replaces = wish.replaces();
        var refused = offers.of(wish).stream()
                .filter(offer -> offer.state() == Offer.State.DECLINED)
                .map(Offer::start)
                .toList();
        var free = replaces == null
                ? look.free(
                        wish.serviceId(),
                        Set.of(site.id()),
                        wish.suits(),
                        wish.meeting(),
                        wish.people(),
                        SHOWN_TIMES + refused.size())
                : look.freeBefore(appointments.find(replaces), Integer.MAX_VALUE).stream()
                        .filter(one -> wish.suits().holds(one.start().atZone(site.zone())))
                        .toList();
        return new Ready(
                wish.id(),
                rank,
                usager.lastName() + " " + usager.firstName(),
                contact(usager),
                directory.service(wish.serviceId()).name(),
                free.stream()
                        .filter(one -> !refused.contains(one.start()))
                        .limit(SHOWN_TIMES)
                        .map(one -> new FreeTime(
                                one.start().toString(), AppointmentWords.moment(one.start(), site, locale)))
                        .toList());
    }

    /** Somewhere else others ring, who may answer. */
    private static boolean isOfferedAt(Site site, LineLook.ServiceLine line, Wish wish) {
        var offer = line.offers().get(wish.id());
        return offer != null && offer.siteId().equals(site.id());
    }

    private ToRing toRing(Wish wish, Offer offer, Locale locale) {
        var where = directory.site(offer.siteId());
        var usager = Objects.requireNonNull(wish.usager());
        return new ToRing(
                wish.id(),
                offer.id(),
                usager.lastName() + " " + usager.firstName(),
                contact(usager),
                directory.service(wish.serviceId()).name(),
                AppointmentWords.moment(offer.start(), where, locale) + " · " + where.name(),
                AppointmentWords.moment(offer.until(), where, locale));
    }

    private static String contact(Appointment.Usager usager) {
        var phone = usager.phone();
        return phone == null ? Objects.requireNonNullElse(usager.email(), "") : AppointmentWords.phone(phone);
    }

    private Line line(LineLook.ServiceLine line, Locale locale) {
        var now = clock.instant();
        var ages = line.wishes().stream()
                .filter(wish -> wish.state() == Wish.State.WAITING)
                .map(wish -> Duration.between(wish.joinedAt(), now))
                .sorted()
                .toList();
        var people = new java.util.ArrayList<Person>();
        for (var wish : line.wishes().stream().limit(SHOWN).toList()) {
            people.add(person(people.size() + 1, wish, line.offers().get(wish.id()), locale));
        }
        return new Line(
                directory.service(line.serviceId()).name(),
                ages.size(),
                line.wishes().size() - ages.size(),
                line.offers().size(),
                ages.isEmpty() ? "–" : view.age(ages.getLast(), locale),
                ages.isEmpty() ? "–" : view.age(ages.get(ages.size() / 2), locale),
                view.delay(line.delay(), locale),
                people,
                Math.max(0, line.wishes().size() - SHOWN));
    }

    private Person person(int rank, Wish wish, @Nullable Offer offer, Locale locale) {
        var usager = wish.usager();
        var replaces = wish.replaces();
        return new Person(
                wish.id(),
                rank,
                usager == null ? "" : usager.lastName() + " " + usager.firstName(),
                view.age(Duration.between(wish.joinedAt(), clock.instant()), locale),
                view.suits(wish.suits(), locale),
                view.reach(wish),
                offer == null ? wish.state().code() : "offered",
                offer == null ? "" : AppointmentWords.moment(offer.until(), directory.site(offer.siteId()), locale),
                replaces == null ? "" : moment(replaces, locale));
    }

    private String moment(UUID appointmentId, Locale locale) {
        var mine = appointments.find(appointmentId);
        return AppointmentWords.moment(mine.start(), directory.site(mine.siteId()), locale);
    }
}
