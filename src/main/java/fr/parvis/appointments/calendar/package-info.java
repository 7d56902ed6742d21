/** Agendas as calendars: days and weeks side by side, and what goes to and comes from the calendars of others. */
@org.jspecify.annotations.NullMarked
package fr.parvis.appointments.calendar;
