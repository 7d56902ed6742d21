package fr.parvis.appointments.web;

import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.calendar.AgendaDay;
import fr.parvis.appointments.slots.AgendaTime;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.directory.Opening;
import fr.parvis.directory.Site;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Days of agendas as columns beside each other. Where a thing stands is said by classes: the hour and the five minutes at which it begins
 * and ends, which calendar.css knows as rows.
 */
@Component
class CalendarGrid {
    private static final int USUALLY_FROM = 9;
    private static final int USUALLY_TO = 17;
    private static final int ROW_MINUTES = 5;

    /**
     * @param line the appointment; null for what the words are about: a time in which nobody is received, or a group session
     * @param session address of its page; empty for anything else
     */
    record Entry(
            String id,
            String place,
            String from,
            String to,
            AppointmentLines.@Nullable Line line,
            String words,
            String session,
            boolean touched) {}

    /**
     * @param hours when it opens, in words
     * @param closed why nobody is received on this day; empty when the site receives
     * @param now where the present moment stands; empty on other days
     */
    record Column(
            String key,
            String agenda,
            String slug,
            LocalDate day,
            String hours,
            String closed,
            boolean isToday,
            String now,
            List<String> open,
            List<Entry> entries) {
        public boolean isEmpty() {
            return entries.isEmpty();
        }

        public boolean isIdle() {
            return entries.isEmpty() && closed.isEmpty() && open.isEmpty();
        }
    }

    record Row(String agenda, String slug, List<Column> days) {}

    /** @param first hour at which it begins */
    record Grid(int first, int last, List<Column> columns) {
        public List<Integer> hours() {
            return Stream.iterate(first, hour -> hour + 1).limit(last - first).toList();
        }

        public List<Row> rows() {
            return columns.stream()
                    .map(Column::slug)
                    .distinct()
                    .map(slug -> columns.stream()
                            .filter(one -> one.slug().equals(slug))
                            .toList())
                    .map(days ->
                            new Row(days.getFirst().agenda(), days.getFirst().slug(), days))
                    .toList();
        }
    }

    private final AppointmentLines lines;
    private final AgendaChoices choices;
    private final MessageSource messages;
    private final Clock clock;

    CalendarGrid(AppointmentLines lines, AgendaChoices choices, MessageSource messages, Clock clock) {
        this.lines = lines;
        this.choices = choices;
        this.messages = messages;
        this.clock = clock;
    }

    Grid of(Site site, List<AgendaDay> days, Locale locale) {
        int first = USUALLY_FROM;
        int last = USUALLY_TO;
        for (var day : days) {
            for (var during : worth(day)) {
                var from = during.from().atZone(site.zone());
                var to = during.to().atZone(site.zone());
                first = Math.min(first, from.toLocalDate().isBefore(day.day()) ? 0 : from.getHour());
                last = Math.max(
                        last, to.toLocalDate().isAfter(day.day()) ? 24 : to.getHour() + (to.getMinute() > 0 ? 1 : 0));
            }
        }
        var now = clock.instant().atZone(site.zone());
        var drawn = lines
                .of(
                        site,
                        days.stream()
                                .flatMap(day -> day.booked().stream())
                                .distinct()
                                .toList())
                .stream()
                .collect(Collectors.toMap(AppointmentLines.Line::id, Function.identity()));
        var columns = new ArrayList<Column>();
        for (var day : days) {
            columns.add(new Rows(site, day.day(), first, last, drawn).column(day, now, locale));
        }
        return new Grid(first, last, columns);
    }

    private static List<Stretch> worth(AgendaDay day) {
        return Stream.concat(
                        day.opened().stream().map(AgendaTime.Opened::during),
                        Stream.concat(
                                day.booked().stream().map(one -> new Stretch(one.start(), one.end())),
                                day.sessions().stream().map(one -> one.plan().during())))
                .toList();
    }

    /** The rows of one day, from one hour to another. */
    private final class Rows {
        private final Site site;
        private final LocalDate day;
        private final int first;
        private final int last;
        private final Map<UUID, AppointmentLines.Line> drawn;

        Rows(Site site, LocalDate day, int first, int last, Map<UUID, AppointmentLines.Line> drawn) {
            this.site = site;
            this.day = day;
            this.first = first;
            this.last = last;
            this.drawn = drawn;
        }

        Column column(AgendaDay shown, ZonedDateTime now, Locale locale) {
            var key = shown.agenda().slug() + "-" + day;
            var entries = new ArrayList<Entry>();
            shown.booked()
                    .forEach(one -> entries.add(new Entry(
                            "r-" + one.reference() + "-" + key,
                            place(one.start(), one.end()),
                            AppointmentWords.time(one.start(), site),
                            AppointmentWords.time(one.end(), site),
                            drawn.get(one.id()),
                            "",
                            "",
                            shown.isAwayAt(one))));
            shown.sessions()
                    .forEach(one -> entries.add(new Entry(
                            "s-" + one.id() + "-" + key,
                            place(one.start(), one.end()),
                            AppointmentWords.time(one.start(), site),
                            endOf(one.plan().during()),
                            null,
                            one.title() + " · " + one.taken() + "/" + one.plan().seats(),
                            "/agent/ateliers/" + one.id(),
                            false)));
            for (var away : shown.away()) {
                var during = within(away.during());
                if (during != null) {
                    entries.add(new Entry(
                            "a-" + during.from().getEpochSecond() + "-" + key,
                            place(during.from(), during.to()),
                            AppointmentWords.time(during.from(), site),
                            endOf(during),
                            null,
                            away.reason().isEmpty()
                                    ? text(away.elsewhere() ? "calendar.elsewhere" : "calendar.away", locale)
                                    : away.reason(),
                            "",
                            false));
                }
            }
            entries.sort(Comparator.comparing(Entry::from));
            var isToday = day.equals(now.toLocalDate());
            return new Column(
                    key,
                    shown.agenda().name(),
                    shown.agenda().slug(),
                    day,
                    hours(shown),
                    closed(shown, locale),
                    isToday,
                    isToday && now.getHour() >= first && now.getHour() < last
                            ? "h" + now.getHour() + " m" + step(now)
                            : "",
                    shown.opened().stream()
                            .map(one -> place(one.during().from(), one.during().to()))
                            .toList(),
                    entries);
        }

        private String hours(AgendaDay shown) {
            return shown.opened().stream()
                    .map(one -> AppointmentWords.time(one.during().from(), site) + "–" + endOf(one.during())
                            + only(shown, one.services()))
                    .distinct()
                    .collect(Collectors.joining(", "));
        }

        private String only(AgendaDay shown, Set<java.util.UUID> services) {
            return services.isEmpty() || services.containsAll(shown.agenda().services())
                    ? ""
                    : " (" + choices.names(services) + ")";
        }

        private String closed(AgendaDay shown, Locale locale) {
            var reason = shown.hours().reason();
            if (reason != Opening.Reason.CLOSURE && reason != Opening.Reason.PUBLIC_HOLIDAY) {
                return "";
            }
            var named = shown.hours().detail();
            return named.isEmpty() ? text("calendar.closed", locale) : named;
        }

        /** Null when nothing of it is shown. */
        private @Nullable Stretch within(Stretch during) {
            var from = at(first);
            var to = at(last);
            return during.overlaps(new Stretch(from, to))
                    ? new Stretch(
                            during.from().isBefore(from) ? from : during.from(),
                            during.to().isAfter(to) ? to : during.to())
                    : null;
        }

        private Instant at(int hour) {
            return (hour == 24
                            ? day.plusDays(1).atStartOfDay(site.zone())
                            : day.atTime(hour, 0).atZone(site.zone()))
                    .toInstant();
        }

        private String place(Instant from, Instant to) {
            var start = from.atZone(site.zone());
            var end = to.atZone(site.zone());
            return "h" + start.getHour() + " m" + step(start) + " to-h"
                    + (end.toLocalDate().isAfter(day) ? "24 to-m0" : end.getHour() + " to-m" + step(end));
        }

        private String endOf(Stretch during) {
            return during.to().atZone(site.zone()).toLocalDate().isAfter(day)
                    ? "24:00"
                    : AppointmentWords.time(during.to(), site);
        }
    }

    private static int step(ZonedDateTime at) {
        return at.getMinute() / ROW_MINUTES * ROW_MINUTES;
    }

    private String text(String key, Locale locale) {
        return java.util.Objects.requireNonNull(messages.getMessage(key, null, locale));
    }
}
