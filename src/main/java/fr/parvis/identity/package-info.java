/** Accounts, roles, sign-in, API tokens. */
@ApplicationModule(
        displayName = "Identity",
        allowedDependencies = {"platform", "platform :: *", "directory"})
@NullMarked
package fr.parvis.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
