/** What usagers say of their visit, of what they read and of the answers that they were given. */
@ApplicationModule(
        displayName = "Feedback",
        allowedDependencies = {
            "platform",
            "platform :: *",
            "directory",
            "identity",
            "queue",
            "procedures",
            "relations",
            "messaging"
        })
@NullMarked
package fr.parvis.feedback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
