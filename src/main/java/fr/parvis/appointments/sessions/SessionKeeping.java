package fr.parvis.appointments.sessions;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.appointments.Reminder;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What happens to sessions by itself: offers that run out, reminders, and the end. */
@Component
class SessionKeeping {
    private static final List<Reminder> REMINDERS = List.of(Reminder.DAYS, Reminder.HOURS);

    private final SessionTables sessions;
    private final RegistrationTables tables;
    private final Registrations registrations;
    private final SessionActs acts;
    private final SessionMessages messages;

    SessionKeeping(
            SessionTables sessions,
            RegistrationTables tables,
            Registrations registrations,
            SessionActs acts,
            SessionMessages messages) {
        this.sessions = sessions;
        this.tables = tables;
        this.registrations = registrations;
        this.acts = acts;
        this.messages = messages;
    }

    void endOffers() {
        tables.passed(acts.now()).forEach(one -> registrations.lapse(one.id()));
    }

    /** Each once for each time that was agreed. */
    @Transactional
    public void remind() {
        var now = acts.now();
        var known = new HashMap<UUID, Session>();
        for (var reminder : REMINDERS) {
            for (var one : tables.registeredBetween(now.plus(reminder.next()), now.plus(reminder.before()))) {
                var session = known.computeIfAbsent(one.sessionId(), acts::known);
                if (reminder.isNews(one.since(), session.start())) {
                    messages.reminded(session, one, reminder);
                }
            }
        }
    }

    @Transactional
    public void tidy() {
        var now = acts.now();
        for (var id : sessions.ended(now)) {
            sessions.state(id, Session.State.OVER, now);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> sessionOffersTask(SessionKeeping keeping) {
            return Tasks.recurring("session-offers", FixedDelay.ofSeconds(20)).execute((_, _) -> keeping.endOffers());
        }

        @Bean
        Task<Void> sessionRemindersTask(SessionKeeping keeping) {
            return Tasks.recurring("session-reminders", FixedDelay.ofMinutes(5)).execute((_, _) -> keeping.remind());
        }

        @Bean
        Task<Void> sessionKeepingTask(SessionKeeping keeping) {
            return Tasks.recurring("session-keeping", FixedDelay.ofMinutes(10)).execute((_, _) -> keeping.tidy());
        }
    }
}
