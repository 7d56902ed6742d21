package fr.parvis.directory.web;

import fr.parvis.directory.SpecialDays.PlannedOpening;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** An exceptional opening as it is typed, in the site's own zone. */
record OpeningForm(String day, String fromTime, String toTime) implements Serializable {
    static final OpeningForm EMPTY = new OpeningForm("", "", "");

    OpeningForm {
        day = Forms.line(day);
        fromTime = Forms.line(fromTime);
        toTime = Forms.line(toTime);
    }

    static OpeningForm of(PlannedOpening planned, ZoneId zone) {
        var from = planned.from().atZone(zone);
        return new OpeningForm(
                from.toLocalDate().toString(),
                from.toLocalTime().toString(),
                planned.to().atZone(zone).toLocalTime().toString());
    }

    LocalDate onDay() {
        return ClosureForm.day("day", day);
    }

    LocalTime start() {
        return time("fromTime", fromTime);
    }

    LocalTime end() {
        return time("toTime", toTime);
    }

    private static LocalTime time(String field, String typed) {
        try {
            return LocalTime.parse(typed);
        } catch (DateTimeException _) {
            throw ProblemException.field(field, "directory", "time-malformed", typed);
        }
    }
}
