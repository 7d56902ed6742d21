package fr.parvis.appointments.web;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.SchoolCalendars;
import fr.parvis.appointments.slots.OpeningRule;
import fr.parvis.appointments.slots.SchoolTime;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.directory.Site;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Openings as people say them: "Chaque semaine : mardi, jeudi, de 09:00 à 12:00". */
@Component
class OpeningWords {
    private final Agendas agendas;
    private final SchoolCalendars schools;
    private final MessageSource messages;

    OpeningWords(Agendas agendas, SchoolCalendars schools, MessageSource messages) {
        this.agendas = agendas;
        this.schools = schools;
        this.messages = messages;
    }

    String of(OpeningRule rule, Locale locale) {
        var form = OpeningForm.of(rule);
        var words = new StringBuilder(when(form, rule, locale))
                .append(", ")
                .append(text("appointments.rule.hours", locale, form.from(), form.to()));
        if (!form.isOnce()) {
            words.append(", ").append(text("appointments.rule.since", locale, date(rule.first(), locale)));
        }
        if (!form.until().isEmpty()) {
            words.append(' ')
                    .append(text("appointments.rule.until", locale, date(LocalDate.parse(form.until()), locale)));
        }
        if (rule.school() != SchoolTime.ALWAYS) {
            words.append(", ")
                    .append(text("calendar.school.rule." + rule.school().code(), locale));
        }
        if (!rule.except().isEmpty()) {
            words.append(", ")
                    .append(text(
                            "appointments.rule.except",
                            locale,
                            rule.except().stream()
                                    .sorted()
                                    .map(day -> date(day, locale))
                                    .collect(Collectors.joining(", "))));
        }
        return words.toString();
    }

    private String when(OpeningForm form, OpeningRule rule, Locale locale) {
        if (form.isOnce()) {
            return text("appointments.rule.once", locale, date(rule.first(), locale));
        }
        if (form.isWeekly()) {
            return text(
                    "appointments.rule.weekly",
                    locale,
                    Integer.parseInt(form.every()),
                    form.chosenDays().stream().map(day -> name(day, locale)).collect(Collectors.joining(", ")));
        }
        if (form.isMonthly()) {
            return text(
                    "appointments.rule.monthly",
                    locale,
                    text("appointments.nth." + form.nth(), locale),
                    name(DayOfWeek.of(OpeningForm.WEEK.indexOf(form.weekday()) + 1), locale));
        }
        return text("appointments.rule.own", locale, form.recurrence());
    }

    String school(SchoolTime when, Locale locale) {
        return text("calendar.school." + when.code(), locale);
    }

    /** Whose school holidays those of the site are, and until when they are known. */
    String schoolHint(Site site, Locale locale) {
        return schools.zone(site.id())
                .map(zone -> text(
                        "calendar.school.hint",
                        locale,
                        text("calendar.zone." + zone.code(), locale),
                        schools.periods(site, LocalDate.EPOCH).stream()
                                .map(SchoolCalendars.Period::last)
                                .max(LocalDate::compareTo)
                                .map(last -> text("calendar.school.known", locale, date(last, locale)))
                                .orElseGet(() -> text("calendar.school.unknown", locale))))
                .orElseGet(() -> text("calendar.school.hint.none", locale));
    }

    /** The next times, each as "lundi 7 décembre 2026, 09:00 – 12:00". */
    List<String> next(Agenda agenda, Site site, OpeningRule rule, int most, Locale locale) {
        return agendas.next(agenda, rule, most).stream()
                .map(one -> span(one, site, locale))
                .toList();
    }

    static String span(Stretch one, Site site, Locale locale) {
        var last = one.to().minusNanos(1);
        var end = AppointmentWords.time(one.to(), site);
        var sameDay = AppointmentWords.day(one.from(), site, locale).equals(AppointmentWords.day(last, site, locale));
        return AppointmentWords.moment(one.from(), site, locale) + " – "
                + (!sameDay ? AppointmentWords.moment(one.to(), site, locale) : end.equals("00:00") ? "24:00" : end);
    }

    static String name(DayOfWeek day, Locale locale) {
        return day.getDisplayName(TextStyle.FULL, locale);
    }

    static String date(LocalDate day, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(day);
    }

    private String text(String key, Locale locale, Object... about) {
        return Objects.requireNonNull(messages.getMessage(key, about, locale));
    }
}
