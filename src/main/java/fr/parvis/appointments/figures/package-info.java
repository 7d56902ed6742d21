/** What appointments come to: filled, how soon, missed. */
@NullMarked
package fr.parvis.appointments.figures;

import org.jspecify.annotations.NullMarked;
