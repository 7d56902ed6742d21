/** What usagers say of their visit and of what they read. */
@ApplicationModule(
        displayName = "Feedback",
        allowedDependencies = {"platform", "platform :: *", "directory", "identity", "queue", "procedures"})
@NullMarked
package fr.parvis.feedback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
