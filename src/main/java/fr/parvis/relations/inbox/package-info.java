/** The shared inbox: what waits for the organisation as its agents see it, divide it and answer it. */
@NamedInterface("inbox")
@NullMarked
package fr.parvis.relations.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
