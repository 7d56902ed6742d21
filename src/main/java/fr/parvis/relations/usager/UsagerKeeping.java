package fr.parvis.relations.usager;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.StoredSettings;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets those whom nobody has seen for long, each night, and shows before whom it would forget. */
@Component
@Transactional
public class UsagerKeeping {
    public static final int FEWEST_MONTHS = 3;
    public static final int MOST_MONTHS = 60;

    private static final Logger LOG = LoggerFactory.getLogger(UsagerKeeping.class);
    private static final String SETTING = "usagers.months-kept";
    private static final int USUAL_MONTHS = 24;
    private static final int A_NIGHT = 5000;

    private final UsagerTables tables;
    private final KnownFacts facts;
    private final Representatives representatives;
    private final List<Ties> ties;
    private final StoredSettings settings;
    private final Directory directory;
    private final AuditLog audit;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    UsagerKeeping(
            UsagerTables tables,
            KnownFacts facts,
            Representatives representatives,
            List<Ties> ties,
            StoredSettings settings,
            Directory directory,
            AuditLog audit,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.tables = tables;
        this.facts = facts;
        this.representatives = representatives;
        this.ties = ties;
        this.settings = settings;
        this.directory = directory;
        this.audit = audit;
        this.publisher = publisher;
        this.clock = clock;
    }

    public int months() {
        return settings.find(SETTING).map(Integer::parseInt).orElse(USUAL_MONTHS);
    }

    /** @throws ProblemException when it is out of reason */
    public void change(int months) {
        if (months < FEWEST_MONTHS || months > MOST_MONTHS) {
            throw ProblemException.field(
                    "months", "relations", "usager-months-out-of-range", FEWEST_MONTHS, MOST_MONTHS);
        }
        settings.put(SETTING, Integer.toString(months));
        audit.write("usagers-keeping-changed", Integer.toString(months));
    }

    /** Whom the next night would forget if so many months were kept, the longest unseen first. */
    public List<Usager> due(int months, int most) {
        return unseen(since(months), most);
    }

    private List<Usager> unseen(Instant since, int most) {
        var roots = tables.unseen(directory.organisation().id(), since, A_NIGHT);
        var found = tables.usagers(roots);
        return roots.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .filter(usager -> ties.stream().noneMatch(one -> one.hold(usager)))
                .limit(most)
                .toList();
    }

    private Instant since(int months) {
        return clock.instant().atOffset(ZoneOffset.UTC).minusMonths(months).toInstant();
    }

    int forget() {
        facts.tidy();
        representatives.tidy();
        var since = since(months());
        var organisation = directory.organisation().id();
        var gone = unseen(since, A_NIGHT).stream()
                .filter(usager -> tables.erase(usager.id(), since))
                .toList();
        gone.forEach(usager -> publisher.publishEvent(new UsagerErased(organisation, usager.ids())));
        return gone.size();
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> usagerKeepingTask(UsagerKeeping keeping) {
            return Tasks.recurring("usager-keeping", Schedules.daily(LocalTime.of(3, 10)))
                    .execute((_, _) -> LOG.info("{} usagers unseen for long forgotten", keeping.forget()));
        }
    }
}
