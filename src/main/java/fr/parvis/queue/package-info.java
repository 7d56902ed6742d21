/** The hall: kiosk, tickets, calling, counters, displays. */
@ApplicationModule(
        displayName = "Queue",
        allowedDependencies = {"platform", "platform :: *", "directory", "identity", "messaging"})
@NullMarked
package fr.parvis.queue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
