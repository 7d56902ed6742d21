/** Whether a text is easy to read, what makes it hard, and the words that need explaining. */
@NamedInterface("clear")
@NullMarked
package fr.parvis.procedures.clear;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
