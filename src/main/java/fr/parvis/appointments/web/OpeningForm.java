package fr.parvis.appointments.web;

import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.appointments.slots.OpeningRule;
import fr.parvis.appointments.slots.SchoolTime;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An opening as it is typed: plain fields that become a recurrence rule, or the rule itself.
 *
 * @param repeat once, weekly, monthly, or rule for one that the other fields cannot say
 * @param days MO, TU…
 * @param every each how many weeks
 * @param nth which one in the month, -1 for the last
 * @param except days taken out, one a line
 * @param school always, holidays or term
 */
record OpeningForm(
        String first,
        String from,
        String to,
        String repeat,
        Set<String> days,
        String every,
        String nth,
        String weekday,
        String until,
        String recurrence,
        String except,
        String school,
        Set<UUID> services,
        Set<String> modalities) {
    static final List<String> WEEK = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");
    private static final String ONCE = "once";
    private static final String WEEKLY = "weekly";
    private static final String MONTHLY = "monthly";
    private static final String RULE = "rule";
    private static final int MOST_WEEKS = 52;
    private static final int MOST_EXCEPTIONS = 200;
    private static final String UNTIL = "(?:;UNTIL=(\\d{8}))?";
    private static final Pattern BY_WEEK =
            Pattern.compile("FREQ=WEEKLY(?:;INTERVAL=(\\d{1,2}))?(?:;BYDAY=([A-Z]{2}(?:,[A-Z]{2})*))?" + UNTIL);
    private static final Pattern BY_MONTH = Pattern.compile("FREQ=MONTHLY;BYDAY=([1-4]|-1)([A-Z]{2})" + UNTIL);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    OpeningForm {
        first = Forms.line(first);
        from = Forms.line(from);
        to = Forms.line(to);
        repeat = Forms.line(repeat);
        days = Forms.ticked(days);
        every = Forms.line(every);
        nth = Forms.line(nth);
        weekday = Forms.line(weekday);
        until = Forms.line(until);
        recurrence = Forms.line(recurrence);
        except = Forms.lines(except);
        school = Forms.line(school).isEmpty() ? SchoolTime.ALWAYS.code() : Forms.line(school);
        services = new TreeSet<>(Forms.ticked(services));
        modalities = new TreeSet<>(Forms.ticked(modalities));
    }

    static OpeningForm blank(LocalDate first) {
        return new OpeningForm(
                first.toString(),
                "09:00",
                "12:00",
                WEEKLY,
                Set.of(),
                "1",
                "1",
                "MO",
                "",
                "",
                "",
                "",
                Set.of(),
                Set.of());
    }

    static OpeningForm of(OpeningRule rule) {
        var rrule = Objects.requireNonNullElse(rule.recurrence(), "");
        var week = BY_WEEK.matcher(rrule);
        var month = BY_MONTH.matcher(rrule);
        var weekly = week.matches();
        var monthly = month.matches();
        var own = WEEK.get(rule.first().getDayOfWeek().getValue() - 1);
        var chosen = weekly && week.group(2) != null ? week.group(2) : own;
        return new OpeningForm(
                rule.first().toString(),
                CLOCK.format(rule.from()),
                rule.to().equals(LocalTime.MIDNIGHT) ? "24:00" : CLOCK.format(rule.to()),
                rrule.isEmpty() ? ONCE : weekly ? WEEKLY : monthly ? MONTHLY : RULE,
                weekly ? Set.of(chosen.split(",")) : Set.of(),
                weekly && week.group(1) != null ? week.group(1) : "1",
                monthly ? month.group(1) : "1",
                monthly ? month.group(2) : own,
                weekly ? day(week.group(3)) : monthly ? day(month.group(3)) : "",
                rrule.isEmpty() || weekly || monthly ? "" : rrule,
                rule.except().stream().sorted().map(LocalDate::toString).collect(Collectors.joining("\n")),
                rule.school().code(),
                rule.services(),
                rule.modalities().stream().map(Modality::code).collect(Collectors.toSet()));
    }

    private static String day(@Nullable String basic) {
        return basic == null
                ? ""
                : LocalDate.parse(basic, DateTimeFormatter.BASIC_ISO_DATE).toString();
    }

    /** @throws ProblemException 400 with the field at fault */
    OpeningRule rule(@Nullable UUID id) {
        var start = Typed.day("first", first);
        return Agendas.checked(
                id,
                services,
                start,
                Typed.time("from", from),
                Typed.time("to", to),
                recurrence(start),
                taken(),
                schoolTime(),
                modalities.stream().flatMap(code -> Modality.of(code).stream()).collect(Collectors.toSet()));
    }

    private SchoolTime schoolTime() {
        try {
            return SchoolTime.of(school);
        } catch (IllegalArgumentException _) {
            throw ProblemException.field("school", "appointments", "repeat-missing");
        }
    }

    private @Nullable String recurrence(LocalDate start) {
        return switch (repeat) {
            case ONCE -> null;
            case WEEKLY -> {
                var weeks = every.isEmpty() ? 1 : Typed.number("every", every);
                if (weeks < 1 || weeks > MOST_WEEKS) {
                    throw ProblemException.field("every", "appointments", "figure-out-of-range", 1, MOST_WEEKS);
                }
                var chosen = WEEK.stream().filter(days::contains).toList();
                if (chosen.isEmpty()) {
                    throw ProblemException.field("days", "appointments", "weekday-missing");
                }
                yield "FREQ=WEEKLY" + (weeks == 1 ? "" : ";INTERVAL=" + weeks) + ";BYDAY=" + String.join(",", chosen)
                        + end(start);
            }
            case MONTHLY -> {
                if (!nth.matches("[1-4]|-1") || !WEEK.contains(weekday)) {
                    throw ProblemException.field("nth", "appointments", "weekday-missing");
                }
                yield "FREQ=MONTHLY;BYDAY=" + nth + weekday + end(start);
            }
            case RULE -> {
                if (recurrence.isEmpty()) {
                    throw ProblemException.field("recurrence", "appointments", "recurrence-malformed", "");
                }
                yield recurrence.replaceFirst("^RRULE:", "");
            }
            default -> throw ProblemException.field("repeat", "appointments", "repeat-missing");
        };
    }

    private String end(LocalDate start) {
        if (until.isEmpty()) {
            return "";
        }
        var last = Typed.day("until", until);
        if (last.isBefore(start)) {
            throw ProblemException.field("until", "appointments", "days-backwards", start, last);
        }
        return ";UNTIL=" + DateTimeFormatter.BASIC_ISO_DATE.format(last);
    }

    private Set<LocalDate> taken() {
        var taken = new ArrayList<LocalDate>();
        for (var word : except.split("[\\s,;]+")) {
            if (!word.isEmpty()) {
                taken.add(Typed.day("except", word));
            }
        }
        if (taken.size() > MOST_EXCEPTIONS) {
            throw ProblemException.field("except", "appointments", "figure-out-of-range", 0, MOST_EXCEPTIONS);
        }
        return Set.copyOf(taken);
    }

    List<DayOfWeek> chosenDays() {
        return WEEK.stream()
                .filter(days::contains)
                .map(code -> DayOfWeek.of(WEEK.indexOf(code) + 1))
                .toList();
    }

    boolean isOnce() {
        return repeat.equals(ONCE);
    }

    boolean isWeekly() {
        return repeat.equals(WEEKLY);
    }

    boolean isMonthly() {
        return repeat.equals(MONTHLY);
    }
}
