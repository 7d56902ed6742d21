package fr.parvis.appointments.web;

import fr.parvis.platform.web.Forms;

/**
 * What a partner looks for, and the time that was chosen.
 *
 * @param from the first day, empty for today
 * @param liste address of the checklist that goes along; empty without one
 */
record PartnerWish(String service, String site, String people, String from, String start, String liste) {
    PartnerWish {
        service = Forms.line(service);
        site = Forms.line(site);
        people = Forms.line(people);
        from = Forms.line(from);
        start = Forms.line(start);
        liste = Forms.line(liste);
    }

    int howMany() {
        return people.isEmpty() ? 1 : Typed.number("people", people);
    }

    /** The same from another day on. */
    PartnerWish on(String day) {
        return new PartnerWish(service, site, people, Forms.line(day), start, liste);
    }
}
