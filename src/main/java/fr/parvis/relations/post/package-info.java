/** Post: what comes on paper, and what leaves on it. */
@NamedInterface("post")
@NullMarked
package fr.parvis.relations.post;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
