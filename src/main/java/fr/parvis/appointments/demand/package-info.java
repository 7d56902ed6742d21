/** The waiting line of a service: wishes in order of arrival, offered the times that suit them. */
@NullMarked
package fr.parvis.appointments.demand;

import org.jspecify.annotations.NullMarked;
