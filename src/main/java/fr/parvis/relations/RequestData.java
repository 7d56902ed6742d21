package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.messaging.IncomingSms;
import fr.parvis.messaging.Outbox;
import fr.parvis.messaging.incoming.IncomingMails;
import fr.parvis.platform.rights.DataKind;
import fr.parvis.platform.rights.Held;
import fr.parvis.platform.rights.LegalBasis;
import fr.parvis.platform.rights.Person;
import fr.parvis.platform.rights.PersonName;
import fr.parvis.platform.rights.PersonalDataHolder;
import fr.parvis.platform.rights.Reach;
import fr.parvis.platform.rights.Term;
import fr.parvis.platform.rights.Trace;
import fr.parvis.platform.rights.Unfinished;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Requests as data of somebody. What was said about a request that was merged into another one's stays with its own person: each is known by
 * the request that it was first said about.
 */
@Component
@Order(10)
class RequestData implements PersonalDataHolder {
    static final String KIND = "request";

    private static final DataKind REQUESTS = new DataKind(KIND, LegalBasis.MISSION, Term.months(12));
    /** In which a decision can be taken to court (CJA R421-1). */
    private static final Period CONTESTED = Period.ofMonths(2);

    private final RequestTables tables;
    private final RequestErasing erasing;
    private final HandoverTables handovers;
    private final Documents documents;
    private final IncomingMails mails;
    private final IncomingSms texts;
    private final Outbox outbox;
    private final Directory directory;
    private final JdbcClient jdbc;
    private final Clock clock;

    RequestData(
            RequestTables tables,
            RequestErasing erasing,
            HandoverTables handovers,
            Documents documents,
            IncomingMails mails,
            IncomingSms texts,
            Outbox outbox,
            Directory directory,
            JdbcClient jdbc,
            Clock clock) {
        this.tables = tables;
        this.erasing = erasing;
        this.handovers = handovers;
        this.documents = documents;
        this.mails = mails;
        this.texts = texts;
        this.outbox = outbox;
        this.directory = directory;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<DataKind> kinds() {
        return List.of(REQUESTS);
    }

    @Override
    public Set<String> tables() {
        return Set.of("relations.request", "relations.inbox_word", "relations.presence");
    }

    @Override
    public List<Trace> traces(Person person) {
        return jdbc.sql("""
                        select id, usager_id, reference, first_name, last_name, email, phone,
                               array(select split_part(i.source, ' ', 2)::uuid from relations.intake i where i.request_id = r.id) came_as
                          from relations.request r
                         where organisation_id = :organisation and erased_at is null
                           and (id = any (:ids) or usager_id = any (:ids) or reference = any (:references) or lower(email) = any (:emails)
                                or %s = any (:phones))""".formatted(Reach.lastDigits("phone")))
                .param("organisation", directory.organisation().id())
                .param("ids", person.idArray())
                .param("references", person.referenceArray())
                .param("emails", person.emails())
                .param("phones", person.phones())
                .query((row, _) -> {
                    var name = PersonName.of(row.getString("first_name"), row.getString("last_name"));
                    // the mails and SMS that became it are theirs with it
                    var ids = new HashSet<>(
                            List.of((UUID[]) row.getArray("came_as").getArray()));
                    ids.add(row.getObject("id", UUID.class));
                    return new Trace(
                            ids,
                            Stream.ofNullable(row.getObject("usager_id", UUID.class))
                                    .collect(Collectors.toSet()),
                            name.isNobodys() ? Set.of() : Set.of(name),
                            Stream.of(Reach.of(row.getString("email")), Reach.of(row.getString("phone")))
                                    .flatMap(Optional::stream)
                                    .collect(Collectors.toSet()),
                            Set.of(row.getString("reference")),
                            false);
                })
                .list();
    }

    @Override
    public boolean isForSomebodyElse(Person person) {
        return Caller.current()
                .filter(caller -> of(person).stream().anyMatch(one -> tables.isAbout(one, caller.id())))
                .isPresent();
    }

    private List<Request> of(Person person) {
        return jdbc.sql(RequestRows.SHOWN
                        + " where r.id = any (?) and r.erased_at is null order by r.received_at, r.id")
                .param(person.idArray())
                .query(RequestRows::read)
                .list();
    }

    @Override
    public List<UUID> ids() {
        return jdbc.sql("select id from relations.request where erased_at is null")
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    @Override
    public List<Unfinished> unfinished(Person person) {
        var today = LocalDate.ofInstant(clock.instant(), directory.zone());
        return of(person).stream()
                .flatMap(request -> unfinished(request, today).stream())
                .toList();
    }

    private Optional<Unfinished> unfinished(Request request, LocalDate today) {
        var code = request.reference().code();
        if (request.isOpen()) {
            return Optional.of(new Unfinished(KIND, request.id(), code, null));
        }
        var closed = request.closedAt();
        var isDecided = (request.kind() == Request.Kind.APPLICATION || request.kind() == Request.Kind.COMPLAINT)
                && (request.state() == Request.State.ANSWERED || request.state() == Request.State.REFUSED);
        return closed == null || !isDecided
                ? Optional.empty()
                : Optional.of(LocalDate.ofInstant(closed, directory.zone()).plus(CONTESTED))
                        .filter(until -> !until.isBefore(today))
                        .map(until -> new Unfinished(KIND, request.id(), code, until));
    }

    @Override
    public List<Held> find(Person person) {
        return of(person).stream().map(this::held).toList();
    }

    private Held held(Request request) {
        var said = Objects.requireNonNull(request.said());
        var about = request.about();
        var held = Held.of(KIND)
                .with("reference", request.reference().code())
                .with("requestKind", request.kind().name())
                .with("state", request.state().name())
                .with("channel", request.channel().code())
                .with("receivedAt", request.receivedAt())
                .with("closedAt", request.closedAt())
                .with("language", request.language())
                .with("subject", said.subject())
                .with("sheet", about == null ? null : about.title())
                .with("firstName", said.firstName())
                .with("lastName", said.lastName())
                .with("email", said.email())
                .with("phone", said.phone());
        held.with(answers(request.id()));
        for (var one : interactions(request.id())) {
            var part = Held.of("interaction")
                    .with("at", one.at())
                    .with("direction", one.direction().name())
                    .with("channel", one.channel().code())
                    .with("by", one.by())
                    .with("words", one.words());
            documents
                    .with(one.id())
                    .forEach(document -> part.enclosing(document.name(), () -> documents.content(document)));
            held.with(List.of(part));
        }
        held.with(handovers.of(request.id()).stream().map(RequestData::confided).toList());
        return held;
    }

    /** What another body was told of them, and on which consent. */
    private static Held confided(Handover one) {
        return Held.of("handover")
                .with("at", one.at())
                .with("body", one.body())
                .with("words", one.words())
                .with("consent", one.consent().name())
                .with("consentedOn", one.consentedOn())
                .with("state", one.state().name())
                .with("answer", one.answer());
    }

    private List<Held> answers(UUID request) {
        return jdbc.sql("select label, value from relations.answer where request_id = ? order by position")
                .param(request)
                .query((row, _) ->
                        Held.of("answer").with("label", row.getString("label")).with("value", row.getString("value")))
                .list();
    }

    private List<Interaction> interactions(UUID request) {
        return jdbc.sql("""
                        select * from relations.interaction
                         where coalesce(merged_from_id, request_id) = ? and erased_at is null order by at, id""").param(request).query(RequestRows::interaction).list();
    }

    @Override
    public Map<String, Integer> erase(Person person) {
        var now = clock.instant();
        var ids = new ArrayList<UUID>();
        of(person).forEach(request -> ids.add(request.id()));
        ids.forEach(id -> outbox.drop(RequestMail.key(id)));
        erasing.eraseOf(ids, now);
        ids.forEach(id -> tables.event(directory.organisation().id(), id, now, "erased", null));
        // what they wrote into a thread of somebody else: their words, not the thread
        var sources = Stream.concat(
                        mails.from(person).stream().map(IntakeTables::ofMail),
                        texts.from(person).stream().map(IntakeTables::ofSms))
                .toArray(String[]::new);
        jdbc.sql("""
                        update relations.interaction i set words = null, by_name = '', erased_at = ? from relations.intake t
                         where t.interaction_id = i.id and t.source = any (?) and i.erased_at is null""").params(now.atOffset(ZoneOffset.UTC), sources).update();
        return Map.of(KIND, ids.size());
    }

    @Override
    public int due(String kind, Instant at, Period kept) {
        return erasing.due(at.atOffset(ZoneOffset.UTC).minus(kept).toInstant());
    }

    @Override
    public int clear(String kind, Instant at, Period kept) {
        var erased = erasing.erase(at.atOffset(ZoneOffset.UTC).minus(kept).toInstant(), at);
        erased.forEach(id -> tables.event(directory.organisation().id(), id, at, "erased", null));
        return erased.size();
    }
}
