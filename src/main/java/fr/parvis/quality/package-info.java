/** What the organisation does so that something does not happen again: improvement actions, each with somebody, a next step and a day. */
@ApplicationModule(
        displayName = "Quality",
        allowedDependencies = {
            "platform",
            "platform :: *",
            "directory",
            "identity",
            "messaging",
            "relations",
            "relations :: complaint"
        })
@NullMarked
package fr.parvis.quality;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
