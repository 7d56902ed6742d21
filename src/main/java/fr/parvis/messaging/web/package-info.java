/** The outbox on pages. */
@NullMarked
package fr.parvis.messaging.web;

import org.jspecify.annotations.NullMarked;
