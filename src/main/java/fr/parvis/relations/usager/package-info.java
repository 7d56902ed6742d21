/** Who is served: one sheet for a person, whatever the channel, and what it is used for. */
@NamedInterface("usager")
@NullMarked
package fr.parvis.relations.usager;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
