package fr.parvis.relations.complaint;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.directory.Directory;
import fr.parvis.identity.Accounts;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.DayWords;
import fr.parvis.platform.web.PublicAddress;
import fr.parvis.relations.CauseRepeated;
import fr.parvis.relations.Leading;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.OfficeDays;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells those who answer for a place that a cause has come back there, and again as long as nobody takes it up. */
@Component
class RecurrenceMail {
    private final Recurrences recurrences;
    private final Terms terms;
    private final OfficeDays days;
    private final Accounts accounts;
    private final Outbox outbox;
    private final Directory directory;
    private final PublicAddress addresses;
    private final MessageSource texts;
    private final Clock clock;

    RecurrenceMail(
            Recurrences recurrences,
            Terms terms,
            OfficeDays days,
            Accounts accounts,
            Outbox outbox,
            Directory directory,
            PublicAddress addresses,
            MessageSource texts,
            Clock clock) {
        this.recurrences = recurrences;
        this.terms = terms;
        this.days = days;
        this.accounts = accounts;
        this.outbox = outbox;
        this.directory = directory;
        this.addresses = addresses;
        this.texts = texts;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(CauseRepeated repeated) {
        write(
                repeated.siteId(),
                "cause-repeated " + repeated.recurrenceId(),
                "complaints.recurrence.mail",
                repeated.cause(),
                repeated.count(),
                "");
    }

    /** Each week on a day on which people work, until somebody has taken it up. @return how many causes were told */
    @Transactional
    int again() {
        var today = days.today();
        if (!days.isWorked(today)) {
            return 0;
        }
        var waiting = recurrences.toTellAgain(today);
        waiting.forEach(one -> write(
                one.site(),
                "cause-repeated " + one.id() + " " + today,
                "complaints.recurrence.mail.again",
                terms.find(Term.Kind.CAUSE, one.cause())
                        .map(cause -> terms.label(cause, Locale.FRENCH))
                        .orElse(""),
                one.complaints(),
                DayWords.full(one.dueOn(), Locale.FRENCH)));
        return waiting.size();
    }

    private void write(@Nullable UUID site, String key, String text, String cause, int count, String due) {
        var facts = new Object[] {
            cause,
            count,
            addresses.inMessages("/agent/reclamations"),
            directory.organisation().name(),
            due
        };
        Leading.of(site, accounts.list()).stream()
                .filter(account -> NewRequest.isEmail(account.login()))
                .forEach(account -> outbox.write(new NewMessage(
                        key + " " + account.id(),
                        "cause-repeated",
                        NewMessage.Channel.EMAIL,
                        account.login(),
                        texts.getMessage("complaints.recurrence.mail.subject", facts, Locale.FRENCH),
                        texts.getMessage(text, facts, Locale.FRENCH),
                        null,
                        clock.instant(),
                        null)));
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> recurrenceTask(RecurrenceMail mail) {
            return Tasks.recurring("recurrence-told-again", FixedDelay.ofMinutes(30))
                    .execute((_, _) -> mail.again());
        }
    }
}
