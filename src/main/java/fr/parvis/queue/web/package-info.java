/** Screens of the hall: kiosk, display, ticket, agent, supervision. */
@NullMarked
package fr.parvis.queue.web;

import org.jspecify.annotations.NullMarked;
