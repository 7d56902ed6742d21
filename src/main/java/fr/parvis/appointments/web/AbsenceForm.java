package fr.parvis.appointments.web;

import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;

/** An absence as it is typed; without hours it takes whole days, without a last day one. */
record AbsenceForm(String fromDay, String fromTime, String toDay, String toTime, String reason) {
    AbsenceForm {
        fromDay = Forms.line(fromDay);
        fromTime = Forms.line(fromTime);
        toDay = Forms.line(toDay);
        toTime = Forms.line(toTime);
        reason = Forms.line(reason);
    }

    Stretch during(Site site) {
        var first = Typed.day("fromDay", fromDay);
        var last = toDay.isEmpty() ? first : Typed.day("toDay", toDay);
        var from = fromTime.isEmpty()
                ? first.atStartOfDay(site.zone()).toInstant()
                : first.atTime(Typed.time("fromTime", fromTime))
                        .atZone(site.zone())
                        .toInstant();
        var to = toTime.isEmpty() || toTime.equals("24:00")
                ? last.plusDays(1).atStartOfDay(site.zone()).toInstant()
                : last.atTime(Typed.time("toTime", toTime)).atZone(site.zone()).toInstant();
        if (!from.isBefore(to)) {
            throw ProblemException.field(last.isBefore(first) ? "toDay" : "toTime", "appointments", "rule-backwards");
        }
        return new Stretch(from, to);
    }
}
