/**
 * Safety of those who receive: the silent alert to colleagues.
 */
@ApplicationModule(displayName = "Safety")
@NullMarked
package fr.parvis.safety;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
