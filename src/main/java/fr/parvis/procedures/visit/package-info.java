/** A checklist taken to the counter: attached to the ticket, ticked by the agent, counted without the person. */
@NamedInterface("visit")
@NullMarked
package fr.parvis.procedures.visit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
