package fr.parvis.appointments.web;

import fr.parvis.appointments.SchoolCalendars;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;

/**
 * An absence as it is typed; without hours it takes whole days, without a last day one.
 *
 * @param holiday identifier of school holidays that it takes whole, instead of days
 */
record AbsenceForm(String fromDay, String fromTime, String toDay, String toTime, String reason, String holiday) {
    AbsenceForm {
        fromDay = Forms.line(fromDay);
        fromTime = Forms.line(fromTime);
        toDay = Forms.line(toDay);
        toTime = Forms.line(toTime);
        reason = Forms.line(reason);
        holiday = Forms.line(holiday);
    }

    /** With the days of the school holidays that were chosen, and their name unless another reason is given. */
    AbsenceForm in(SchoolCalendars.Period chosen) {
        return new AbsenceForm(
                chosen.first().toString(),
                "",
                chosen.last().toString(),
                "",
                reason.isEmpty() ? chosen.name() : reason,
                "");
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
