/** Information sheets: imported, searched, shown; a sheet's conditions become questions. */
@ApplicationModule(
        displayName = "Procedures",
        allowedDependencies = {"platform", "platform :: *", "directory", "identity", "queue", "messaging"})
@NullMarked
package fr.parvis.procedures;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
