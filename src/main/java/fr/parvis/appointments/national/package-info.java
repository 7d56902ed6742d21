/**
 * Identity cards and passports: what the national search for appointments asks of whoever runs a calendar, and what the national
 * appointment service is told. The names that both use are in {@link fr.parvis.appointments.national.NationalFormat} alone.
 */
@NullMarked
package fr.parvis.appointments.national;

import org.jspecify.annotations.NullMarked;
