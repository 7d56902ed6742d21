/** Who receives, where and when: organisations, sites, hours, services, counters, agents. */
@ApplicationModule(
        displayName = "Directory",
        allowedDependencies = {"platform", "platform :: *"})
@NullMarked
package fr.parvis.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
