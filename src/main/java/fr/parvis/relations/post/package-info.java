/** Post: what comes on paper, and what leaves on it. */
@NullMarked
package fr.parvis.relations.post;

import org.jspecify.annotations.NullMarked;
