/** Messages to people: the outbox that keeps, sends and shows them. */
@ApplicationModule(
        displayName = "Messaging",
        allowedDependencies = {"platform", "platform :: *", "directory", "identity"})
@NullMarked
package fr.parvis.messaging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
