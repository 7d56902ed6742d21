/** The telephone: calls that are promised, made and kept, and those that come in. */
@NamedInterface("calls")
@NullMarked
package fr.parvis.relations.calls;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
