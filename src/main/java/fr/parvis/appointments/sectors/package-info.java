/** Which addresses belong to a sector that visits serve: without Spring, SQL or a map. */
@NamedInterface("sectors")
@NullMarked
package fr.parvis.appointments.sectors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
