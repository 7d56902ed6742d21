/** From the conditions of a sheet to what one person needs: questions, then documents, steps, cost, delay and places. */
@NamedInterface("checklist")
@NullMarked
package fr.parvis.procedures.checklist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
