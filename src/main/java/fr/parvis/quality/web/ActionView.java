package fr.parvis.quality.web;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Accounts.Account;
import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.platform.web.Choice;
import fr.parvis.quality.ActionList;
import fr.parvis.quality.ActionWords;
import fr.parvis.quality.ImprovementAction;
import fr.parvis.quality.ImprovementAction.Origin;
import fr.parvis.quality.Owners;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.complaint.Recurrence;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Actions in the words of their reader. */
@Component
class ActionView {
    /**
     * @param from what comes back, as the reader may see it; null for one that was opened by hand
     * @param on by when, or since when it has ended
     */
    record Line(
            ImprovementAction one,
            String place,
            String owner,
            String on,
            boolean late,
            @Nullable Recurrence from) {}

    /**
     * @param opened when, and by whom
     * @param opens whether the reader may open what people wrote
     * @param first on which one of its complaints was received; "" without any
     */
    record Page(Line line, String opened, String openedBy, boolean opens, String first, String last) {}

    /** @param due "" where nothing is to be done any more */
    record Change(String at, String by, String act, String owner, String step, String due, String words) {}

    private final ActionList list;
    private final Owners owners;
    private final ActionWords words;
    private final OfficeDays days;
    private final Directory directory;
    private final MessageSource texts;

    ActionView(
            ActionList list,
            Owners owners,
            ActionWords words,
            OfficeDays days,
            Directory directory,
            MessageSource texts) {
        this.list = list;
        this.owners = owners;
        this.words = words;
        this.days = days;
        this.directory = directory;
        this.texts = texts;
    }

    List<Line> lines(List<ImprovementAction> all, Locale locale) {
        var names = owners.names();
        var origins = list.origins(all);
        return all.stream().map(one -> line(one, origins, names, locale)).toList();
    }

    private Line line(ImprovementAction one, Map<UUID, Recurrence> origins, Map<UUID, String> names, Locale locale) {
        var next = one.next();
        var on = next == null ? one.endedOn() : next.due();
        return new Line(
                one,
                words.place(one, locale),
                words.name(one.owner(), names, locale),
                on == null ? "" : ActionWords.day(on, locale),
                one.isLate(days.today()),
                one.origin() instanceof Origin.Recurrence cause ? origins.get(cause.id()) : null);
    }

    Page page(ImprovementAction one, Locale locale) {
        var names = owners.names();
        var line = line(one, list.origins(List.of(one)), names, locale);
        var from = line.from();
        return new Page(
                line,
                day(one.openedAt(), locale),
                by(one.openedBy(), names, locale),
                Caller.current()
                        .map(caller -> caller.has(Role.SUPERVISOR) || caller.has(Role.ADMIN))
                        .orElse(false),
                from == null ? "" : ActionWords.day(from.firstOn(), locale),
                from == null ? "" : ActionWords.day(from.lastOn(), locale));
    }

    /** The latest first. */
    List<Change> history(ImprovementAction action, Locale locale) {
        var names = owners.names();
        return list.history(action).reversed().stream()
                .map(change -> {
                    var next = change.next();
                    return new Change(
                            day(change.at(), locale),
                            by(change.by(), names, locale),
                            change.act(),
                            words.name(change.owner(), names, locale),
                            next == null ? "" : next.what(),
                            next == null ? "" : ActionWords.day(next.due(), locale),
                            change.words());
                })
                .toList();
    }

    /** @param none the words for nobody */
    List<Choice> owners(List<Account> all, String none, Locale locale) {
        return Stream.concat(
                        Stream.of(Choice.of("", Objects.requireNonNull(texts.getMessage(none, null, locale)))),
                        all.stream().map(one -> Choice.of(one.id(), one.name())))
                .toList();
    }

    private String by(@Nullable UUID account, Map<UUID, String> names, Locale locale) {
        return account == null
                ? Objects.requireNonNull(texts.getMessage("quality.by.parvis", null, locale))
                : words.name(account, names, locale);
    }

    private String day(Instant at, Locale locale) {
        return ActionWords.day(LocalDate.ofInstant(at, directory.zone()), locale);
    }
}
