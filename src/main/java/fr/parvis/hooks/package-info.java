/** Webhooks: other programs are told what happens here, signed, again until they have heard. */
@ApplicationModule(
        displayName = "Webhooks",
        allowedDependencies = {"platform", "platform :: *", "directory", "identity"})
@NullMarked
package fr.parvis.hooks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
