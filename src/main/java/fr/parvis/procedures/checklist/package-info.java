/** From the conditions of a sheet to what one person needs: questions, then documents, steps, cost, delay and places. */
@NullMarked
package fr.parvis.procedures.checklist;

import org.jspecify.annotations.NullMarked;
