/** Pages of appointments: of usagers, at the kiosk, of agents and of administrators. */
@NullMarked
package fr.parvis.appointments.web;

import org.jspecify.annotations.NullMarked;
