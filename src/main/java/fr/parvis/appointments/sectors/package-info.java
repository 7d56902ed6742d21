/** Pure: which addresses belong to a sector that visits serve. */
@NullMarked
package fr.parvis.appointments.sectors;

import org.jspecify.annotations.NullMarked;
