package fr.parvis.forecast;

import fr.parvis.queue.Hall;
import fr.parvis.queue.WaitInterval;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Forward simulation of the hall by the rule that the hall really follows: a free counter takes the smallest key among its
 * services. Many futures are drawn from the learned service times; the interval is what 8 of 10 of them hold. Pure: the
 * same hall gives the same answer.
 */
final class WaitForecast {
    private static final int FUTURES = 240;
    private static final double NO_SHOW_SECONDS = 90;

    private final Function<UUID, ServiceTime> times;

    WaitForecast(Function<UUID, ServiceTime> times) {
        this.times = times;
    }

    Map<UUID, WaitInterval> tickets(Hall hall) {
        return simulate(hall).tickets();
    }

    record Result(Map<UUID, WaitInterval> tickets, Map<UUID, WaitInterval> services) {}

    Result simulate(Hall hall) {
        var plan = Plan.of(hall, times);
        int n = plan.waiting();
        int all = n + plan.newcomers();
        var waits = new float[all][FUTURES];
        var visits = plan.drawVisits();
        var freeFrom = plan.drawDesks();
        var free = new double[plan.desks()];
        var called = new boolean[n];
        for (int future = 0; future < FUTURES; future++) {
            for (int d = 0; d < free.length; d++) {
                free[d] = freeFrom[d][future];
            }
            Arrays.fill(called, false);
            run(plan, visits, free, called, waits, future);
        }
        var tickets = new HashMap<UUID, WaitInterval>();
        for (int i = 0; i < n; i++) {
            if (hall.waiting().get(i).isThere()) {
                tickets.put(hall.waiting().get(i).ticketId(), interval(waits[i], plan.assumes(i)));
            }
        }
        var services = new HashMap<UUID, WaitInterval>();
        for (int j = 0; j < plan.newcomers(); j++) {
            services.put(plan.newcomer(j), interval(waits[n + j], plan.assumes(n + j)));
        }
        return new Result(tickets, services);
    }

    private static void run(
            Plan plan, double[][] visits, double[] free, boolean[] called, float[][] waits, int future) {
        int n = plan.waiting();
        int toPlace = plan.newcomers();
        var placed = new boolean[toPlace];
        int left = n;
        while (left > 0 || toPlace > 0) {
            int desk = 0;
            for (int d = 1; d < free.length; d++) {
                if (free[d] < free[desk]) {
                    desk = d;
                }
            }
            double now = free[desk];
            if (now == Double.POSITIVE_INFINITY) {
                break;
            }
            int next = -1;
            for (int i = 0; i < n; i++) {
                if (!called[i] && plan.serves(desk, i)) {
                    next = i;
                    break;
                }
            }
            if (next < 0 || plan.isDueLater(next)) {
                // nobody left before a newcomer whom this desk serves: that is when the newcomer would be called
                for (int j = 0; j < placed.length; j++) {
                    if (!placed[j] && plan.serves(desk, n + j)) {
                        placed[j] = true;
                        toPlace--;
                        waits[n + j][future] = (float) now;
                    }
                }
            }
            if (next < 0) {
                free[desk] = Double.POSITIVE_INFINITY;
            } else {
                called[next] = true;
                left--;
                waits[next][future] = (float) now;
                free[desk] = now + visits[next][future];
            }
        }
    }

    private static WaitInterval interval(float[] futures, boolean assumesOpening) {
        Arrays.sort(futures);
        return new WaitInterval(
                seconds(futures[FUTURES / 10]),
                seconds(futures[FUTURES / 2]),
                seconds(futures[FUTURES * 9 / 10]),
                assumesOpening);
    }

    private static Duration seconds(float value) {
        return Duration.ofSeconds(Math.round(value));
    }

    /** Each person and each desk has futures of their own, so that nobody's change with who else is there. */
    private static SplittableRandom futuresOf(UUID who) {
        return new SplittableRandom(who.getMostSignificantBits() * 31 + who.getLeastSignificantBits());
    }

    /** The hall in arrays, for the inner loop. */
    private record Plan(
            Hall hall,
            List<UUID> newcomerServices,
            boolean[][] serves,
            boolean[] assumed,
            ServiceTime[] ticketTimes,
            Function<UUID, ServiceTime> times,
            int realDesks) {

        static Plan of(Hall hall, Function<UUID, ServiceTime> times) {
            var newcomers = List.copyOf(hall.capable().keySet());
            int n = hall.waiting().size();
            int all = n + newcomers.size();
            int real = hall.desks().size();
            var wanted = new UUID[all];
            for (int i = 0; i < all; i++) {
                wanted[i] = i < n ? hall.waiting().get(i).serviceId() : newcomers.get(i - n);
            }
            var assumed = new boolean[all];
            // one more desk, that opens soon, for what no open desk serves
            var serves = new boolean[real + 1][all];
            for (int i = 0; i < all; i++) {
                boolean somebody = false;
                for (int d = 0; d < real; d++) {
                    var desk = hall.desks().get(d);
                    var only = i < n ? hall.waiting().get(i).onlyCounters() : Set.<UUID>of();
                    serves[d][i] =
                            only.isEmpty() ? desk.services().contains(wanted[i]) : only.contains(desk.counterId());
                    somebody |= serves[d][i];
                }
                assumed[i] = !somebody;
                serves[real][i] = !somebody;
            }
            var ticketTimes = new ServiceTime[n];
            for (int i = 0; i < n; i++) {
                ticketTimes[i] = times.apply(wanted[i]);
            }
            return new Plan(hall, newcomers, serves, assumed, ticketTimes, times, real);
        }

        int waiting() {
            return ticketTimes.length;
        }

        int newcomers() {
            return newcomerServices.size();
        }

        int desks() {
            return realDesks + 1;
        }

        UUID newcomer(int j) {
            return newcomerServices.get(j);
        }

        boolean serves(int desk, int who) {
            return serves[desk][who];
        }

        boolean assumes(int who) {
            return assumed[who];
        }

        /** Has a key later than somebody who arrives now. */
        boolean isDueLater(int i) {
            return hall.waiting().get(i).queueAt().isAfter(hall.now());
        }

        /** How long each person keeps a desk, in seconds. */
        double[][] drawVisits() {
            var visits = new double[waiting()][FUTURES];
            for (int i = 0; i < visits.length; i++) {
                var who = hall.waiting().get(i);
                var random = futuresOf(who.ticketId());
                for (int future = 0; future < FUTURES; future++) {
                    var visit = visit(ticketTimes[i], random);
                    // who does not come keeps no desk
                    visits[i][future] = who.isThere() || random.nextDouble() < who.coming() ? visit : 0;
                }
            }
            return visits;
        }

        /** When each desk is free, in seconds from now. */
        double[][] drawDesks() {
            var free = new double[desks()][FUTURES];
            for (int d = 0; d < realDesks; d++) {
                var desk = hall.desks().get(d);
                var random = futuresOf(desk.counterId());
                var time = desk.busy() == null ? null : times.apply(desk.busy().serviceId());
                for (int future = 0; future < FUTURES; future++) {
                    free[d][future] = left(desk, time, random) + (desk.paused() ? 120 + random.nextDouble() * 600 : 0);
                }
            }
            var random = futuresOf(hall.siteId());
            for (int future = 0; future < FUTURES; future++) {
                free[realDesks][future] = 120 + random.nextDouble() * 780;
            }
            return free;
        }

        private double left(Hall.Desk desk, @Nullable ServiceTime time, SplittableRandom random) {
            var busy = desk.busy();
            if (busy == null || time == null) {
                return 0;
            }
            var started = busy.startedAt();
            return started == null
                    ? Math.max(visit(time, random), 5)
                    : time.residual(Duration.between(started, hall.now()).toMillis() / 1000.0, random.nextDouble());
        }

        private static double visit(ServiceTime time, SplittableRandom random) {
            return random.nextDouble() < time.noShow()
                    ? NO_SHOW_SECONDS
                    : time.approach() + time.draw(random.nextGaussian());
        }
    }
}
