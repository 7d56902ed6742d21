/** The rights of people over their data: access, erasure, and how long what is kept. Asks every module that keeps any. */
@ApplicationModule(
        displayName = "Rights",
        allowedDependencies = {"platform", "platform :: *", "directory", "identity", "messaging"})
@NullMarked
package fr.parvis.rights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
