/** The queue part of /api/v1. */
@NullMarked
package fr.parvis.queue.api;

import org.jspecify.annotations.NullMarked;
