/** Appointments in /api/v1. */
@NullMarked
package fr.parvis.appointments.api;

import org.jspecify.annotations.NullMarked;
