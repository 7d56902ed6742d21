/** The counter: visits that are somebody's. */
@NamedInterface("counter")
@NullMarked
package fr.parvis.relations.counter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
