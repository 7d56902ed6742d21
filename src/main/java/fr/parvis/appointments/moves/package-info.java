/**
 * A day, or some appointments of it, that are given other places in one act: what is proposed, what is decided, and what is left to
 * settle until each person knows.
 */
@NullMarked
package fr.parvis.appointments.moves;

import org.jspecify.annotations.NullMarked;
