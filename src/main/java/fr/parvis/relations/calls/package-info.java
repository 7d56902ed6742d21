/** The telephone: calls that are promised, made and kept, and those that come in. */
@NullMarked
package fr.parvis.relations.calls;

import org.jspecify.annotations.NullMarked;
