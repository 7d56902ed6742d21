package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.law.Course;
import fr.parvis.relations.law.LegalTimes;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Requests as they come in and as they are found again; {@link Handling} brings them to an end that is always said. */
@Component
@Transactional
public class Requests {
    private static final int SOONEST_DAYS = 2;

    static final int LONGEST_OUTCOME = 8000;

    private final RequestTables tables;
    private final MissingTables missing;
    private final InteractionTables interactions;
    private final MergedRequests merged;
    private final RequestErasing erasing;
    private final Promises promises;
    private final OfficeDays days;
    private final RequestMail mail;
    private final PeopleOfRequests people;
    private final Directory directory;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Requests(
            RequestTables tables,
            MissingTables missing,
            InteractionTables interactions,
            MergedRequests merged,
            RequestErasing erasing,
            Promises promises,
            OfficeDays days,
            RequestMail mail,
            PeopleOfRequests people,
            Directory directory,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.tables = tables;
        this.missing = missing;
        this.interactions = interactions;
        this.merged = merged;
        this.erasing = erasing;
        this.promises = promises;
        this.days = days;
        this.mail = mail;
        this.people = people;
        this.directory = directory;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Receipt is acknowledged in the same transaction to whoever left an e-mail address.
     *
     * @throws ProblemException about a field that must be corrected
     */
    public Request receive(NewRequest wanted) {
        return receive(wanted, days.today(wanted.site()));
    }

    /**
     * The same for what arrived before it is written down: times run from that day.
     *
     * @param on not after today
     */
    public Request receive(NewRequest wanted, LocalDate on) {
        wanted.check();
        return tables.sameAs(wanted).orElseGet(() -> first(wanted, on));
    }

    /** What was received of the same form with the same words. */
    public Optional<Request> sent(NewRequest wanted) {
        return tables.sameAs(wanted);
    }

    private Request first(NewRequest wanted, LocalDate today) {
        var organisation = directory.organisation().id();
        var site = wanted.site();
        var atOnce = today.equals(days.today(site));
        var now = atOnce
                ? clock.instant()
                : today.atTime(LocalTime.NOON).atZone(directory.zone(site)).toInstant();
        // what came late onto the desk is promised for a day that can still be kept
        var kept = days.after(site, days.today(site), SOONEST_DAYS);
        var asked = due(wanted, today);
        var due = atOnce || asked.isAfter(kept) ? asked : kept;
        var usual = NextStep.Usual.first(wanted.kind());
        var id = Ids.next();
        var times = LegalTimes.of(RequestTypes.rule(wanted), Course.of(today), days.worked(site));
        while (!tables.insert(
                id, organisation, Reference.next(), wanted, now, due, NextStep.of(usual, "", due), today, times)) {
            // either the same form a moment ago, or a reference that is taken
            var same = tables.sameAs(wanted);
            if (same.isPresent()) {
                return same.get();
            }
        }
        interactions.write(
                organisation,
                id,
                Interaction.Direction.IN,
                wanted.channel(),
                now,
                null,
                "",
                wanted.said().words(),
                false);
        tables.event(organisation, id, now, "received", null);
        people.receive(id, wanted.channel(), wanted.said());
        var received = find(id).orElseThrow();
        if (mail.acknowledge(received)) {
            var written = atOnce ? now : clock.instant();
            tables.acknowledged(id, written);
            tables.event(organisation, id, written, "acknowledged", null);
        }
        publisher.publishEvent(new RequestReceived(id, organisation, received.kind(), received.receivedAt(), due));
        // whoever brings a complaint in may not be one of those who read it
        return tables.find(organisation, id).orElseThrow();
    }

    /** Whoever chose a moment is called then. */
    private LocalDate due(NewRequest wanted, LocalDate today) {
        var when = wanted.said().when();
        var type = RequestTypes.governing(wanted);
        return when != null
                ? days.on(when.from(), wanted.site())
                : days.after(
                        wanted.site(),
                        today,
                        type != null ? type.days() : promises.days().of(wanted.kind()));
    }

    /** Until when an answer is promised to what would be asked now. */
    public LocalDate due(Request.Kind kind) {
        return due(kind, null);
    }

    LocalDate due(Request.Kind kind, @Nullable UUID site) {
        return due(kind, site, days.today(site));
    }

    LocalDate due(Request.Kind kind, @Nullable UUID site, LocalDate asked) {
        return days.after(site, asked, promises.days().of(kind));
    }

    /** The day of the person's last word since something missing was asked for; today when there is none. */
    public LocalDate lastWord(Request request) {
        return missing.heardSinceAsked(request.id())
                .map(at -> days.on(at, request.site()))
                .orElseGet(() -> days.today(request.site()));
    }

    /** What acknowledges its receipt. */
    public Acknowledgement receipt(Request request, Language language) {
        return mail.receipt(request, language);
    }

    public Optional<Request> find(RequestKey key) {
        return tables.find(key);
    }

    /** Empty also when it belongs to a site where the caller may not act, when it is a complaint about the caller, and when it is one that is held back. */
    public Optional<Request> find(Reference reference) {
        return tables.find(directory.organisation().id(), reference).filter(this::isMine);
    }

    /** Empty also when it belongs to a site where the caller may not act, when it is a complaint about the caller, and when it is one that is held back. */
    public Optional<Request> find(UUID id) {
        return tables.find(directory.organisation().id(), id).filter(this::isMine);
    }

    /** @throws ProblemException 409 when it is a complaint of which nobody has said yet whom it is about */
    void demandSettled(UUID id, String field) {
        if (tables.isHeldBack(id)) {
            throw new ProblemException(HttpStatus.CONFLICT, "relations", "complaint-held-back", field, Map.of());
        }
    }

    /** Of these, those of which the words are not erased, whoever asks. */
    public Set<UUID> said(Collection<UUID> ids) {
        return tables.said(ids);
    }

    private boolean isMine(Request request) {
        var site = request.site();
        return Caller.current()
                .filter(caller -> site != null && !caller.mayActAt(site)
                        || tables.isKeptFrom(request, caller.id(), Leading.leads(caller.roles())))
                .isEmpty();
    }

    /** In order; notes between colleagues too. */
    public List<Interaction> interactions(Request request) {
        return interactions.of(directory.organisation().id(), request.id());
    }

    /** What the person and the organisation wrote on its page, in order; also what moved on when it was merged. */
    public List<Interaction> exchanged(Request request) {
        return merged.exchanged(directory.organisation().id(), request.id()).stream()
                .filter(one -> one.direction() != Interaction.Direction.NOTE)
                .toList();
    }

    /** The request in which this one goes on since they were merged; empty for one that stands for itself. */
    public Optional<Request> goesOn(Request request) {
        return Optional.of(merged.goesOn(request.id()))
                .filter(id -> !id.equals(request.id()))
                .flatMap(id -> tables.find(directory.organisation().id(), id));
    }

    /** Whether that key opened the request until it was merged with another. */
    public boolean isReplaced(Reference reference, RequestKey key) {
        return merged.isReplaced(reference, key);
    }

    /** Nothing that the person said remains. */
    public void withdraw(RequestKey key) {
        var now = clock.instant();
        tables.find(key).filter(request -> erasing.withdraw(request.id(), now)).ifPresent(request -> {
            mail.drop(request.id());
            tables.event(directory.organisation().id(), request.id(), now, "erased", null);
        });
    }
}
