/** What usagers ask of the organisation outside a visit: requests, each with a deadline and an outcome. */
@ApplicationModule(
        displayName = "Relations",
        allowedDependencies = {
            "platform",
            "platform :: *",
            "directory",
            "identity",
            "queue",
            "procedures",
            "procedures :: clear",
            "procedures :: editor",
            "messaging",
            "messaging :: incoming"
        })
@NullMarked
package fr.parvis.relations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
