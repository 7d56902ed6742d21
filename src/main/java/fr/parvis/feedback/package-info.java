/** What usagers say of their visit. */
@ApplicationModule(
        displayName = "Feedback",
        allowedDependencies = {"platform", "platform :: *", "directory", "identity", "queue"})
@NullMarked
package fr.parvis.feedback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
