/** The counter: visits that are somebody's. */
@NullMarked
package fr.parvis.relations.counter;

import org.jspecify.annotations.NullMarked;
