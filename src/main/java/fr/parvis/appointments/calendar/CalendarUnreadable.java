package fr.parvis.appointments.calendar;

/** What an address gave is no whole calendar, so nothing is known of the times that it should have told. */
final class CalendarUnreadable extends Exception {
    CalendarUnreadable(String what) {
        super(what);
    }
}
