/** Help for whoever answers: model answers, what a text says to its reader, and what a message says of whoever wrote it. */
@NamedInterface("answers")
@NullMarked
package fr.parvis.relations.answers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
