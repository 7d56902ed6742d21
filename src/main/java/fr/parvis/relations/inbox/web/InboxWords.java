package fr.parvis.relations.inbox.web;

import fr.parvis.directory.Directory;
import fr.parvis.platform.DayWords;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Language;
import fr.parvis.relations.Channel;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.Request;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Days, moments and choices of the inbox in the words of its reader. */
@Component
class InboxWords {
    private final OfficeDays days;
    private final Directory directory;
    private final MessageSource messages;

    InboxWords(OfficeDays days, Directory directory, MessageSource messages) {
        this.days = days;
        this.directory = directory;
        this.messages = messages;
    }

    LocalDate today() {
        return days.today();
    }

    /** "vendredi 27 novembre"; with the year when it is another one. */
    String day(LocalDate day, Locale locale) {
        var pattern = day.getYear() == days.today().getYear() ? "EEEE d MMMM" : "EEEE d MMMM yyyy";
        return DayWords.of(pattern, day, locale);
    }

    /** "aujourd’hui à 14:05", "27 nov. à 14:05". */
    String moment(Instant at, Locale locale) {
        var there = at.atZone(directory.zone());
        var hour = DateTimeFormatter.ofPattern("HH:mm").format(there);
        var day = there.toLocalDate();
        return day.equals(days.today())
                ? text("inbox.at.today", locale, hour)
                : text(
                        "inbox.at.day",
                        locale,
                        DayWords.of(day.getYear() == days.today().getYear() ? "d MMM" : "d MMM yyyy", day, locale),
                        hour);
    }

    /** "lundi 4 mai, 09:00–12:00". */
    String span(Request.Moment when, Locale locale) {
        var hour = DateTimeFormatter.ofPattern("HH:mm").withZone(directory.zone());
        return day(LocalDate.ofInstant(when.from(), directory.zone()), locale) + ", " + hour.format(when.from()) + "–"
                + hour.format(when.to());
    }

    /** "En retard de 2 jours", "Pour aujourd’hui", "Pour demain" or the day. */
    String due(LocalDate due, Locale locale) {
        var left = ChronoUnit.DAYS.between(days.today(), due);
        return left < 0
                ? text("inbox.due.late", locale, -left)
                : left == 0
                        ? text("inbox.due.today", locale)
                        : left == 1
                                ? text("inbox.due.tomorrow", locale)
                                : text("inbox.due.on", locale, day(due, locale));
    }

    List<Choice> channels(@Nullable Channel chosen, Locale locale) {
        return with(
                "inbox.channel.all",
                locale,
                Arrays.stream(Channel.values())
                        .map(one -> Choice.of(one.code(), text("inbox.channel." + one.code(), locale), one == chosen)));
    }

    List<Choice> kinds(Request.@Nullable Kind chosen, Locale locale) {
        return with(
                "inbox.kind.all",
                locale,
                Arrays.stream(Request.Kind.values())
                        .map(one -> Choice.of(one, text("inbox.kind." + one, locale), one == chosen)));
    }

    List<Choice> languages(@Nullable String chosen, Locale locale) {
        return with("inbox.language.all", locale, Language.choices(chosen == null ? "" : chosen).stream());
    }

    List<Choice> sites(@Nullable UUID chosen, Locale locale) {
        return with(
                "inbox.site.all",
                locale,
                directory.sites().stream()
                        .map(site -> Choice.of(site.id(), site.name(), site.id().equals(chosen))));
    }

    private List<Choice> with(String all, Locale locale, Stream<Choice> choices) {
        return Stream.concat(Stream.of(Choice.of("", text(all, locale))), choices)
                .toList();
    }

    String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
