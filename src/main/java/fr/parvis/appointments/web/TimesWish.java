package fr.parvis.appointments.web;

import fr.parvis.appointments.AppointmentPapers;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What somebody looks for among the free times; all of it stands in the address of the page.
 *
 * @param people how many; 0 as long as it is not said
 * @param place slug of a site, empty for all
 * @param list address of the checklist that goes with the appointment, empty without one
 */
record TimesWish(
        int people,
        String place,
        @Nullable LocalDate from,
        @Nullable DayOfWeek day,
        boolean evening,
        String list) {
    private static final LocalTime EVENING = LocalTime.of(17, 0);

    /** The same as it is written in the address. */
    record Asked(
            @Nullable String personnes,
            @Nullable String lieu,
            @Nullable String des,
            @Nullable String jour,
            @Nullable String soir,
            @Nullable String liste) {

        /** @throws ProblemException 400 when the number of people or the day is none */
        TimesWish checked(ServiceTerms terms) {
            var wish = lenient(terms);
            var people = Forms.line(personnes);
            if (wish.people() == 0 && !people.isEmpty()) {
                throw people.matches("-?[0-9]{1,9}")
                        ? ProblemException.field("people", "appointments", "people-out-of-range", terms.mostPeople())
                        : ProblemException.field("people", "appointments", "people-malformed", people);
            }
            var day = Forms.line(des);
            if (wish.from() == null && !day.isEmpty()) {
                throw ProblemException.field("des", "appointments", "date-malformed", day);
            }
            return wish;
        }

        /** Without what cannot be read. */
        TimesWish lenient(ServiceTerms terms) {
            var number = Forms.line(personnes);
            var said = number.matches("[0-9]{1,3}") ? Integer.parseInt(number) : 0;
            var people = terms.mostPeople() == 1 && number.isEmpty() ? 1 : said > terms.mostPeople() ? 0 : said;
            var weekday = Forms.line(jour);
            return new TimesWish(
                    people,
                    Forms.line(lieu),
                    date(Forms.line(des)),
                    weekday.matches("[1-7]") ? DayOfWeek.of(Integer.parseInt(weekday)) : null,
                    !Forms.line(soir).isEmpty(),
                    list(Forms.line(liste)));
        }

        private static String list(String address) {
            return AppointmentPapers.isChecklist(address) ? address : "";
        }

        private static @Nullable LocalDate date(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException _) {
                return null;
            }
        }
    }

    TimesWish withPeople(int number) {
        return new TimesWish(number, place, from, day, evening, list);
    }

    TimesWish from(@Nullable LocalDate other) {
        return new TimesWish(people, place, other, day, evening, list);
    }

    /** Without anything that narrows it. */
    TimesWish wide() {
        return new TimesWish(people, "", null, null, false, list);
    }

    public boolean isNarrow() {
        return !equals(wide());
    }

    boolean suits(ZonedDateTime start) {
        return (day == null || start.getDayOfWeek() == day)
                && (!evening || !start.toLocalTime().isBefore(EVENING));
    }

    String address(String path) {
        var address = UriComponentsBuilder.fromPath(path);
        if (people > 0) {
            address.queryParam("personnes", people);
        }
        if (!place.isEmpty()) {
            address.queryParam("lieu", place);
        }
        if (from != null) {
            address.queryParam("des", from);
        }
        if (day != null) {
            address.queryParam("jour", day.getValue());
        }
        if (evening) {
            address.queryParam("soir", "oui");
        }
        if (list.isEmpty()) {
            return address.encode().build().toUriString();
        }
        return address.queryParam("liste", "{list}")
                .encode()
                .buildAndExpand(list)
                .toUriString();
    }
}
