/** The search for slots: pure, without Spring, SQL or a clock. Times are instants in whole seconds. */
@org.springframework.modulith.NamedInterface("slots")
@NullMarked
package fr.parvis.appointments.slots;

import org.jspecify.annotations.NullMarked;
