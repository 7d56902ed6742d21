package fr.parvis.directory.web;

import fr.parvis.directory.SpecialDays.PlannedClosure;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;

/** A closure as it is typed; without a last day it lasts one. */
record ClosureForm(String from, String to, String reason) implements Serializable {
    static final ClosureForm EMPTY = new ClosureForm("", "", "");

    ClosureForm {
        from = Forms.line(from);
        to = Forms.line(to);
        reason = Forms.line(reason);
    }

    static ClosureForm of(PlannedClosure planned) {
        return new ClosureForm(planned.from().toString(), planned.to().toString(), planned.reason());
    }

    LocalDate firstDay() {
        return day("from", from);
    }

    LocalDate lastDay() {
        return to.isEmpty() ? firstDay() : day("to", to);
    }

    static LocalDate day(String field, String typed) {
        try {
            var day = LocalDate.parse(typed);
            if (day.getYear() < 2000 || day.getYear() > 2200) {
                throw new DateTimeException("out of range");
            }
            return day;
        } catch (DateTimeException _) {
            throw ProblemException.field(field, "directory", "day-malformed", typed);
        }
    }
}
