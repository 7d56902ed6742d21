package fr.parvis.quality;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.directory.Directory;
import fr.parvis.identity.Accounts.Account;
import fr.parvis.identity.Caller;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.DayWords;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.quality.ImprovementAction.Origin;
import fr.parvis.relations.Leading;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.complaint.Recurrences;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells those who lead at a place that an action was opened there, whoever is given one, and each week of those that are late: the owner, or
 * those who lead while nobody has it. Nobody is told of one whose complaints are all about them.
 */
@Component
@Transactional
class ActionMail {
    private static final int DAYS_BETWEEN_TELLINGS = 7;

    private final ActionTables tables;
    private final Owners owners;
    private final ActionWords words;
    private final Recurrences recurrences;
    private final OfficeDays days;
    private final Outbox outbox;
    private final Directory directory;
    private final PublicAddress addresses;
    private final MessageSource texts;
    private final Clock clock;

    ActionMail(
            ActionTables tables,
            Owners owners,
            ActionWords words,
            Recurrences recurrences,
            OfficeDays days,
            Outbox outbox,
            Directory directory,
            PublicAddress addresses,
            MessageSource texts,
            Clock clock) {
        this.tables = tables;
        this.owners = owners;
        this.words = words;
        this.recurrences = recurrences;
        this.days = days;
        this.outbox = outbox;
        this.directory = directory;
        this.addresses = addresses;
        this.texts = texts;
        this.clock = clock;
    }

    /** Whoever opened it knows, and whoever has it is told that. */
    void opened(ImprovementAction action) {
        var leading = Leading.of(action.site(), owners.of(action)).stream()
                .filter(one -> !one.id().equals(action.openedBy()) && !one.id().equals(action.owner()))
                .toList();
        if (action.origin() instanceof Origin.Recurrence cause) {
            leading.forEach(one -> write(
                    one,
                    // the same word as before the action had a page of its own: nobody is told twice
                    "cause-repeated " + cause.id(),
                    "action-opened",
                    "quality.mail.cause.",
                    facts(action, cause.cause(), recurrences.readableBy(one.id(), cause.id()))));
        } else {
            var by = words.name(action.openedBy(), owners.names(), Locale.FRENCH);
            leading.forEach(one -> write(
                    one,
                    "action-opened " + action.id(),
                    "action-opened",
                    "quality.mail.opened.",
                    facts(action, action.title(), by)));
        }
    }

    /** Whoever takes it themselves knows. */
    void given(ImprovementAction action) {
        var by = Caller.current().orElseThrow();
        owners.of(action).stream()
                .filter(one -> one.id().equals(action.owner()) && !one.id().equals(by.id()))
                .forEach(one -> write(
                        one,
                        "action-given " + action.id() + " " + action.revision(),
                        "action-given",
                        "quality.mail.given.",
                        facts(action, action.title(), by.name())));
    }

    private Object[] facts(ImprovementAction action, String about, Object more) {
        var next = Objects.requireNonNull(action.next());
        return new Object[] {
            about,
            words.place(action, Locale.FRENCH),
            next.what(),
            DayWords.full(next.due(), Locale.FRENCH),
            addresses.inMessages(ImprovementActions.page(action.id())),
            directory.organisation().name(),
            more
        };
    }

    /** Once a week for each, on a day on which people work: one message with all that are theirs. @return how many are late */
    int tellLate() {
        var today = days.today();
        if (!days.isWorked(today)) {
            return 0;
        }
        var late = tables.toTell(directory.organisation().id(), today, today.minusDays(DAYS_BETWEEN_TELLINGS));
        var mine = new LinkedHashMap<Account, List<ImprovementAction>>();
        late.forEach(action -> toTell(action)
                .forEach(
                        one -> mine.computeIfAbsent(one, _ -> new ArrayList<>()).add(action)));
        mine.forEach((account, actions) -> write(
                account,
                "action-late " + today,
                "action-late",
                "quality.mail.late.",
                actions.stream().map(this::line).collect(Collectors.joining("\n\n")),
                directory.organisation().name(),
                actions.size()));
        return late.size();
    }

    private List<Account> toTell(ImprovementAction action) {
        var may = owners.of(action);
        var owner = may.stream().filter(one -> one.id().equals(action.owner())).toList();
        return owner.isEmpty() ? Leading.of(action.site(), may) : owner;
    }

    private String line(ImprovementAction action) {
        var next = Objects.requireNonNull(action.next());
        return text(
                action.owner() == null ? "quality.mail.late.nobody" : "quality.mail.late.line",
                action.title(),
                words.place(action, Locale.FRENCH),
                next.what(),
                DayWords.full(next.due(), Locale.FRENCH),
                addresses.inMessages(ImprovementActions.page(action.id())));
    }

    /** @param text the beginning of the keys of its words */
    private void write(Account to, String key, String about, String text, Object... facts) {
        if (!NewRequest.isEmail(to.login())) {
            return;
        }
        outbox.write(new NewMessage(
                key + " " + to.id(),
                about,
                NewMessage.Channel.EMAIL,
                to.login(),
                text(text + "subject", facts),
                text(text + "text", facts),
                null,
                clock.instant(),
                null));
    }

    private String text(String key, Object... facts) {
        return Objects.requireNonNull(texts.getMessage(key, facts, Locale.FRENCH));
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> lateActionsTask(ActionMail mail) {
            return Tasks.recurring("late-actions", FixedDelay.ofMinutes(30)).execute((_, _) -> mail.tellLate());
        }
    }
}
