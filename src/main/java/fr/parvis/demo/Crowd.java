package fr.parvis.demo;

import fr.parvis.queue.NewTicket;
import fr.parvis.queue.Outcome;
import fr.parvis.queue.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The people of a site, drawn one by one. Pure: the same source of chance gives the same people. */
final class Crowd {
    static final double ABANDON = 0.05;
    static final double NO_SHOW = 0.04;
    static final double PRIORITY = 0.06;
    static final double NEXT_STEP = 0.12;
    private static final double OTHER_LANGUAGE = 0.12;
    private static final double HELP = 0.05;
    private static final double SERVICE_CV = 0.6;
    private static final double EARLY = 0.76;
    private static final double A_LITTLE_LATE = 0.17;
    private static final int SLOT_SECONDS = 900;
    private static final List<String> LANGUAGES = List.of("en", "en", "ar", "es", "pt", "uk");

    /**
     * What people come for.
     *
     * @param share among those who come; the shares of a site add up to 1
     * @param booked how many of them have an appointment, from 0 to 1
     */
    record Wish(UUID serviceId, String slug, double share, Duration mean, double booked) {}

    record Demand(UUID siteId, double perHour, List<Wish> wishes) {
        Demand times(double factor) {
            return new Demand(siteId, perHour * factor, wishes);
        }

        /** Empty for a service that the site did not offer at first. */
        private String slug(UUID serviceId) {
            return wishes.stream()
                    .filter(wish -> wish.serviceId().equals(serviceId))
                    .map(Wish::slug)
                    .findFirst()
                    .orElse("");
        }
    }

    /**
     * @param patience the wait after which they leave, null for those who stay
     * @param absent nobody answers the call
     */
    record Visitor(
            NewTicket wanted, Instant arrivesAt, @Nullable Duration patience, boolean absent, Duration service) {}

    private final Demand demand;
    private final SplittableRandom random;

    Crowd(Demand demand, SplittableRandom random) {
        this.demand = demand;
        this.random = random;
    }

    /** Who comes at that moment: at once, or around the next quarter of an hour when they have an appointment. */
    Visitor next(Instant at) {
        var wish = pick();
        var due = random.nextDouble() < wish.booked() ? nextSlot(at) : null;
        var wanted = new NewTicket(
                demand.siteId(),
                wish.serviceId(),
                due == null ? Ticket.Kind.WALKIN : Ticket.Kind.APPOINTMENT,
                random.nextDouble() < PRIORITY,
                due,
                random.nextDouble() < OTHER_LANGUAGE ? LANGUAGES.get(random.nextInt(LANGUAGES.size())) : null,
                help(),
                NewTicket.Origin.KIOSK);
        var patience = random.nextDouble() < ABANDON ? Duration.ofSeconds(random.nextInt(240, 1800)) : null;
        return new Visitor(
                wanted,
                due == null ? at : due.plus(lateness()),
                patience,
                random.nextDouble() < NO_SHOW / (1 - ABANDON),
                logNormal(wish.mean().toSeconds(), random.nextGaussian()));
    }

    Outcome outcome(UUID serviceId, LocalDate day) {
        return random.nextDouble() < NEXT_STEP
                ? TownWords.nextStep(demand.slug(serviceId), day, random)
                : new Outcome.Solved();
    }

    private Wish pick() {
        var left = random.nextDouble();
        for (var wish : demand.wishes()) {
            left -= wish.share();
            if (left < 0) {
                return wish;
            }
        }
        return demand.wishes().getLast();
    }

    /** Most are a few minutes early, some a little late, a few later than the tolerance of the queueing key. */
    private Duration lateness() {
        var kind = random.nextDouble();
        if (kind < EARLY) {
            return Duration.ofSeconds(-random.nextInt(30, 720));
        }
        return Duration.ofSeconds(kind < EARLY + A_LITTLE_LATE ? random.nextInt(0, 540) : random.nextInt(630, 1500));
    }

    private Set<Ticket.Help> help() {
        if (random.nextDouble() >= HELP) {
            return Set.of();
        }
        var all = Ticket.Help.values();
        return EnumSet.of(all[random.nextInt(all.length)]);
    }

    private static Instant nextSlot(Instant at) {
        return Instant.ofEpochSecond((at.getEpochSecond() / SLOT_SECONDS + 1) * SLOT_SECONDS);
    }

    /** @param normal a standard normal draw */
    static Duration logNormal(double meanSeconds, double normal) {
        var sigma2 = Math.log(1 + SERVICE_CV * SERVICE_CV);
        var seconds = Math.exp(Math.log(meanSeconds) - sigma2 / 2 + Math.sqrt(sigma2) * normal);
        return Duration.ofSeconds(Math.max(30, Math.round(seconds)));
    }
}
