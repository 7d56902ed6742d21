/** What a complaint has beside a request: whom it is about, its category, its root cause, and causes that come back. */
@NamedInterface("complaint")
@NullMarked
package fr.parvis.relations.complaint;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
