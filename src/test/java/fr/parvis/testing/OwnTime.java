package fr.parvis.testing;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** How long a computation occupies its processor, whatever else the machine does meanwhile. */
public final class OwnTime {
    private OwnTime() {}

    /** @param computation on this thread alone */
    public static Duration of(Runnable computation) {
        var threads = ManagementFactory.getThreadMXBean();
        var begun = threads.getCurrentThreadCpuTime();
        computation.run();
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - begun);
    }
}
