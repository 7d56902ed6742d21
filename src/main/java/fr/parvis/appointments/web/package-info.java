/** The pages on which usagers book, move and cancel. */
@NullMarked
package fr.parvis.appointments.web;

import org.jspecify.annotations.NullMarked;
