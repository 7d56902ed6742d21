package fr.parvis.relations;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.directory.Directory;
import fr.parvis.identity.Accounts;
import fr.parvis.identity.Accounts.Account;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.DayWords;
import fr.parvis.platform.web.PublicAddress;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Warns whoever has a request, and those who answer for the others, before a time is missed; while people work, never at night or on a day
 * on which nobody does. What silence has decided is written down, and somebody has to confirm it.
 */
@Component
public class Watch {
    private static final LocalTime FIRST = LocalTime.of(8, 0);
    private static final LocalTime LAST = LocalTime.of(18, 0);
    private static final int DAYS_TO_CONFIRM = 2;

    private final RequestTables tables;
    private final Notices notices;
    private final OfficeDays days;
    private final Accounts accounts;
    private final Outbox outbox;
    private final Directory directory;
    private final PublicAddress addresses;
    private final MessageSource texts;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Watch(
            RequestTables tables,
            Notices notices,
            OfficeDays days,
            Accounts accounts,
            Outbox outbox,
            Directory directory,
            PublicAddress addresses,
            MessageSource texts,
            TransactionTemplate transaction,
            Clock clock) {
        this.tables = tables;
        this.notices = notices;
        this.days = days;
        this.accounts = accounts;
        this.outbox = outbox;
        this.directory = directory;
        this.addresses = addresses;
        this.texts = texts;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @return how many warnings were given */
    int look() {
        var today = days.today();
        var hour = LocalTime.ofInstant(clock.instant(), directory.zone());
        if (!days.isWorked(today) || hour.isBefore(FIRST) || !hour.isBefore(LAST)) {
            return 0;
        }
        var staff = accounts.list().stream().filter(Account::active).toList();
        var given = 0;
        for (var request :
                tables.pressing(directory.organisation().id(), today, Warning.horizon(today, days::isWorked))) {
            for (var warning : warnings(request).entrySet()) {
                var first = transaction.execute(_ -> warn(request, warning.getKey(), warning.getValue(), staff));
                given += Boolean.TRUE.equals(first) ? 1 : 0;
            }
        }
        return given;
    }

    /** By the day that it is where the request belongs. */
    private Map<Warning, LocalDate> warnings(Request request) {
        return Warning.of(request, days.today(request.site()), days.worked(request.site()));
    }

    private boolean warn(Request seen, Warning warning, LocalDate about, List<Account> staff) {
        var organisation = directory.organisation().id();
        var request = tables.locked(organisation, seen.id()).orElse(null);
        // somebody may have acted since the list was read
        if (request == null
                || !about.equals(warnings(request).get(warning))
                || !notices.isFirst(request, warning, about)) {
            return false;
        }
        if (warning == Warning.SILENCE) {
            var confirm = NextStep.of(NextStep.Usual.CONFIRM, "", days.after(days.today(), DAYS_TO_CONFIRM));
            var state = request.state() == Request.State.RECEIVED ? Request.State.IN_PROGRESS : request.state();
            tables.next(organisation, request.id(), state, confirm, about);
            tables.event(organisation, request.id(), clock.instant(), "silence", null);
        } else {
            tables.event(organisation, request.id(), clock.instant(), "escalated", null);
        }
        tell(request, warning, about, staff, null);
        return true;
    }

    /**
     * Whoever is about to miss a promised call, and those who answer for them, once for each day.
     *
     * @param caller who has taken the call; null when nobody has
     */
    public void call(UUID id, LocalDate on, @Nullable UUID caller) {
        transaction.executeWithoutResult(_ -> tables.locked(
                        directory.organisation().id(), id)
                .filter(request -> request.isOpen() && notices.isFirst(request, Warning.CALL, on))
                .ifPresent(request -> {
                    tables.event(directory.organisation().id(), id, clock.instant(), "escalated", null);
                    tell(
                            request,
                            Warning.CALL,
                            on,
                            accounts.list().stream().filter(Account::active).toList(),
                            caller);
                }));
    }

    private void tell(Request request, Warning warning, LocalDate about, List<Account> staff, @Nullable UUID caller) {
        Stream.concat(staff.stream().filter(one -> one.id().equals(caller)), told(request, staff).stream())
                .distinct()
                .forEach(account -> {
                    notices.give(account.id(), request, warning, about);
                    write(account, request, warning, about);
                });
    }

    /** Whoever has it, and the supervisors of the place; administrators where there is none. */
    private List<Account> told(Request request, List<Account> staff) {
        var neutral = staff.stream()
                .filter(one -> !tables.isKeptFrom(request, one.id(), Leading.leads(one.roles())))
                .toList();
        return Stream.concat(
                        neutral.stream().filter(one -> one.id().equals(request.assignee())),
                        Leading.of(request.site(), neutral).stream())
                .distinct()
                .toList();
    }

    /** To an account whose login is an e-mail address; none of the person's words is in it. */
    private void write(Account account, Request request, Warning warning, LocalDate about) {
        if (!NewRequest.isEmail(account.login())) {
            return;
        }
        var day = DayWords.full(about, Locale.FRENCH);
        var what = texts.getMessage(warning.key(request.legal().appeal() != null), new Object[] {day}, Locale.FRENCH);
        var facts = new Object[] {
            request.reference().code(),
            what,
            addresses.inMessages("/agent/echeances"),
            directory.organisation().name()
        };
        outbox.write(new NewMessage(
                "request-warning " + request.id() + " " + warning + " " + about + " " + account.id(),
                "request-warning",
                NewMessage.Channel.EMAIL,
                account.login(),
                texts.getMessage("relations.watch.mail.subject", facts, Locale.FRENCH),
                texts.getMessage("relations.watch.mail", facts, Locale.FRENCH),
                null,
                clock.instant(),
                null));
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> requestWatchTask(Watch watch) {
            return Tasks.recurring("request-watch", FixedDelay.ofMinutes(20)).execute((_, _) -> watch.look());
        }
    }
}
