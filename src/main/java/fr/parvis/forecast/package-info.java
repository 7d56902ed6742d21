/** Waits with intervals, by forward simulation of the real calling rule with learned service times. */
@ApplicationModule(
        displayName = "Forecast",
        allowedDependencies = {"platform", "platform :: *", "queue", "directory"})
@NullMarked
package fr.parvis.forecast;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
