/** Until when the law wants what done with a request. Pure. */
@NamedInterface("law")
@NullMarked
package fr.parvis.relations.law;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
