/** The requests of /api/v1. */
@NullMarked
package fr.parvis.relations.api;

import org.jspecify.annotations.NullMarked;
